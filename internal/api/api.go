// Package api speaks HTTP: JSON for the web app and for integrators, the doors of the widget, and the sockets. It
// holds no rule and no SQL; it calls verbs and shows what they answer.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Parts is what the API is made of.
type Parts struct {
	Inbox *inbox.Inbox
	Admin *admin.Admin
	Hub   *realtime.Hub
	Log   *slog.Logger
	Now   func() time.Time
	// Secret is the installation's.
	Secret []byte
	// Web is the built web app and its pages; Widget the built widget script with its placeholder.
	Web    http.Handler
	Widget []byte
	// Version is the program's, as shown on the API's page.
	Version string
	// Secure tells that people reach us by https, so that cookies must not travel otherwise.
	Secure bool
	// Observe is told of each request, for the metrics; nil for nobody.
	Observe func(method, pattern string, status int, took time.Duration)
	// TrustProxy believes the X-Forwarded headers of the proxy in front.
	TrustProxy bool
}

// API is the HTTP side of the house.
type API struct {
	Parts
	log    *slog.Logger
	seal   numbered
	mux    *http.ServeMux
	huma   huma.API
	limits *limits
	script widgetScript
	// visitors counts their open sockets.
	visitors crowd
	// sockets counts those that are open, and what goes on that came in by them.
	sockets sync.WaitGroup
}

// New makes the handler of everything below /api, /widget and, for all other paths, the web app.
func New(p Parts) (*API, error) {
	s, err := newSeal(p.Secret)
	if err != nil {
		return nil, err
	}
	a := &API{Parts: p, log: p.Log, seal: s, mux: http.NewServeMux(), limits: newLimits(p.Now), script: newWidgetScript(p.Widget)}
	a.huma = humago.New(a.mux, a.config())
	a.routes()
	return a, nil
}

// adjustHuma sets what huma keeps for the whole process, once.
var adjustHuma = sync.OnceFunc(func() {
	huma.NewError = fromHuma
	huma.DefaultArrayNullable = false
})

// maxBody is the largest JSON body taken: a long text in the worst encoding with room to spare.
const maxBody = 256 << 10

func (a *API) config() huma.Config {
	adjustHuma()
	c := huma.DefaultConfig("Sapa", a.Version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "", "", ""
	c.CreateHooks = nil
	c.RejectUnknownQueryParameters = true
	format := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}
	c.Formats = map[string]huma.Format{"application/json": format, "json": format}
	c.Info.Description = "Everything the screens do, an integrator can do. Sign in with POST /api/v1/sessions and keep the cookie."
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: cookieName, Description: "The cookie of POST /api/v1/sessions"},
	}
	return c
}

// unmarshal reads JSON whose texts can be stored. Each body is read twice, the first time as whatever it is.
func unmarshal(data []byte, into any) error {
	if err := json.Unmarshal(data, into); err != nil {
		return err
	}
	v, ok := into.(*any)
	switch {
	case !ok:
		return nil
	case !storable(*v):
		return errors.New("a text holds a zero byte")
	}
	return singular(json.NewDecoder(bytes.NewReader(data)))
}

// singular refuses a name that comes twice in one object, in whatever letters: what is checked would be the one, and
// what is read the other.
func singular(d *json.Decoder) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	open, nested := t.(json.Delim)
	if !nested {
		return nil
	}
	names := map[string]bool{}
	for d.More() {
		if open == '{' {
			name, err := d.Token()
			if err != nil {
				return err
			}
			folded := strings.ToLower(strings.ToUpper(fmt.Sprint(name))) // as the decoder folds: ſ is s
			if names[folded] {
				return fmt.Errorf("the name %q comes twice", name)
			}
			names[folded] = true
		}
		if err := singular(d); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

func storable(v any) bool {
	switch v := v.(type) {
	case string:
		return sapa.Storable(v)
	case []any:
		return !slices.ContainsFunc(v, func(entry any) bool { return !storable(entry) })
	case map[string]any:
		for name, value := range v {
			if !sapa.Storable(name) || !storable(value) {
				return false
			}
		}
	}
	return true
}

// Handler is the whole of it, wrapped in what every request passes.
func (a *API) Handler() http.Handler {
	return a.guard(a.mux)
}

// OpenAPI is the document that describes the API.
func (a *API) OpenAPI() *huma.OpenAPI { return a.huma.OpenAPI() }

// audience says who may call an operation at all; verbs decide the rest.
type audience bool

const (
	anybody audience = false // no session needed
	member  audience = true  // a session is needed
)

// route is one operation.
type route struct {
	method, path string
	who          audience
	name         string // operation id
	doc          string
	group        string
	status       int // of success; zero for 200
}

// handle registers an operation: In is read and checked by its tags, unknown fields are refused.
func handle[In, Out any](a *API, r route, f func(context.Context, *In) (*Out, error)) {
	op := huma.Operation{
		OperationID: r.name, Method: r.method, Path: "/api/v1" + r.path, Summary: r.doc, Tags: []string{r.group},
		DefaultStatus: r.status, MaxBodyBytes: maxBody,
		Errors: []int{http.StatusUnprocessableEntity, http.StatusTooManyRequests},
	}
	if r.who == member {
		op.Security = []map[string][]string{{"session": {}}}
		op.Middlewares = huma.Middlewares{a.requireSession}
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict)
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *In) (*Out, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, a.problem(err)
		}
		return out, nil
	})
}

// none is an input or an output without anything in it.
type none struct{}

// body is an output that is only a body.
type body[T any] struct{ Body T }

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// nullable is the address of a value, nil for the zero value, to be shown as null.
func nullable[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

// moment is a time as the API shows it: null when it never came.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	utc := t.UTC()
	return &utc
}
