package telegram

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// maxBody is the most the fake reads of a request: a document of 50 MB and its wrapping.
const maxBody = 52 << 20

// Request is one that came to the Bot API.
type Request struct {
	Number int
	At     time.Time
	Method string // of the API, such as "sendMessage"
	Type   string // content type
	// Body holds the parameters as JSON; files are named by their sizes.
	Body   string
	Status int // zero when the connection was cut or hangs still
	Answer string
}

// call is one request on its way through the fake.
type call struct {
	w      *recorder
	r      *http.Request
	method string
	at     time.Time
	params params
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

// apiError is an error in the Bot API's form.
type apiError struct {
	code        int
	description string
	retryAfter  int // seconds; zero for none
}

func bad(description string) *apiError {
	return &apiError{code: 400, description: "Bad Request: " + description}
}

func (e *apiError) write(w http.ResponseWriter) {
	body := map[string]any{"ok": false, "error_code": e.code, "description": e.description}
	if e.retryAfter > 0 {
		body["parameters"] = map[string]any{"retry_after": e.retryAfter}
	}
	booth.Answer(w, e.code, body)
}

// ServeHTTP answers the Bot API's requests, the files and the page.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/bot"); ok {
		p.bot(w, r, rest)
		return
	}
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		p.fileBytes(w, r, rest)
		return
	}
	p.page(w, r)
}

// bot answers one request of the API and remembers it.
func (p *Provider) bot(w http.ResponseWriter, r *http.Request, rest string) {
	token, method, _ := strings.Cut(rest, "/")
	c := &call{w: &recorder{ResponseWriter: w}, r: r, at: p.o.Now(), method: canonical(method)}
	var err error
	if c.params, err = readParams(r); err != nil {
		bad("can't parse the request").write(c.w)
	} else {
		p.answer(c, token)
	}
	p.remember(c)
	if c.w.cut {
		panic(http.ErrAbortHandler) // net/http then closes the connection without an answer
	}
}

// handlerFunc does what a request asks for.
type handlerFunc func(*Provider, *call) (any, *apiError)

// methods are what the fake can do.
var methods = map[string]handlerFunc{
	"getMe": (*Provider).getMe, "getUpdates": (*Provider).getUpdates, "setWebhook": (*Provider).setWebhook, "deleteWebhook": (*Provider).deleteWebhook,
	"getWebhookInfo": (*Provider).webhookInfo, "sendMessage": (*Provider).sendMessage, "sendPhoto": sendFile("photo"), "sendDocument": sendFile("document"),
	"sendVideo": sendFile("video"), "sendAnimation": sendFile("animation"), "sendAudio": sendFile("audio"), "sendVoice": sendFile("voice"),
	"sendLocation": (*Provider).sendLocation, "sendVenue": (*Provider).sendLocation, "sendChatAction": (*Provider).sendChatAction,
	"setMessageReaction": (*Provider).setReaction, "editMessageText": (*Provider).editMessage, "editMessageCaption": (*Provider).editMessage,
	"deleteMessage": (*Provider).deleteMessage, "answerCallbackQuery": (*Provider).answerQuery, "getFile": (*Provider).getFile,
}

// canonical is a method's name as it is written: the API does not look at the case.
func canonical(method string) string {
	for name := range methods {
		if strings.EqualFold(name, method) {
			return name
		}
	}
	return method
}

func (p *Provider) answer(c *call, token string) {
	handle := methods[c.method]
	p.Lock()
	dead := p.dead
	p.Unlock()
	known := subtle.ConstantTimeCompare([]byte(token), []byte(p.o.Token)) == 1
	switch {
	case known && dead:
		(&apiError{code: 401, description: "Unauthorized"}).write(c.w)
		return
	case !known || handle == nil:
		(&apiError{code: 404, description: "Not Found"}).write(c.w)
		return
	}
	f := p.takeFault(c.method)
	if f != nil && !f.Kind.Takes() {
		p.play(c, f)
		return
	}
	result, e := handle(p, c)
	switch {
	case e != nil:
		e.write(c.w)
	case f != nil:
		p.play(c, f)
	default:
		booth.Answer(c.w, http.StatusOK, map[string]any{"ok": true, "result": result})
	}
}

