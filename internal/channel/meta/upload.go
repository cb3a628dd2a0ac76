package meta

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Part is one text of a form.
type Part struct{ Name, Value string }

// Upload posts a form: texts, and a file under a name and content type. A lost answer is one: whether it may be posted
// again is the caller's to know.
func (a *Account) Upload(ctx context.Context, path string, parts []Part, name, mime string, file channel.File) (Object, *channel.Failure) {
	form, err := newForm(parts, name, mime, file)
	if err != nil {
		return nil, a.Failure(channel.Permanent, CodeInvalid, err.Error())
	}
	body, err := form.open(ctx)
	if err != nil {
		return nil, a.Failure(channel.Temporary, CodeFile, "the file could not be opened")
	}
	defer body.Close()
	r, f := a.Request(ctx, http.MethodPost, a.At(path, nil), body)
	if f != nil {
		return nil, f
	}
	r.Header.Set("Content-Type", form.contentType)
	r.ContentLength = form.length()
	r.GetBody = func() (io.ReadCloser, error) { return form.open(ctx) }
	return a.Ask(r)
}

// form is an upload, of which only the frame around the file is in memory.
type form struct {
	head, tail  []byte
	file        channel.File
	contentType string
}

func newForm(parts []Part, name, mime string, file channel.File) (form, error) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	for _, p := range parts {
		if err := w.WriteField(p.Name, p.Value); err != nil {
			return form{}, err
		}
	}
	_, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(name, file.Name)}, "Content-Type": {mime},
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
