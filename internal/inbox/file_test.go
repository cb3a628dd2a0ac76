package inbox

import (
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Uploads leave room on the disk for the database, which must go on taking messages.
func TestUploadsLeaveRoom(t *testing.T) {
	t.Parallel()
	f := NewFiles(nil, nil, t.TempDir())
	for _, c := range []struct {
		free  int64
		known bool
		taken bool
	}{{keptFree - 1, true, false}, {0, true, false}, {keptFree, true, true}, {0, false, true}} {
		f.Free = func() (int64, bool) { return c.free, c.known }
		raw, err := f.receive(NewFile{Body: strings.NewReader("halo"), Size: 4}, noteLimits)
		if raw != nil {
			discard(raw)
		}
		if (err == nil) != c.taken || !c.taken && sapa.KindOf(err) != sapa.Unavailable {
			t.Errorf("with %d bytes left: %v", c.free, err)
		}
	}
}
