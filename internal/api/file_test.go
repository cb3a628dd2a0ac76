package api_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/blob/blobtest"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// fileTests are run with attachments in a folder and with attachments on a real S3 server.
var fileTests = map[string]func(*testing.T, *sapatest.House){
	"type by content":          typeByContent,
	"both ways":                filesBothWays,
	"harmless downloads":       harmlessDownloads,
	"ranges":                   ranges,
	"who may download":         whoMayDownload,
	"too large":                tooLarge,
	"broken off":               brokenOff,
	"names":                    fileNames,
	"no metadata":              noMetadata,
	"cleaned after a day":      cleanedAfterADay,
	"signed links":             signedLinks,
	"links the program denies": deniedLinks,
	"avatar":                   avatar,
}

func TestFilesInAFolder(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		for name, test := range fileTests {
			t.Run(name, func(t *testing.T) { test(t, sapatest.New(t, e)) })
		}
	})
}

func TestFilesOnS3(t *testing.T) {
	t.Parallel()
	s3 := blobtest.StartS3(t)
	for name, test := range fileTests {
		t.Run(name, func(t *testing.T) {
			test(t, sapatest.Site{Adjust: func(o *app.Options) {
				o.Config.S3 = config.S3{
					Endpoint: s3.Endpoint, Region: s3.Region, Bucket: s3.Bucket, AccessKey: s3.AccessKey, SecretKey: s3.SecretKey,
					PathStyle: s3.PathStyle, Insecure: s3.Insecure,
				}
			}}.House(t, sapatest.SQLite))
		})
	}
}

func bring(p *sapatest.Person, name string, content any) *sapatest.Answer {
	p.T.Helper()
	return p.Do("POST", "/api/v1/uploads?name="+url.QueryEscape(name), content, "Content-Type", "text/html")
}

// photo is a JPEG of the given width.
func photo(t *testing.T, width int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, width, width/2)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a file is decides its content, whatever it is called; what can run in a browser or on a desk is not taken.
func typeByContent(t *testing.T, h *sapatest.House) {
	eko, budi := h.As(sapatest.Eko), h.Visitor()
	take := func(name string, content []byte) []*sapatest.Answer {
		return []*sapatest.Answer{bring(eko, name, content), budi.Call("POST", "uploads?name="+url.QueryEscape(name), content, "Content-Type", "image/png")}
	}
	for _, a := range take("struk.html", sapatest.Picture) {
		if a.Must(http.StatusCreated, "").Text("type") != "image/png" || a.Text("name") != "struk.html.png" || a.Text("kind") != "image" {
			t.Errorf("a picture called a page is %s", a.Body)
		}
	}
	for name, content := range map[string]string{
		"a.png": "<!doctype html><script>alert(1)</script>", "b.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"c.png": `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, "d.jpg": "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff",
		"e.txt": "\x7fELF\x02\x01\x01\x00", "f.js": "alert(1)", "g.bat": "format c:", "h.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'/>",
		"i.msi": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "j.exe": "PK\x03\x04", "k": "\x00\x01\x02\x03",
	} {
		for _, a := range take(name, []byte(content)) {
			if a.Status != http.StatusUnsupportedMediaType || a.Code() != "unsupported_type" {
				t.Errorf("%s: %d %s", name, a.Status, a.Body)
			}
		}
	}
	for _, a := range take("kosong.png", []byte{}) {
		a.Must(http.StatusUnprocessableEntity, "invalid")
	}
	for _, a := range take("rusak.png", sapatest.Picture[:20]) {
		a.Must(http.StatusUnprocessableEntity, "file_broken")
	}
	// A picture of more pixels than anybody's camera has fills the memory of who draws it.
	bomb := bytes.Replace(sapatest.Picture, []byte("\x00\x00\x00\x01\x00\x00\x00\x01"), []byte("\x00\x01\x00\x00\x00\x01\x00\x00"), 1)
	for _, a := range take("bom.png", bomb) {
		if a.Status != http.StatusRequestEntityTooLarge && a.Status != http.StatusUnprocessableEntity {
			t.Errorf("a bomb: %d %s", a.Status, a.Body)
		}
	}
}

