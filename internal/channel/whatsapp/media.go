package whatsapp

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// uploadType is the content type under which a file goes up: a table is not among those that are taken.
func uploadType(mime string) string {
	if mime == "text/csv" {
		return "text/plain"
	}
	return mime
}

// upload brings a file to the provider and answers its id. A file that goes up twice does no harm.
func (a *account) upload(ctx context.Context, file channel.File) (string, *channel.Failure) {
	form, err := newForm(file)
	if err != nil {
		return "", a.failure(channel.Permanent, codeInvalid, err.Error())
	}
	body, err := form.open(ctx)
	if err != nil {
		return "", a.failure(channel.Temporary, codeFile, "the file could not be opened")
	}
	defer body.Close()
	r, f := a.request(ctx, http.MethodPost, a.at(a.phone+"/media", nil), body)
	if f != nil {
		return "", f
	}
	r.Header.Set("Content-Type", form.contentType)
	r.ContentLength = form.length()
	r.GetBody = func() (io.ReadCloser, error) { return form.open(ctx) }
	answer, f := a.ask(r)
	if f == nil && answer.key("id") == "" {
		f = a.failure(channel.Lost, codeGarbled, "the answer has no id of a file")
	}
	return answer.key("id"), again(f)
}

// form is an upload, of which only the frame around the file is in memory.
type form struct {
	head, tail  []byte
	file        channel.File
	contentType string
}

func newForm(file channel.File) (form, error) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	mime := uploadType(file.Type)
	if err := w.WriteField("messaging_product", "whatsapp"); err != nil {
		return form{}, err
	}
	if err := w.WriteField("type", mime); err != nil {
		return form{}, err
	}
	_, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition("file", file.Name)}, "Content-Type": {mime},
	})
	if err != nil {
		return form{}, err
	}
	head := bytes.Clone(frame.Bytes())
	frame.Reset()
	if err := w.Close(); err != nil {
		return form{}, err
	}
	return form{head: head, tail: frame.Bytes(), file: file, contentType: w.FormDataContentType()}, nil
}

func (f form) length() int64 { return int64(len(f.head)) + f.file.Size + int64(len(f.tail)) }

func (f form) open(ctx context.Context) (io.ReadCloser, error) {
	file, err := f.file.Open(ctx)
	if err != nil {
		return nil, err
	}
	return joinedBody{io.MultiReader(bytes.NewReader(f.head), file, bytes.NewReader(f.tail)), file}, nil
}

// joinedBody reads a file within its frame, and closes the file.
type joinedBody struct {
	io.Reader
	io.Closer
}

// mediaRef is what ids of files look like; nothing else becomes part of an address.
var mediaRef = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Fetch satisfies channel.Fetcher. It asks for the file's address, which lives five minutes, and then for the file; of an
// address that is gone already it asks for a new one, once.
func (a *account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	if !mediaRef.MatchString(ref) {
		return channel.Fetched{}, a.failure(channel.Permanent, codeMediaGone, "this is no id of a file")
	}
	fetched, status, f := a.fetch(ctx, ref)
	if f != nil && status == http.StatusNotFound {
		fetched, _, f = a.fetch(ctx, ref)
	}
	if f != nil {
		return channel.Fetched{}, again(f)
	}
	return fetched, nil
}

// fetch goes both steps once. The status is that of the second one; zero when it did not come so far.
func (a *account) fetch(ctx context.Context, ref string) (channel.Fetched, int, *channel.Failure) {
	about, f := a.get(ctx, ref, url.Values{"phone_number_id": {a.phone}})
	if f != nil {
		return channel.Fetched{}, 0, gone(f)
	}
	address := about.text("url")
	if !a.trusted(address) {
		return channel.Fetched{}, 0, a.failure(channel.Permanent, codeMediaHost, "the file lies at an address that is not Meta's")
	}
	r, f := a.request(ctx, http.MethodGet, address, nil)
	if f != nil {
		return channel.Fetched{}, 0, f
	}
	answer, f := a.open(r)
	if f != nil {
		return channel.Fetched{}, 0, f
	}
	if answer.StatusCode != http.StatusOK {
		defer answer.Body.Close()
		return channel.Fetched{}, answer.StatusCode, a.notFetched(answer)
	}
	fetched := channel.Fetched{Body: answer.Body, Type: about.text("mime_type"), Size: answer.ContentLength}
	if size, ok := about.number("file_size"); ok && size >= 0 && fetched.Size < 0 {
		fetched.Size = int64(size)
	}
	return fetched, answer.StatusCode, nil
}

// gone says that the provider knows no such file any more where it says that there is no such thing.
func gone(f *channel.Failure) *channel.Failure {
	if f.Provider == "100" {
		f.Code = codeMediaGone
	}
	return f
}

// notFetched judges an answer without a file.
func (a *account) notFetched(answer *http.Response) *channel.Failure {
	raw, _ := io.ReadAll(io.LimitReader(answer.Body, 64<<10))
	f := a.judge(answer, raw)
	switch {
	case f == nil:
		return a.failure(channel.Temporary, codeUnavailable, "HTTP status "+answer.Status)
	case f.Provider == "" && (answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone):
		f.Code = codeMediaGone
	}
	return gone(f)
}

// hosts are where Meta keeps files.
var hosts = []string{".fbsbx.com", ".facebook.com", ".fbcdn.net", ".whatsapp.net"}

// trusted tells whether the token may be sent to an address that an answer named: the API's own host, or Meta's over
// https.
func (a *account) trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Opaque != "" || u.Host == "" {
		return false
	}
	if own, err := url.Parse(a.base); err == nil && u.Scheme == own.Scheme && strings.EqualFold(u.Host, own.Host) {
		return true
	}
	if u.Scheme != "https" || (u.Port() != "" && u.Port() != "443") {
		return false
	}
	for _, host := range hosts {
		if strings.HasSuffix(strings.ToLower(u.Hostname()), host) {
			return true
		}
	}
	return false
}
