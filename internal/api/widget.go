package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/media"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// placeholder stands in the built widget where its configuration belongs.
const placeholder = `"__SAPA_CONFIG__"`

// widgetScript is the built widget, cut at its placeholder.
type widgetScript struct{ before, after []byte }

func newWidgetScript(built []byte) widgetScript {
	before, after, _ := bytes.Cut(built, []byte(placeholder))
	return widgetScript{before, after}
}

func (s widgetScript) with(config []byte) []byte {
	return bytes.Join([][]byte{s.before, s.after}, config)
}

func (a *API) widgetRoutes() {
	a.mux.HandleFunc("GET /widget/{file}", a.widgetFile)
	a.mux.HandleFunc("GET /widget/files/{key}", a.visitorFile)
	a.door("GET", "config", false, a.visitorConfig)
	a.door("GET", "messages", true, a.visitorMessages)
	a.door("GET", "updates", true, a.visitorUpdates)
	a.door("POST", "messages", true, a.visitorSend)
	a.door("POST", "messages/{n}/reaction", true, a.visitorReact)
	a.door("POST", "uploads", true, a.visitorUpload)
	a.door("POST", "read", true, a.visitorProgress(sapa.Read))
	a.door("POST", "received", true, a.visitorProgress(sapa.Delivered))
	a.door("POST", "typing", true, a.visitorTyping)
	a.mux.HandleFunc("OPTIONS /widget/v1/{key}/", a.widgetPreflight)
	a.mux.HandleFunc("GET /widget/v1/{key}/socket", a.visitorSocket)
}

// visit is one request of a visitor.
type visit struct {
	inbox.Visitor
	spec    channel.Spec
	account channel.Channel
	host    channel.Host
	w       http.ResponseWriter
	r       *http.Request
}

// door registers one of the widget's endpoints: it checks the channel and the page's origin, and reads who the
// visitor is. Who they are is what only their device knows; its hash is the identity, so that our database cannot
// be used to speak as them.
func (a *API) door(method, path string, known bool, f func(visit) error) {
	a.mux.HandleFunc(method+" /widget/v1/{key}/"+path, func(w http.ResponseWriter, r *http.Request) {
		v, err := a.visit(w, r)
		if err == nil && known {
			v.External, err = visitorOf(r)
		}
		if err == nil && method == http.MethodPost {
			err = a.limits.visitor(v.External, a.device(r))
		}
		if err == nil && method == http.MethodGet {
			err = a.limits.reading(a.device(r))
		}
		if err == nil {
			err = f(v)
		}
		if err != nil {
			a.writeProblem(w, err)
		}
	})
}

func (a *API) visit(w http.ResponseWriter, r *http.Request) (visit, error) {
	readable(w, r)
	c, spec, err := a.Admin.ChannelByKey(r.Context(), r.PathValue("key"))
	if err != nil {
		return visit{}, err
	}
	v := visit{Visitor: inbox.Visitor{Channel: c}, spec: spec, account: spec.New(channel.Account{Channel: c}), w: w, r: r}
	var ok bool
	if v.host, ok = v.account.(channel.Host); !ok {
		return visit{}, sapa.Missing("channel")
	}
	return v, a.checkOrigin(r, v.host)
}

// readable lets the page that asks read the answer, a refusal above all: a widget that could not would take it for a
// broken connection and try for ever. Whether the page may have more than a refusal checkOrigin says.
func readable(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Add("Vary", "Origin")
	if origin := r.Header.Get("Origin"); origin != "" {
		h.Set("Access-Control-Allow-Origin", origin)
		h.Set("Access-Control-Expose-Headers", "Retry-After")
	}
}

// checkOrigin refuses pages the company did not name. Our own pages may always; without a list, everybody may. A
// request without an origin comes from no page and gains nothing here that a script could not have.
func (a *API) checkOrigin(r *http.Request, host channel.Host) error {
	origin := r.Header.Get("Origin")
	if origin == "" || a.ownOrigin(r, origin) || host.Allows(origin) {
		return nil
	}
	return sapa.Errorf(sapa.Forbidden, "origin_not_allowed", "this page may not use the channel")
}

func (a *API) ownOrigin(r *http.Request, origin string) bool {
	_, host, ok := strings.Cut(origin, "://")
	return ok && host == r.Host
}