func (p *Provider) remember(c *call) {
	body, _ := json.Marshal(c.params.shown()) // texts and numbers
	p.Change(func() {
		n := 1
		if len(p.requests) > 0 {
			n = p.requests[len(p.requests)-1].Number + 1
		}
		status := c.w.status
		if c.w.cut {
			status = 0
		}
		p.requests = booth.Keep(p.requests, p.o.Keep, Request{
			Number: n, At: c.at, Method: c.method, Type: c.r.Header.Get("Content-Type"), Body: string(body), Status: status, Answer: c.w.kept.String(),
		})
	})
}

// Requests are those that came, oldest first.
func (p *Provider) Requests() []Request {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.requests)
}

// Asked is how often a method was asked for.
func (p *Provider) Asked(method string) int {
	n := 0
	for _, r := range p.Requests() {
		if r.Method == method {
			n++
		}
	}
	return n
}

// params are a request's parameters, whichever way they came: texts as they are, everything else as JSON, and files.
type params struct {
	values map[string]string
	files  map[string]booth.File
}

// readParams takes JSON, forms, forms with files, and queries.
func readParams(r *http.Request) (params, error) {
	p := params{values: map[string]string{}, files: map[string]booth.File{}}
	for name, values := range r.URL.Query() {
		p.values[name] = values[0]
	}
	body := http.MaxBytesReader(nil, r.Body, maxBody)
	kind, more, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method == http.MethodGet || err != nil {
		_, err := io.Copy(io.Discard, body)
		return p, err
	}
	switch kind {
	case "application/json":
		return p, p.readJSON(body)
	case "multipart/form-data":
		return p, p.readForm(multipart.NewReader(body, more["boundary"]))
	}
	r.Body = body
	if err := r.ParseForm(); err != nil {
		return p, err
	}
	for name, values := range r.PostForm {
		p.values[name] = values[0]
	}
	return p, nil
}

func (p params) readJSON(body io.Reader) error {
	var all map[string]json.RawMessage
	raw, err := io.ReadAll(body)
	if err != nil || len(raw) == 0 {
		return err
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	for name, value := range all {
		var text string
		if json.Unmarshal(value, &text) != nil {
			text = string(value)
		}
		p.values[name] = text
	}
	return nil
}

func (p params) readForm(form *multipart.Reader) error {
	for {
		part, err := form.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			p.values[part.FormName()] = string(content)
			continue
		}
		p.files[part.FormName()] = booth.File{Name: part.FileName(), Type: part.Header.Get("Content-Type"), Bytes: content}
	}
}

// shown is what the page and tests see of the parameters.
func (p params) shown() map[string]any {
	all := map[string]any{}
	for name, value := range p.values {
		all[name] = value
	}
	for name, f := range p.files {
		all[name] = strconv.Itoa(len(f.Bytes)) + " bytes: " + f.Name
	}
	return all
}

// file finds an upload: under the parameter's own name, or under the one that the parameter says it is attached as.
func (p params) file(name string) (booth.File, bool) {
	if other, ok := strings.CutPrefix(p.values[name], "attach://"); ok {
		name = other
	}
	f, ok := p.files[name]
	return f, ok
}

func (p params) number(name string) int64 {
	n, _ := strconv.ParseInt(p.values[name], 10, 64)
	return n
}

func (p params) truth(name string) bool {
	return p.values[name] == "true" || p.values[name] == "True" || p.values[name] == "1"
}

// object reads a parameter that is JSON.
func (p params) object(name string, into any) error {
	if p.values[name] == "" {
		return nil
	}
	return json.Unmarshal([]byte(p.values[name]), into)
}

func (p *Provider) getMe(*call) (any, *apiError) { return p.self(true), nil }

// self is what the API says of the bot.
func (p *Provider) self(whole bool) map[string]any {
	number, _, _ := strings.Cut(p.o.Token, ":")
	id, _ := strconv.ParseInt(number, 10, 64)
	me := map[string]any{"id": id, "is_bot": true, "first_name": p.o.Name, "username": p.o.User}
	if whole {
		me["can_join_groups"], me["can_read_all_group_messages"], me["supports_inline_queries"] = true, false, false
	}
	return me
}
