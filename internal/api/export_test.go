package api

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// LinkTo signs the address of a file as the program does, for files it never signs one for.
func LinkTo(a *API, workspace sapa.WorkspaceID, key, what string, now time.Time) string {
	return a.seal.link(workspace, key, what, now)
}