// widgetPreflight lets every page ask; what it asks is refused where it must be.
func (a *API) widgetPreflight(w http.ResponseWriter, r *http.Request) {
	readable(w, r)
	h := w.Header()
	h.Set("Access-Control-Allow-Methods", "GET, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type")
	h.Set("Access-Control-Max-Age", "7200")
	w.WriteHeader(http.StatusNoContent)
}

// visitorSecret is the length of what a device keeps: 32 random bytes in base64.
const visitorSecret = 43

// visitorOf derives a visitor's identity from the secret in the request.
func visitorOf(r *http.Request) (string, error) {
	secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		secret = ""
	}
	return visitorIdentity(secret)
}

func visitorIdentity(secret string) (string, error) {
	if len(secret) != visitorSecret {
		return "", sapa.Errorf(sapa.Unauthenticated, "", "the visitor's secret is missing")
	}
	h := sha256.Sum256([]byte("visitor " + secret))
	return hex.EncodeToString(h[:16]), nil
}

// widgetFile serves a channel's script, or the one for previews.
func (a *API) widgetFile(w http.ResponseWriter, r *http.Request) {
	key, isScript := strings.CutSuffix(r.PathValue("file"), ".js")
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if r.PathValue("file") == "page.css" {
		h.Set("Content-Type", "text/css; charset=utf-8")
		_, _ = io.WriteString(w, pageStyle)
		return
	}
	config := []byte("null")
	if key != "preview" {
		c, spec, err := a.Admin.ChannelByKey(r.Context(), key)
		if err != nil || !spec.Caps.Widget || !isScript {
			h.Set("Cache-Control", "no-store")
			w.WriteHeader(http.StatusNotFound)
			return
		}
		config = scriptJSON(widgetConfig(spec.New(channel.Account{Channel: c}).(channel.Host), spec.Caps))
	}
	script := a.script.with(config)
	sum := sha256.Sum256(script)
	h.Set("Cache-Control", "public, max-age=300")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	serveCompressed(w, r, script)
}

// scriptJSON is JSON that can stand in a script: what could end it early is escaped, everything is ASCII.
func scriptJSON(v any) []byte {
	text, _ := json.Marshal(v)
	var b bytes.Buffer
	for _, r := range string(text) {
		if r < 128 {
			b.WriteRune(r)
			continue
		}
		escapeRune(&b, r)
	}
	return b.Bytes()
}

func (a *API) visitorConfig(v visit) error {
	return writeJSON(v.w, http.StatusOK, widgetConfig(v.host, v.spec.Caps))
}

// visitorPages bounds a page of messages at the widget.
const visitorPages = 100

func (a *API) visitorMessages(v visit) error {
	before, _ := strconv.ParseInt(v.r.URL.Query().Get("before"), 10, 64)
	limit, err := strconv.Atoi(v.r.URL.Query().Get("limit"))
	if err != nil || limit < 1 || limit > visitorPages {
		limit = 50
	}
	number, err := a.Inbox.LastChange(v.r.Context(), v.Channel.Workspace)
	if err != nil {
		return err
	}
	page, err := a.Inbox.VisitorMessages(v.r.Context(), v.Visitor, sapa.ShownNumber(before), limit)
	if err != nil {
		return err
	}
	authors, err := a.authors(v.r.Context(), v.Channel.Workspace)
	if err != nil {
		return err
	}
	out := VisitorPage{
		Messages: []VisitorMessage{}, More: page.More, AgentRead: page.AgentRead, Read: page.Read, Cursor: a.seal.id(aPlace, number+1),
	}
	for _, m := range page.Messages {
		out.Messages = append(out.Messages, a.visitorMessage(v.Channel.Workspace, m, authors))
	}
	return writeJSON(v.w, http.StatusOK, out)
}

// maxPost is the largest message of a visitor: a long text in the worst encoding.
const maxPost = 128 << 10

