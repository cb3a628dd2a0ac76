package booth

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
)

// largestWish bounds what a page asks for, in bytes.
const largestWish = 1 << 20

// Wish reads what a page asks for into a struct; a field it does not have is refused.
func Wish(r *http.Request, into any) error {
	d := json.NewDecoder(io.LimitReader(r.Body, largestWish))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// Received is the file a page sends as the request's body, of which no more than so many bytes are read. Its name stands in
// the address.
func Received(r *http.Request, most int64) (File, error) {
	body, err := io.ReadAll(io.LimitReader(r.Body, most))
	return File{Bytes: body, Type: cmp.Or(r.Header.Get("Content-Type"), "application/octet-stream"), Name: r.URL.Query().Get("name")}, err
}
