package wire

import (
	"bytes"
	"context"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Form is an upload of one file with fields beside it, of which only the frame around the file is in memory.
type Form struct {
	head, tail  []byte
	file        channel.File
	contentType string
}

// NewForm puts a file under a name into a form.
func NewForm(fields map[string]string, name string, file channel.File) (Form, error) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if err := w.WriteField(field, fields[field]); err != nil {
			return Form{}, err
		}
	}
	_, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(name, file.Name)}, "Content-Type": {file.Type},
	})
	if err != nil {
		return Form{}, err
	}
	head := bytes.Clone(frame.Bytes())
	frame.Reset()
	if err := w.Close(); err != nil {
		return Form{}, err
	}
	return Form{head: head, tail: frame.Bytes(), file: file, contentType: w.FormDataContentType()}, nil
}

// Request makes a request that carries the form. Its body is to be closed when it is not sent.
func (f Form) Request(ctx context.Context, address string) (*http.Request, error) {
	body, err := f.open(ctx)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		_ = body.Close()
		return nil, err
	}
	r.Header.Set("Content-Type", f.contentType)
	r.ContentLength = int64(len(f.head)) + f.file.Size + int64(len(f.tail))
	r.GetBody = func() (io.ReadCloser, error) { return f.open(ctx) }
	return r, nil
}

func (f Form) open(ctx context.Context) (io.ReadCloser, error) {
	file, err := f.file.Open(ctx)
	if err != nil {
		return nil, err
	}
	return joined{io.MultiReader(bytes.NewReader(f.head), file, bytes.NewReader(f.tail)), file}, nil
}

// joined reads a file within its frame, and closes the file.
type joined struct {
	io.Reader
	io.Closer
}
