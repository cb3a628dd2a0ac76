package whatsapp

import (
	"bytes"
	"crypto/subtle"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
)

// maxBody is the most the fake reads of a request: a document of 100 MB and its wrapping.
const maxBody = 101 << 20

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

// call is one request on its way through the fake.
type call struct {
	w    *recorder
	r    *http.Request
	body []byte
	op   Operation
	at   time.Time
	// trace goes into errors.
	trace string
}

// fail answers with an error, after which the client may wait for a while.
func (c *call) fail(e *GraphError, after time.Duration) {
	setRetryAfter(c.w, after)
	e.write(c.w, c.trace)
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	kept   bytes.Buffer
	cut    bool
}

// WriteHeader remembers the status.
func (w *recorder) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if room := 16<<10 - w.kept.Len(); room > 0 && strings.Contains(w.Header().Get("Content-Type"), "json") {
		w.kept.Write(b[:min(len(b), room)])
	}
	return w.ResponseWriter.Write(b)
}

// ServeHTTP answers the Graph API's requests, the files and the page.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if match := versioned.FindStringSubmatch(r.URL.Path); match != nil {
		p.graph(w, r, strings.Split(strings.Trim(match[1], "/"), "/"))
		return
	}
	if r.URL.Path == attachments {
		p.graph(w, r, nil)
		return
	}
	p.page(w, r)
}

// graph answers one request of the API and remembers it. parts are the path's after the version; none for a file.
func (p *Provider) graph(w http.ResponseWriter, r *http.Request, parts []string) {
	c := &call{w: &recorder{ResponseWriter: w}, r: r, at: p.o.Now(), trace: p.trace()}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	c.body = body
	if err != nil {
		c.fail(Fail(1), 0)
		return
	}
	p.learn(r)
	p.route(c, parts)
	p.remember(c)
	if c.w.cut {
		panic(http.ErrAbortHandler) // net/http then closes the connection without an answer
	}
}

func (p *Provider) route(c *call, parts []string) {
	handle := p.handler(c, parts)
	if e := p.authorize(c.r); e != nil && handle != nil {
		c.fail(e, 0)
		return
	}
	if handle == nil {
		e := invalid("Unknown path components: /%s", strings.Join(parts, "/"))
		e.Code, e.bare = 2500, true
		c.fail(e, 0)
		return
	}
	f := p.takeFault(c.op)
	if f != nil && !f.Kind.takes() {
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
		answer(c.w, http.StatusOK, result)
	}
}

// handlerFunc does what a request asks for. A nil result has been written already.
type handlerFunc func(*call) (any, *GraphError)

// handler finds what a path asks for and names the operation; nil when there is no such path.
func (p *Provider) handler(c *call, parts []string) handlerFunc {
	switch {
	case len(parts) == 0:
		c.op = OpBytes
		return p.bytes
	case len(parts) == 1:
		return p.object(c, parts[0])
	case len(parts) == 2:
		return p.edge(c, parts[0], parts[1])
	}
	return nil
}

// object is what lies under an id itself.
func (p *Provider) object(c *call, id string) handlerFunc {
	switch {
	case c.r.Method == http.MethodDelete:
		c.op = OpDelete
		return func(*call) (any, *GraphError) { return p.deleteMedia(id) }
	case c.r.Method != http.MethodGet:
		c.op = OpPhone
		return refuse
	case p.findPhone(id) != nil:
		c.op = OpPhone
		return func(c *call) (any, *GraphError) {
			return p.phoneFields(*p.findPhone(id), c.r.URL.Query().Get("fields"))
		}
	case id == p.o.WABA:
		c.op = OpPhone
		return p.account
	}
	c.op = OpMedia
	return func(c *call) (any, *GraphError) { return p.locate(c, id) }
}

// edge is what hangs on an id.
func (p *Provider) edge(c *call, id, name string) handlerFunc {
	phone, method := p.findPhone(id), c.r.Method
	edges := []struct {
		name, method string
		mine         bool
		op           Operation
		handle       handlerFunc
	}{
		{"messages", http.MethodPost, phone != nil, operationOf(c.body), func(c *call) (any, *GraphError) { return p.messages(c, *phone) }},
		{"media", http.MethodPost, phone != nil, OpUpload, p.upload},
		{"message_templates", http.MethodGet, id == p.o.WABA, OpTemplates, p.listTemplates},
		{"phone_numbers", http.MethodGet, id == p.o.WABA, OpPhone, p.listPhones},
		{"subscribed_apps", http.MethodGet, id == p.o.WABA, OpSubscribe, p.subscription},
		{"subscribed_apps", http.MethodPost, id == p.o.WABA, OpSubscribe, p.subscribe},
		{"subscribed_apps", http.MethodDelete, id == p.o.WABA, OpSubscribe, p.unsubscribe},
	}
	known := false
	for _, e := range edges {
		if e.name != name {
			continue
		}
		known = true
		if c.op = e.op; e.method == method && e.mine {
			return e.handle
		}
	}
	if !known {
		return nil
	}
	return refuse
}

func refuse(*call) (any, *GraphError) { return nil, unknownObject() }

func (p *Provider) findPhone(id string) *Phone {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.IndexFunc(p.phones, func(n Phone) bool { return n.ID == id }); i >= 0 {
		phone := p.phones[i]
		return &phone
	}
	return nil
}

// authorize looks at the token, and at its proof when there is one.
func (p *Provider) authorize(r *http.Request) *GraphError {
	p.mu.Lock()
	subcode, denied := p.tokenFault, p.denied
	p.mu.Unlock()
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	proof := r.URL.Query().Get("appsecret_proof")
	switch {
	case !ok || token == "":
		return Fail(0)
	case subtle.ConstantTimeCompare([]byte(token), []byte(p.o.AccessToken)) != 1:
		return deadToken(0, p.o.Now())
	case subcode != 0:
		return deadToken(subcode, p.o.Now())
	case proof != "" && proof != digest(p.o.AppSecret, []byte(token)):
		return invalid("Invalid appsecret_proof provided in the API argument")
	case denied:
		return Fail(10)
	}
	return nil
}

// learn takes the provider's own address from a request when nobody told it.
func (p *Provider) learn(r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.url == "" && r.Host != "" {
		p.url = "http://" + r.Host
	}
}

// SetURL tells the provider its own address, for the links to files in deliveries.
func (p *Provider) SetURL(url string) { p.change(func() { p.url = strings.TrimSuffix(url, "/") }) }

// URL is the provider's own address; empty while nobody told it and nobody asked.
func (p *Provider) URL() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.url
}

func (p *Provider) remember(c *call) {
	seen := Request{
		At: c.at, Operation: c.op, Method: c.r.Method, Path: c.r.URL.RequestURI(), Type: c.r.Header.Get("Content-Type"),
		Size: len(c.body), Status: c.w.status, Answer: c.w.kept.String(),
	}
	if c.w.cut {
		seen.Status = 0
	}
	if c.op != OpUpload {
		seen.Body = string(c.body[:min(len(c.body), 64<<10)])
	}
	p.change(func() {
		if n := len(p.requests); n > 0 {
			seen.Number = p.requests[n-1].Number
		}
		seen.Number++
		p.requests = append(p.requests, seen)
		if over := len(p.requests) - p.o.Keep; over > 0 {
			p.requests = slices.Delete(p.requests, 0, over)
		}
	})
}

// Requests are those the Graph API got, oldest first; with operations, only those.
func (p *Provider) Requests(only ...Operation) []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
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
