package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"reflect"
	"sort"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// routes registers everything.
func (a *API) routes() {
	a.workspaceRoutes()
	a.workloadRoutes()
	a.whatIfRoutes()
	a.allocationRoutes()
	a.sessionRoutes()
	a.meRoutes()
	a.memberRoutes()
	a.presenceRoutes()
	a.monitorRoutes()
	a.departmentRoutes()
	a.channelRoutes()
	a.deliveryRoutes()
	a.hookRoutes()
	a.conversationRoutes()
	a.messageRoutes()
	a.commentRoutes()
	a.mailRoutes()
	a.draftRoutes()
	a.contactRoutes()
	a.customerRoutes()
	a.viewRoutes()
	a.fileRoutes()
	a.liveRoutes()
	a.widgetRoutes()
	a.mux.HandleFunc("GET /widget/try/{key}", a.tryPage)
	a.mux.HandleFunc("GET /widget/preview", a.previewPage)
	a.mux.HandleFunc("GET /mail/frame", a.mailFrame)
	a.mux.HandleFunc("GET /api/openapi.json", a.openapiFile)
	a.mux.HandleFunc("GET /api/docs", a.docsPage)
	a.mux.HandleFunc("/api/", a.noRoute)
	a.mux.HandleFunc("/widget/", a.noRoute)
	a.mux.HandleFunc("/hooks/", a.noRoute)
	if a.Web != nil {
		a.mux.Handle("/", a.Web)
	}
}

const methodNotAllowed = "method_not_allowed"

// noRoute answers what no route is for, and tells by which methods there is one.
func (a *API) noRoute(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{"DELETE", "GET", "PATCH", "POST", "PUT"} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := a.mux.Handler(other); strings.HasPrefix(pattern, method+" ") {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) == 0 {
		a.writeProblem(w, sapa.Missing("route"))
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	a.writeProblem(w, sapa.Errorf(sapa.NotFound, methodNotAllowed, "there is nothing here for %s", r.Method))
}

// Routes lists every pattern of the mux that people and programs can call, for the test that asks who may.
func (a *API) Routes() []string {
	var all []string
	for path, item := range a.huma.OpenAPI().Paths {
		for method, op := range map[string]*huma.Operation{
			"GET": item.Get, "POST": item.Post, "PUT": item.Put, "PATCH": item.Patch, "DELETE": item.Delete,
		} {
			if op != nil {
				all = append(all, method+" "+path)
			}
		}
	}
	sort.Strings(all)
	return all
}

var tryTemplate = template.Must(template.New("try").Parse(`<!doctype html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Name}}</title><link rel="stylesheet" href="/widget/page.css"></head>
<body><main><h1>{{.Name}}</h1><p class="wide"></p><p></p><p class="short"></p><div></div><p class="wide"></p><p></p></main>
<script src="/widget/{{.Key}}.js" data-open="true"></script></body></html>
`))

// tryPage is a company's page as a customer sees it, for trying out: grey lines and the real widget.
func (a *API) tryPage(w http.ResponseWriter, r *http.Request) {
	c, spec, err := a.Admin.ChannelByKey(r.Context(), r.PathValue("key"))
	if err != nil || !spec.Caps.Widget {
		a.writeProblem(w, sapa.Missing("channel"))
		return
	}
	config := spec.New(channel.Account{Channel: c}).(channel.Host).Widget()
	framedPage(w)
	_ = tryTemplate.Execute(w, config)
}

// previewPage shows the widget as a form in the settings would make it.
func (a *API) previewPage(w http.ResponseWriter, _ *http.Request) {
	framedPage(w)
	_, _ = w.Write([]byte(`<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sapa</title>` +
		`<link rel="stylesheet" href="/widget/page.css"></head><body><script src="/widget/preview.js" data-preview="true"></script></body></html>`))
}

// framedPage sets the headers of a page that only our own pages may frame, and that runs nothing but the widget.
func framedPage(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "+
		"media-src 'self' blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'")
}

// pageStyle draws the page around the widget on try-out pages.
const pageStyle = `html{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f4f6f7;color:#12181d}
main{max-width:42rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem}p{height:.8rem;border-radius:.4rem;background:#dfe4e7;margin:.9rem 0;width:80%}
p.wide{width:100%}p.short{width:45%}div{height:12rem;border-radius:.75rem;background:#e7ecee;margin:1.5rem 0}
@media (prefers-color-scheme:dark){body{background:#0e1316;color:#e9eef1}p{background:#29333a}div{background:#1b2328}}`

// serveCompressed sends text gzipped to whoever takes that.
func serveCompressed(w http.ResponseWriter, r *http.Request, text []byte) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("If-None-Match"), h.Get("ETag")) && h.Get("ETag") != "" {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		_, _ = w.Write(text)
		return
	}
	h.Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	defer z.Close()
	_, _ = z.Write(text)
}

// escapeRune writes a rune as JSON's \u escapes, of which a rune beyond the first plane needs two.
func escapeRune(b *bytes.Buffer, r rune) {
	if r > 0xffff {
		r -= 0x10000
		fmt.Fprintf(b, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff))
		return
	}
	fmt.Fprintf(b, `\u%04x`, r)
}

func typeOf(v any) reflect.Type { return reflect.TypeOf(v) }

// Document is the OpenAPI document as it is committed and served.
func (a *API) Document() ([]byte, error) {
	raw, err := a.huma.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("api: document: %w", err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		return nil, fmt.Errorf("api: document: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (a *API) openapiFile(w http.ResponseWriter, r *http.Request) {
	doc, err := a.Document()
	if err != nil {
		a.writeProblem(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
	serveCompressed(w, r, doc)
}
