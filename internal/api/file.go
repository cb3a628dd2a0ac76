package api

import (
	"context"
	"encoding/json"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/media"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// fileRoutes are outside of huma: bodies are streams, not JSON. They are written into the document by hand.
func (a *API) fileRoutes() {
	a.raw("POST", "/api/v1/uploads", member, huma.Operation{
		OperationID: "upload-file", Summary: "Upload a file to send with a message: the bytes are the body", Tags: []string{"files"},
		Parameters: []*huma.Param{{Name: "name", In: "query", Required: true, Schema: &huma.Schema{Type: "string"}, Description: "The file's name"}},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
		}},
		Responses: map[string]*huma.Response{"201": a.jsonResponse("The stored file", Attachment{})},
	}, a.upload)
	download := func(id, path, summary string, small bool) {
		a.raw("GET", path, member, huma.Operation{
			OperationID: id, Summary: summary, Tags: []string{"files"},
			Parameters: []*huma.Param{{Name: "key", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}}},
			Responses: map[string]*huma.Response{"200": {Description: "The bytes", Content: map[string]*huma.MediaType{
				"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
			}}},
		}, func(w http.ResponseWriter, r *http.Request, c caller) error {
			f, err := a.Inbox.File(r.Context(), c.By, r.PathValue("key"), small)
			if err != nil {
				return err
			}
			// The permission is asked for again at each use; only the bytes need not travel twice.
			serveFile(w, r, f, small, "private, no-cache")
			return nil
		})
	}
	download("download-file", "/api/v1/files/{key}", "Download a file of a conversation you may see", false)
	download("download-thumbnail", "/api/v1/files/{key}/thumbnail", "The small form of a picture", true)
}

// raw registers an operation whose bodies are not JSON.
func (a *API) raw(method, path string, who audience, op huma.Operation, f func(http.ResponseWriter, *http.Request, caller) error) {
	op.Method, op.Path = method, path
	if who == member {
		op.Security = []map[string][]string{{"session": {}}}
	}
	problem := a.jsonResponse("What went wrong", Problem{})
	problem.Content = map[string]*huma.MediaType{"application/problem+json": problem.Content["application/json"]}
	op.Responses["default"] = problem
	a.huma.OpenAPI().AddOperation(&op)
	a.mux.HandleFunc(method+" "+path, func(w http.ResponseWriter, r *http.Request) {
		var c caller
		var err error
		if who == member {
			c, err = a.authenticate(r.Context(), r)
		}
		if err == nil && who == member {
			a.acted(r.Context(), c, op.Method, op.OperationID)
		}
		if err == nil {
			err = f(w, r, c)
		}
		if err != nil {
			a.writeProblem(w, err)
		}
	})
}

func (a *API) jsonResponse(description string, example any) *huma.Response {
	schema := huma.SchemaFromType(a.huma.OpenAPI().Components.Schemas, typeOf(example))
	return &huma.Response{Description: description, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
}

func (a *API) upload(w http.ResponseWriter, r *http.Request, c caller) error {
	f, err := a.Inbox.Upload(r.Context(), c.By, newFile(w, r))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, attachment(f))
}

// uploadTime is how long one upload may take: 25 MB on a line of 30 KB/s.
const uploadTime = 15 * time.Minute

// newFile is the file in a request's body. The server's general limit on reading a request does not fit uploads.
func newFile(w http.ResponseWriter, r *http.Request) inbox.NewFile {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(uploadTime))
	return inbox.NewFile{Name: r.URL.Query().Get("name"), Body: r.Body, Size: r.ContentLength}
}

// writeJSON answers with v. Whoever goes away while it is written is no fault, and an answer that has begun is not begun again.
func writeJSON(w http.ResponseWriter, status int, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n'))
	return nil
}

// serveFile sends a file so that no browser ever runs or frames it: as a download, of a type we found ourselves, in
// a sandbox without rights.
func serveFile(w http.ResponseWriter, r *http.Request, f inbox.Opened, small bool, cache string) {
	defer f.Close()
	h := w.Header()
	name, kind := f.Name, f.Type
	if small {
		name, kind = "thumbnail", ""
	}
	if t, ok := media.ByMIME(kind); ok && t.Inline || kind == "" {
		h.Set("Content-Type", kind)
	} else {
		h.Set("Content-Type", "application/octet-stream")
	}
	if kind == "" {
		h.Del("Content-Type") // ServeContent finds out which of the two we draw: JPEG or PNG
	}
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", cache)
	h.Set("ETag", `"`+f.Key+strconv.FormatBool(small)+`"`)
	http.ServeContent(w, r, "", f.Object.ModTime, f)
}

func (a *API) avatarRoutes() {
	a.raw("PUT", "/api/v1/me/avatar", member, huma.Operation{
		OperationID: "set-avatar", Summary: "Set your picture: the bytes are the body; an empty body takes it away", Tags: []string{"account"},
		RequestBody: &huma.RequestBody{Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
		}},
		Responses: map[string]*huma.Response{"204": {Description: "Done"}},
	}, func(w http.ResponseWriter, r *http.Request, c caller) error {
		if err := a.Inbox.SetPicture(r.Context(), c.By, newFile(w, r), a.Admin.SetAvatar); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	})
	a.picture("/api/v1/members/{id}/avatar", "get-avatar", "A member's picture", "members", func(ctx context.Context, by sapa.By, path string) (inbox.Opened, error) {
		id, err := a.memberID(path)
		if err != nil {
			return inbox.Opened{}, err
		}
		return a.Inbox.Picture(ctx, by, id)
	})
}

// picture registers the address of a picture that browsers may keep: its "v" changes with it.
func (a *API) picture(pattern, name, doc, group string, open func(ctx context.Context, by sapa.By, id string) (inbox.Opened, error)) {
	a.raw("GET", pattern, member, huma.Operation{
		OperationID: name, Summary: doc, Tags: []string{group},
		Parameters: []*huma.Param{
			{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: "string"}},
			{Name: "v", In: "query", Schema: &huma.Schema{Type: "string"}, Description: "Changes with the picture, so that browsers may keep it"},
		},
		Responses: map[string]*huma.Response{"200": {Description: "A JPEG or PNG picture", Content: map[string]*huma.MediaType{
			"image/jpeg": {Schema: &huma.Schema{Type: "string", Format: "binary"}},
		}}},
	}, func(w http.ResponseWriter, r *http.Request, c caller) error {
		f, err := open(r.Context(), c.By, r.PathValue("id"))
		if err != nil {
			return err
		}
		serveFile(w, r, f, true, "private, max-age=86400")
		return nil
	})
}