func filesBothWays(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	picture := photo(t, 1200)
	a := bring(eko, "kemeja.jpg", picture).Must(http.StatusCreated, "")
	if a.Number("width") != 1200 || a.Number("height") != 600 || a.At("thumbnail_url") == nil {
		t.Errorf("%s", a.Body)
	}
	document := bring(eko, "katalog.txt", []byte("daftar harga")).Must(http.StatusCreated, "").Text("key")
	send(eko, o.ID, sapatest.NewKey(), map[string]any{"text": "ini kak", "attachments": []string{a.Text("key"), document}}).Must(http.StatusCreated, "")
	seen := o.Visitor.Call("GET", "messages", nil)
	if seen.Text("messages", 1, "kind") != "file" || seen.Len("messages", 1, "attachments") != 2 {
		t.Errorf("the customer sees %v", seen.At("messages", 1))
	}
	got := o.Visitor.Want(http.StatusOK, "GET", seen.Text("messages", 1, "attachments", 0, "url"), nil)
	if !bytes.Equal(got.Body, eko.Want(http.StatusOK, "GET", a.Text("url"), nil).Body) || len(got.Body) != int(a.Number("size")) {
		t.Error("customer and agent get different files")
	}
	small := o.Visitor.Want(http.StatusOK, "GET", seen.Text("messages", 1, "attachments", 0, "thumb_url"), nil)
	drawn, _, err := image.DecodeConfig(bytes.NewReader(small.Body))
	if err != nil || drawn.Width >= 1200 || drawn.Width < 100 {
		t.Errorf("the thumbnail is %d wide, %v", drawn.Width, err)
	}
	if text := o.Visitor.Want(http.StatusOK, "GET", seen.Text("messages", 1, "attachments", 1, "url"), nil); string(text.Body) != "daftar harga" {
		t.Errorf("the document says %q", text.Body)
	}
	if seen.At("messages", 1, "attachments", 1, "thumb_url") != nil {
		t.Error("a document has a thumbnail")
	}
	eko.Do("GET", "/api/v1/files/"+document+"/thumbnail", nil).Must(http.StatusNotFound, "not_found")
}

// Nothing that is downloaded runs, is framed or is guessed at, and nothing between keeps it.
func harmlessDownloads(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	pdf := bring(eko, "faktur; \"a\" é.pdf", []byte("%PDF-1.7\n%%EOF")).Must(http.StatusCreated, "")
	picture := bring(eko, "a.png", sapatest.Picture).Must(http.StatusCreated, "")
	for path, kind := range map[string]string{
		pdf.Text("url"): "application/octet-stream", picture.Text("url"): "image/png", picture.Text("thumbnail_url"): "image/jpeg",
	} {
		a := eko.Want(http.StatusOK, "GET", path, nil)
		for name, want := range map[string]string{
			"Content-Type": kind, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache",
			"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		if !strings.HasPrefix(a.Header.Get("Content-Disposition"), "attachment; filename") {
			t.Errorf("%s: %q", path, a.Header.Get("Content-Disposition"))
		}
	}
	disposition := eko.Do("GET", pdf.Text("url"), nil).Header.Get("Content-Disposition")
	if !strings.Contains(disposition, "filename*=utf-8''faktur") || strings.ContainsAny(disposition, "\r\n\"") {
		t.Errorf("the name is handed on as %q", disposition)
	}
}

func ranges(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	content := []byte(strings.Repeat("0123456789", 1000))
	path := bring(eko, "a.txt", content).Must(http.StatusCreated, "").Text("url")
	for asked, want := range map[string]string{"bytes=0-9": "0123456789", "bytes=9995-": "56789", "bytes=-3": "789"} {
		a := eko.Want(http.StatusPartialContent, "GET", path, nil, "Range", asked)
		if string(a.Body) != want || !strings.HasSuffix(a.Header.Get("Content-Range"), "/10000") {
			t.Errorf("%s: %q, %s", asked, a.Body, a.Header.Get("Content-Range"))
		}
	}
	eko.Want(http.StatusRequestedRangeNotSatisfiable, "GET", path, nil, "Range", "bytes=10000-")
	tag := eko.Want(http.StatusOK, "GET", path, nil).Header.Get("ETag")
	eko.Want(http.StatusNotModified, "GET", path, nil, "If-None-Match", tag)
	// What need not travel again is asked permission for all the same.
	h.As(sapatest.Fitri).Want(http.StatusNotFound, "GET", path, nil, "If-None-Match", tag)
}

