package meta

import (
	"bytes"
	"crypto/subtle"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// MaxBody is the most the fake reads of a request: a document of 100 MB and its wrapping.
const MaxBody = 101 << 20

// versioned is a path of the Graph API.
var versioned = regexp.MustCompile(`^/v\d+\.\d+/(.+)$`)

// Request is one that came to the Graph API.
type Request struct {
	Number       int
	At           time.Time
	Operation    Operation
	Method, Path string // with the query
	Type         string // content type
	// Body is empty for files; their size is in Size.
	Body   string
	Size   int
	Status int // zero when the connection was cut or hangs still
	Answer string
}

// Call is one request on its way through the fake.
type Call struct {
	W    *Recorder
	R    *http.Request
	Body []byte
	Op   Operation
	At   time.Time
	// Open needs no token. Set while the request is routed.
	Open bool
	// Large keeps the body out of what is remembered.
	Large bool
	// trace goes into errors.
	trace string
}

// fail answers with an error, after which the client may wait for a while.
func (c *Call) fail(e *GraphError, after time.Duration) {
	setRetryAfter(c.W, after)
	e.write(c.W, c.trace)
}

// Recorder remembers what was answered.
type Recorder struct {
	http.ResponseWriter
	status int
	kept   bytes.Buffer
	cut    bool
}

// WriteHeader remembers the status.
func (w *Recorder) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *Recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if room := 16<<10 - w.kept.Len(); room > 0 && strings.Contains(w.Header().Get("Content-Type"), "json") {
		w.kept.Write(b[:min(len(b), room)])
	}
	return w.ResponseWriter.Write(b)
}

// ServeHTTP answers the Graph API's requests, the files and the page.
func (p *Core) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if match := versioned.FindStringSubmatch(r.URL.Path); match != nil {
		p.graph(w, r, strings.Split(strings.Trim(match[1], "/"), "/"))
		return
	}
	if slices.Contains(p.product.Files, r.URL.Path) {
		p.graph(w, r, nil)
		return
	}
	if p.product.Folder != "" && strings.HasPrefix(r.URL.Path, p.product.Folder) {
		p.graph(w, r, strings.Split(strings.Trim(r.URL.Path, "/"), "/"))
		return
	}
	p.page(w, r)
}

// graph answers one request of the API and remembers it. parts are the path's after the version; none for a file.
func (p *Core) graph(w http.ResponseWriter, r *http.Request, parts []string) {
	c := &Call{W: &Recorder{ResponseWriter: w}, R: r, At: p.o.Now(), trace: p.trace()}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	c.Body = body
	if err != nil {
		c.fail(p.product.Fail(1), 0)
		return
	}
	p.learn(r)
	p.route(c, parts)
	p.remember(c)
	if c.W.cut {
		panic(http.ErrAbortHandler) // net/http then closes the connection without an answer
	}
}

func (p *Core) route(c *Call, parts []string) {
	handle := p.product.Route(c, parts)
	if e := p.authorize(c.R); e != nil && handle != nil && !c.Open {
		c.fail(e, 0)
		return
	}
	if handle == nil {
		e := Invalid("Unknown path components: /%s", strings.Join(parts, "/"))
		e.Code, e.Bare = 2500, true
		c.fail(e, 0)
		return
	}
	f := p.takeFault(c.Op)
	if f != nil && !f.Kind.Takes() {
		p.play(c, f)
		return
	}
	result, e := handle(c)
	switch {
	case e != nil:
		c.fail(e, 0)
	case f != nil:
		p.play(c, f)
	case result != nil:
		Answer(c.W, http.StatusOK, result)
	}
}

// authorize looks at the token, and at its proof when there is one.
func (p *Core) authorize(r *http.Request) *GraphError {
	p.Lock()
	subcode, denied := p.tokenFault, p.denied
	p.Unlock()
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	proof := r.URL.Query().Get("appsecret_proof")
	switch {
	case !ok || token == "":
		return p.product.Fail(0)
	case subtle.ConstantTimeCompare([]byte(token), []byte(p.o.AccessToken)) != 1 && (p.product.Token == nil || !p.product.Token(token)):
		return DeadToken(0, p.o.Now())
	case subcode != 0:
		return DeadToken(subcode, p.o.Now())
	case proof != "" && proof != Digest(p.o.AppSecret, []byte(token)):
		return Invalid("Invalid appsecret_proof provided in the API argument")
	case denied:
		return p.product.Fail(10)
	}
	return nil
}

// learn takes the provider's own address from a request when nobody told it.
func (p *Core) learn(r *http.Request) {
	p.Lock()
	defer p.Unlock()
	if p.url == "" && r.Host != "" {
		p.url = "http://" + r.Host
	}
}

// SetURL tells the provider its own address, for the links to files in deliveries.
func (p *Core) SetURL(url string) { p.Change(func() { p.url = strings.TrimSuffix(url, "/") }) }

// Own is URL with the lock held.
func (p *Core) Own() string { return p.url }

// URL is the provider's own address; empty while nobody told it and nobody asked.
func (p *Core) URL() string {
	p.Lock()
	defer p.Unlock()
	return p.url
}

func (p *Core) remember(c *Call) {
	seen := Request{
		At: c.At, Operation: c.Op, Method: c.R.Method, Path: c.R.URL.RequestURI(), Type: c.R.Header.Get("Content-Type"),
		Size: len(c.Body), Status: c.W.status, Answer: c.W.kept.String(),
	}
	if c.W.cut {
		seen.Status = 0
	}
	if !c.Large {
		seen.Body = string(c.Body[:min(len(c.Body), 64<<10)])
	}
	p.Change(func() {
		if n := len(p.requests); n > 0 {
			seen.Number = p.requests[n-1].Number
		}
		seen.Number++
		p.requests = booth.Keep(p.requests, p.o.Keep, seen)
	})
}

// Requests are those the Graph API got, oldest first; with operations, only those.
func (p *Core) Requests(only ...Operation) []Request {
	p.Lock()
	defer p.Unlock()
	if len(only) == 0 {
		return slices.Clone(p.requests)
	}
	var some []Request
	for _, r := range p.requests {
		if slices.Contains(only, r.Operation) {
			some = append(some, r)
		}
	}
	return some
}