func (a *API) visitorSend(v visit) error {
	raw, err := io.ReadAll(http.MaxBytesReader(v.w, v.r.Body, maxPost))
	if err != nil {
		return sapa.Errorf(sapa.TooLarge, "", "the message is too large")
	}
	ctx := v.r.Context()
	room, err := a.Inbox.VisitorRoom(ctx, v.Visitor)
	if err != nil {
		return err
	}
	if room.ID == 0 {
		if err := a.limits.stranger(a.device(v.r)); err != nil {
			return err
		}
	}
	elements, err := v.account.Parse(channel.Delivery{Body: raw, From: v.External, At: a.Now()})
	if err != nil {
		return err
	}
	if room.ID == 0 {
		if err := v.host.CheckProfile(elements[0].From); err != nil {
			return err
		}
	}
	arrived, err := a.Inbox.Ingest(ctx, v.Channel, elements)
	if err != nil {
		return err
	}
	m := arrived[0]
	status := http.StatusCreated
	if m.Repeated {
		status = http.StatusOK
	}
	shown := inbox.ShownMessage{Message: m.Message, Number: sapa.NewShownNumber(m.Episode, m.Message.Shown)}
	return writeJSON(v.w, status, map[string]any{"message": a.visitorMessage(v.Channel.Workspace, shown, nil)})
}

func (a *API) visitorReact(v visit) error {
	var in struct {
		Emoji string `json:"emoji"`
	}
	if err := readJSON(v.w, v.r, &in); err != nil {
		return err
	}
	n, err := strconv.ParseInt(v.r.PathValue("n"), 10, 64)
	if err != nil {
		return sapa.Missing("message")
	}
	return noContent(v.w, a.Inbox.VisitorReact(v.r.Context(), v.Visitor, sapa.ShownNumber(n), in.Emoji))
}

func (a *API) visitorUpload(v visit) error {
	if err := a.limits.upload(v.External, a.device(v.r), v.r.ContentLength); err != nil {
		return err
	}
	f, err := a.Inbox.VisitorUpload(v.r.Context(), v.Visitor, newFile(v.w, v.r))
	if err != nil {
		return err
	}
	return writeJSON(v.w, http.StatusCreated, map[string]any{
		"id": f.Key, "name": f.Name, "type": f.Type, "kind": f.Kind, "size": f.Size, "width": f.Width, "height": f.Height,
	})
}

func (a *API) visitorProgress(to sapa.Status) func(visit) error {
	return func(v visit) error {
		var in struct {
			N sapa.ShownNumber `json:"n"`
		}
		if err := readJSON(v.w, v.r, &in); err != nil {
			return err
		}
		return noContent(v.w, a.Inbox.VisitorProgress(v.r.Context(), v.Visitor, in.N, to))
	}
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return &sapa.Error{Kind: sapa.Invalid, Code: "bad_json", Msg: "the body is not the JSON that is expected", Err: err}
	}
	return nil
}

func noContent(w http.ResponseWriter, err error) error {
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

// visitorFile serves a file by a signed link.
func (a *API) visitorFile(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	l := fileLink{key: r.PathValue("key"), what: q.Get("t")}
	l.until, _ = strconv.ParseInt(q.Get("u"), 10, 64)
	ws, ok := a.seal.number(aWorkspace, q.Get("w"))
	l.workspace = sapa.WorkspaceID(ws)
	if !ok || !a.seal.opens(l, q.Get("s"), a.Now()) {
		a.writeProblem(w, sapa.Missing("file"))
		return
	}
	small := l.what != wholeFile
	f, err := a.openLink(r.Context(), l)
	if err != nil {
		a.writeProblem(w, err)
		return
	}
	serveFile(w, r, f, small, "private, max-age="+strconv.Itoa(int(time.Hour.Seconds())))
}

// FileLink is the path at which anybody who has it can fetch a file for some hours.
func (a *API) FileLink(ws sapa.WorkspaceID, key string) string {
	return a.seal.link(ws, key, wholeFile, a.Now())
}

func (a *API) openLink(ctx context.Context, l fileLink) (inbox.Opened, error) {
	if l.what == face {
		return a.Inbox.VisitorPicture(ctx, l.key)
	}
	return a.Inbox.VisitorFile(ctx, l.workspace, l.key, l.what == thumbnail)
}

// widgetConfig is what a widget is told, with the file types this program knows.
func widgetConfig(host channel.Host, caps channel.Caps) channel.WidgetConfig {
	c := host.Widget()
	c.Limits.FileTypes = fileTypes(caps)
	c.Reactions = caps.Reactions
	return c
}

// fileTypes lists the content types a widget's file chooser offers.
func fileTypes(caps channel.Caps) []string {
	types := []string{}
	for _, t := range media.Types() {
		if _, ok := caps.Files[sapa.MessageKind(t.Kind)]; ok {
			types = append(types, t.MIME)
		}
	}
	return types
}
