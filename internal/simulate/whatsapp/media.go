package whatsapp

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// attachments is where the bytes of files lie. The real one uses another host, with the same bearer token.
const attachments = "/whatsapp_business/attachments/"

// How long things of files last, from the page "Media".
const (
	linkTime    = 5 * time.Minute
	uploadTime  = 30 * 24 * time.Hour
	inboundTime = 7 * 24 * time.Hour
)

// File is a picture, recording or document.
type File struct {
	Bytes []byte
	// Type is the content type, such as image/jpeg.
	Type string
	// Name is for documents.
	Name string
	// Voice tells a voice note from other audio; it is audio/ogg; codecs=opus.
	Voice bool
	// Animated is for stickers.
	Animated bool
}

type file struct {
	File
	at      time.Time
	inbound bool
	gone    bool
}

// link is one address of a file's bytes.
type link struct {
	media string
	until time.Time
}

// bound is what one kind of message may carry.
type bound struct {
	kind  string
	types []string
	most  int
}

// bounds are from the page "Media"; the order decides where a type belongs.
var bounds = []bound{
	{"image", []string{"image/jpeg", "image/png"}, 5 << 20},
	{"sticker", []string{"image/webp"}, 500 << 10},
	{"audio", []string{"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/opus"}, 16 << 20},
	{"video", []string{"video/mp4", "video/3gpp"}, 16 << 20},
	{"document", []string{
		"text/plain", "application/pdf", "application/vnd.ms-powerpoint", "application/msword", "application/vnd.ms-excel",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/vnd.openxmlformats-officedocument.presentationml.presentation",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	}, 100 << 20},
}

// boundOf finds where a content type belongs.
func boundOf(contentType string) (bound, bool) {
	i := slices.IndexFunc(bounds, func(b bound) bool { return slices.Contains(b.types, contentType) })
	if i < 0 {
		return bound{}, false
	}
	return bounds[i], true
}

// fits tells whether a file can be sent as that kind of message, looking at its bytes. Any type can be a document.
func (f *file) fits(kind string, voice bool) bool {
	if f == nil {
		return true // lies elsewhere, or is the template's own
	}
	b, ok := boundOf(f.plainType())
	if !ok || kind == "template" || kind == "interactive" {
		return ok
	}
	if kind != "document" && (b.kind != kind || !f.honest()) {
		return false
	}
	return !voice || f.plainType() == "audio/ogg"
}

func (f File) plainType() string {
	plain, _, err := mime.ParseMediaType(f.Type)
	if err != nil {
		return f.Type
	}
	return plain
}

// honest tells whether the bytes are what the content type says. Pictures and documents have clear signs; sound and film
// share containers and begin in many ways, so that only what is clearly something else is refused.
func (f File) honest() bool {
	found := mimetype.Detect(f.Bytes)
	family, _, _ := strings.Cut(f.plainType(), "/")
	if family == "audio" || family == "video" {
		return !slices.ContainsFunc([]string{"image/", "application/pdf", "application/zip", "text/html"}, func(other string) bool {
			return strings.HasPrefix(found.String(), other)
		})
	}
	for ; found != nil; found = found.Parent() {
		if found.Is(f.plainType()) {
			return true
		}
	}
	return family == "text"
}

// upload stores a file for sending.
func (p *Provider) upload(c *meta.Call) (any, *GraphError) {
	f, product, e := readUpload(c)
	switch {
	case e != nil:
		return nil, e
	case product != "whatsapp":
		return nil, meta.Invalid("The parameter messaging_product is required.")
	}
	b, ok := boundOf(f.plainType())
	if !ok {
		var all []string
		for _, b := range bounds {
			all = append(all, b.types...)
		}
		return nil, meta.Invalid("Param file must be a file with one of the following types: %s. Received file of type '%s'.", strings.Join(all, ", "), f.Type)
	}
	if len(f.Bytes) == 0 {
		return nil, meta.Invalid("Param file must not be empty.")
	}
	if len(f.Bytes) > b.most {
		return nil, Fail(131053).Explained("File size is %d bytes. The most for %s is %d bytes.", len(f.Bytes), b.kind, b.most)
	}
	return map[string]string{"id": p.AddMedia(f)}, nil
}

// readUpload takes the multipart form apart. A file's type is its part's; the field type must say the same.
func readUpload(c *meta.Call) (File, string, *GraphError) {
	var f File
	_, options, err := mime.ParseMediaType(c.R.Header.Get("Content-Type"))
	if err != nil || options["boundary"] == "" {
		return f, "", meta.Invalid("The parameter file is required.")
	}
	fields := map[string]string{}
	found := false
	for form := multipart.NewReader(bytes.NewReader(c.Body), options["boundary"]); ; {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return f, "", meta.Invalid("The multipart body is malformed.")
		}
		content, err := io.ReadAll(part)
		switch {
		case err != nil:
			return f, "", meta.Invalid("The multipart body is malformed.")
		case part.FormName() == "file" && part.FileName() != "":
			f, found = File{Bytes: content, Type: part.Header.Get("Content-Type"), Name: part.FileName()}, true
		case slices.Contains([]string{"messaging_product", "type"}, part.FormName()):
			fields[part.FormName()] = string(content)
		default:
			return f, "", meta.Invalid("Unexpected key \"%s\".", part.FormName())
		}
	}
	if !found {
		return f, "", meta.Invalid("The parameter file is required.")
	}
	if said := fields["type"]; said != "" && plain(said) != f.plainType() {
		return f, "", meta.Invalid("Param type '%s' does not match the file's type '%s'.", said, f.Type)
	}
	f.Type = or(fields["type"], f.Type)
	return f, fields["messaging_product"], nil
}

func plain(contentType string) string { return File{Type: contentType}.plainType() }

// AddMedia stores a file as an upload would, and is its id.
func (p *Provider) AddMedia(f File) string {
	p.Lock()
	defer p.Unlock()
	return p.keep(f, false)
}

// PutMedia stores a file under an id of one's choice.
func (p *Provider) PutMedia(id string, f File) {
	p.Change(func() { p.files[id] = &file{File: f, at: p.Now()} })
}

// keep stores a file; the lock is held.
func (p *Provider) keep(f File, inbound bool) string {
	id := p.newNumber()
	p.files[id] = &file{File: f, at: p.Now(), inbound: inbound}
	return id
}

// stored is a file that is still there; nil otherwise. The lock is held.
func (p *Provider) stored(id string) *file {
	f := p.files[id]
	if f == nil || f.gone {
		return nil
	}
	lasts := uploadTime
	if f.inbound {
		lasts = inboundTime
	}
	if p.Now().Sub(f.at) > lasts {
		return nil
	}
	return f
}

// locate says where a file's bytes are, for five minutes.
func (p *Provider) locate(c *meta.Call, id string) (any, *GraphError) {
	p.Lock()
	defer p.Unlock()
	f := p.stored(id)
	if f == nil {
		return nil, meta.UnknownObject()
	}
	if phone := c.R.URL.Query().Get("phone_number_id"); phone != "" && !slices.ContainsFunc(p.phones, func(n Phone) bool { return n.ID == phone }) {
		return nil, meta.UnknownObject()
	}
	sum := sha256.Sum256(f.Bytes)
	return map[string]string{
		"messaging_product": "whatsapp", "url": p.newLink(id), "mime_type": f.Type, "sha256": hex.EncodeToString(sum[:]),
		"file_size": strconv.Itoa(len(f.Bytes)), "id": id,
	}, nil
}

// newLink makes an address of a file's bytes; the lock is held.
func (p *Provider) newLink(id string) string {
	until := p.Now().Add(linkTime)
	hash := "AR" + p.Random(meta.Letters, 12)
	p.links[hash] = link{media: id, until: until}
	return fmt.Sprintf("%s%s?mid=%s&ext=%d&hash=%s", p.Own(), attachments, id, until.Unix(), hash)
}

// bytes serves a file.
func (p *Provider) bytes(c *meta.Call) (any, *GraphError) {
	q := c.R.URL.Query()
	p.Lock()
	l, ok := p.links[q.Get("hash")]
	f := p.stored(l.media)
	p.Unlock()
	if c.R.Method != http.MethodGet || !ok || f == nil || l.media != q.Get("mid") || !p.Now().Before(l.until) {
		c.W.WriteHeader(http.StatusNotFound)
		return nil, nil
	}
	c.W.Header().Set("Content-Type", f.Type)
	c.W.Header().Set("Content-Length", strconv.Itoa(len(f.Bytes)))
	_, _ = c.W.Write(f.Bytes)
	return nil, nil
}

func (p *Provider) deleteMedia(id string) (any, *GraphError) {
	p.Lock()
	defer p.Unlock()
	f := p.stored(id)
	if f == nil {
		return nil, meta.UnknownObject()
	}
	f.gone = true
	return success, nil
}

// ExpireLinks makes every address of bytes that was given out answer 404.
func (p *Provider) ExpireLinks() { p.Change(func() { clear(p.links) }) }

// ForgetMedia makes files unknown, as they are after 7 days; without ids, all of them.
func (p *Provider) ForgetMedia(ids ...string) {
	p.Change(func() {
		for id, f := range p.files {
			f.gone = f.gone || len(ids) == 0 || slices.Contains(ids, id)
		}
	})
}

// Media is a file by its id, whether it has expired or not; false when there never was one.
func (p *Provider) Media(id string) (File, bool) {
	p.Lock()
	defer p.Unlock()
	f, ok := p.files[id]
	if !ok {
		return File{}, false
	}
	return f.File, true
}

// sum is the hash as deliveries carry it.
func (f File) sum() string {
	sum := sha256.Sum256(f.Bytes)
	return base64.StdEncoding.EncodeToString(sum[:])
}