// A file opens for who sees its conversation now; before it is sent, for who uploaded it.
func whoMayDownload(t *testing.T, h *sapatest.House) {
	eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	loose := bring(eko, "a.png", sapatest.Picture).Must(http.StatusCreated, "")
	eko.Want(http.StatusOK, "GET", loose.Text("url"), nil)
	for _, p := range []*sapatest.Person{fitri, dewi, h.As(sapatest.Ratna)} {
		p.Do("GET", loose.Text("url"), nil).Must(http.StatusNotFound, "not_found")
	}
	customers := o.Visitor.Call("POST", "uploads?name=b.png", sapatest.Picture, "Content-Type", "image/png").Text("id")
	dewi.Do("GET", "/api/v1/files/"+customers, nil).Must(http.StatusNotFound, "not_found")
	send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{loose.Text("key")}}).Must(http.StatusCreated, "")
	may := func(who *sapatest.Person, want int) {
		t.Helper()
		for _, path := range []string{loose.Text("url"), loose.Text("thumbnail_url"), "/api/v1/files/" + o.File, "/api/v1/files/" + o.NoteFile} {
			who.Want(want, "GET", path, nil)
		}
	}
	may(eko, http.StatusOK)
	may(dewi, http.StatusOK)
	may(fitri, http.StatusNotFound)
	eko.Want(http.StatusNoContent, "POST", at(o.ID, "assign"), map[string]any{"to": fitri.ID})
	may(eko, http.StatusNotFound)
	may(fitri, http.StatusOK)
	// Thumbnails have keys of their own, which are nobody's business.
	for _, guess := range []string{h.Query(`SELECT thumb_key FROM attachments LIMIT 1`)[0], strings.Repeat("a", 26), "..%2f..%2fsapa.db", "%00", "x"} {
		dewi.Do("GET", "/api/v1/files/"+guess, nil).Must(http.StatusNotFound, "not_found")
	}
}

// endless is a PNG that goes on and on.
func endless(size int) io.Reader {
	return io.LimitReader(io.MultiReader(bytes.NewReader(sapatest.Picture), zeros{}), int64(size))
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// What a customer may upload is the web chat's; what a member may, the most generous channel's.
const (
	fileLimit   = 25 << 20
	memberLimit = 100 << 20
)

func tooLarge(t *testing.T, h *sapatest.House) {
	eko, budi := h.As(sapatest.Eko), h.Visitor()
	announced, err := io.ReadAll(endless(fileLimit + 1))
	if err != nil {
		t.Fatal(err)
	}
	for name, refused := range map[string]struct {
		*sapatest.Answer
		limit int64
	}{
		"announced":         {bring(eko, "a.pdf", make([]byte, memberLimit+1)), memberLimit},
		"not announced":     {bring(eko, "a.pdf", endless(memberLimit+1)), memberLimit},
		"of a customer":     {budi.Call("POST", "uploads?name=a.png", endless(fileLimit+1)), fileLimit},
		"announced by them": {budi.Call("POST", "uploads?name=a.png", announced), fileLimit},
	} {
		refused.Must(http.StatusRequestEntityTooLarge, "too_large")
		if refused.Number("facts", "limit") != refused.limit {
			t.Errorf("%s: %s", name, refused.Body)
		}
	}
	nothingLeft(t, h)
}

// nothingLeft fails when a refused upload left something behind.
func nothingLeft(t *testing.T, h *sapatest.House) {
	t.Helper()
	if n := h.Query(`SELECT count(*) FROM attachments`)[0]; n != "0" {
		t.Errorf("%s rows are left", n)
	}
	if left, err := filepath.Glob(filepath.Join(h.Config.Data, "incoming", "*")); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}

// An upload that breaks off leaves nothing, however much of it came.
func brokenOff(t *testing.T, h *sapatest.House) {
	_, in := signIn(h, sapatest.Ratna)
	address := strings.TrimPrefix(h.URL, "http://")
	for _, sent := range []int{0, 1, len(sapatest.Picture)} {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "POST /api/v1/uploads?name=a.png HTTP/1.1\r\nHost: %s\r\nCookie: sapa_session=%s\r\nContent-Length: 1000\r\n\r\n%s",
			address, cookieOf(t, in).Value, sapatest.Picture[:sent])
		_ = conn.(*net.TCPConn).CloseWrite()
		answer, err := io.ReadAll(conn)
		if err != nil || !strings.Contains(string(answer), "upload_broken") {
			t.Errorf("after %d bytes: %q, %v", sent, answer, err)
		}
		conn.Close()
	}
	nothingLeft(t, h)
}

