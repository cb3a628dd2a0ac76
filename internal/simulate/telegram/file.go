package telegram

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// file is one that a customer or the bot sent.
type file struct {
	booth.File
	id, path string
}

// downloadMost is the largest file a bot may fetch.
const downloadMost = 20 << 20

// folders are where files of a kind lie.
var folders = map[string]string{"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "sticker": "stickers"}

// keep stores a file and answers its id; the lock is held.
func (p *Provider) keep(f booth.File, kind string) string {
	p.made++
	folder := folders[kind]
	if folder == "" {
		folder = "documents"
	}
	kept := &file{File: f, id: fmt.Sprintf("BQACAgUAAxkBAAO%06d", p.made), path: fmt.Sprintf("%s/file_%d%s", folder, p.made, extension(f.Name))}
	p.files[kept.id] = kept
	return kept.id
}

func extension(name string) string {
	i := strings.LastIndex(name, ".")
	if i < 0 || strings.Trim(strings.ToLower(name[i+1:]), "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return ""
	}
	return strings.ToLower(name[i:])
}

func (p *Provider) getFile(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	f := p.files[c.params.values["file_id"]]
	switch {
	case f == nil:
		return nil, bad("invalid file_id")
	case len(f.Bytes) > downloadMost:
		return nil, bad("file is too big")
	}
	return map[string]any{"file_id": f.id, "file_unique_id": "AgAD" + f.id[15:], "file_size": len(f.Bytes), "file_path": f.path}, nil
}

// fileBytes hands a file out, to whoever shows the token.
func (p *Provider) fileBytes(w http.ResponseWriter, r *http.Request, rest string) {
	token, path, _ := strings.Cut(rest, "/")
	c := &call{w: &recorder{ResponseWriter: w}, r: r, at: p.o.Now(), method: "file"}
	f := p.byPath(path)
	fault := p.takeFault(c.method)
	switch {
	case token != p.o.Token || f == nil:
		(&apiError{code: 404, description: "Not Found"}).write(c.w)
	case fault != nil:
		p.play(c, fault)
	default:
		w.Header().Set("Content-Type", "application/octet-stream")
		_, _ = c.w.Write(f.Bytes)
	}
	p.remember(c)
	if c.w.cut {
		panic(http.ErrAbortHandler)
	}
}

func (p *Provider) byPath(path string) *file {
	p.Lock()
	defer p.Unlock()
	for _, f := range p.files {
		if f.path == path {
			return f
		}
	}
	return nil
}

// Media finds a file by its id.
func (p *Provider) Media(id string) (booth.File, bool) {
	p.Lock()
	defer p.Unlock()
	if f := p.files[id]; f != nil {
		return f.File, true
	}
	return booth.File{}, false
}

// ForgetFiles lets all files be gone.
func (p *Provider) ForgetFiles() { p.Change(func() { p.files = map[string]*file{} }) }
