//go:build embed

package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Built answers the files of the built web app.
func Built() fs.FS {
	sub, err := fs.Sub(built, "dist")
	if err != nil {
		panic("web: " + err.Error()) // the folder is named in the line above
	}
	return sub
}