func fileNames(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	for given, want := range map[string]string{
		"../../etc/passwd.png": "passwd.png", `C:\Users\eko\struk.png`: "struk.png", "gambar\u202egnp.exe": "gambargnp.exe.png",
		"st\u200bru\u2060k.png": "struk.png", "a\r\nSet-Cookie: x.png": "a Set-Cookie_ x.png", "": "image.png", "\u202e": "image.png",
		"con.png": "_con.png", "\x00.png": "png.png", strings.Repeat("é", 500) + ".png": strings.Repeat("é", 116) + ".png", "<b>.png": "_b_.png",
	} {
		if got := bring(eko, given, sapatest.Picture).Must(http.StatusCreated, "").Text("name"); got != want {
			t.Errorf("%q is called %q, want %q", given, got, want)
		}
	}
}

// Where a photo or a film was made stays with who made it.
func noMetadata(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	picture := photo(t, 64)
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00GPS-6.1753924,106.8271528\x00"
	located := append([]byte("\xff\xd8\xff\xe1"+string([]byte{byte((len(exif) + 2) >> 8), byte(len(exif) + 2)})+exif), picture[2:]...)
	film, err := os.ReadFile(filepath.Join("..", "media", "testdata", "clip.mov"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		secret  string
	}{"foto.jpg": {located, "6.1753924"}, "film.mov": {film, "+06.2088-106.8456"}} {
		if !bytes.Contains(c.content, []byte(c.secret)) {
			t.Fatalf("%s tells no place to begin with", name)
		}
		a := bring(eko, name, c.content).Must(http.StatusCreated, "")
		if got := eko.Want(http.StatusOK, "GET", a.Text("url"), nil); bytes.Contains(got.Body, []byte(c.secret)) || int64(len(got.Body)) != a.Number("size") {
			t.Errorf("%s tells the place still, or is %d bytes and said to be %d", name, len(got.Body), a.Number("size"))
		}
	}
}

// Files that were never sent, or were taken back, are gone after a day, bytes and all; the others stay.
func cleanedAfterADay(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	loose, deleted := bring(eko, "a.png", sapatest.Picture).Text("key"), bring(eko, "b.png", sapatest.Picture).Text("key")
	o.Visitor.Call("POST", "uploads?name=c.png", sapatest.Picture).Must(http.StatusCreated, "")
	message := send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{deleted}}).Must(http.StatusCreated, "").Text("id")
	kept := h.Query(`SELECT key, thumb_key FROM attachments WHERE message_id IS NOT NULL AND key <> '` + deleted + `'`)
	doomed := h.Query(`SELECT key, thumb_key FROM attachments WHERE message_id IS NULL OR key = '` + deleted + `'`)
	h.Clock.Advance(20 * time.Hour)
	eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", message), nil)
	clean := func(want int) {
		t.Helper()
		n, err := h.Inbox.Clean(t.Context(), func(ctx context.Context, key string) error { return h.Blobs.Delete(ctx, blob.Key(key)) })
		if err != nil || n != want {
			t.Fatalf("%d cleaned, want %d, %v", n, want, err)
		}
	}
	clean(0)
	h.Clock.Advance(5 * time.Hour)
	clean(2)
	h.Clock.Advance(20 * time.Hour)
	clean(1)
	clean(0)
	there := func(rows []string, want bool) {
		t.Helper()
		for _, key := range strings.Split(strings.Join(rows, "|"), "|") {
			f, _, err := h.Blobs.Open(t.Context(), blob.Key(key))
			if (err == nil) != want {
				t.Errorf("bytes of %s: %v", key, err)
			}
			if err == nil {
				f.Close()
			}
		}
	}
	if len(kept) != 2 || len(doomed) != 3 {
		t.Fatalf("%d files to keep, %d to clean", len(kept), len(doomed))
	}
	there(kept, true)
	there(doomed, false)
	eko.Do("GET", "/api/v1/files/"+loose, nil).Must(http.StatusNotFound, "not_found")
	eko.Want(http.StatusOK, "GET", "/api/v1/files/"+o.File, nil)
}
