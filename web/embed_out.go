//go:build !embed

package web

import (
	"io/fs"
	"os"
)

// Built answers the files of the built web app.
func Built() fs.FS { return os.DirFS("web/dist") }
