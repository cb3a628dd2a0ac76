// Package direct is what the fakes of Meta's direct messages share: they speak the HTTP of the Graph API for Pages as
// strictly as the real one, let people sign in to connect a Page, bring signed deliveries to a callback, and fail on
// request. Tests, the demo and people use them. Everything is in memory; they reach nobody but the callback.
//
// Behind http.Server a fake has four faces: the Graph API below /v24.0/ (any version), the dialog for signing in at
// /v24.0/dialog/oauth, the files below /cdn/, and a page at / on which people write as customers.
package direct

import (
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// What a provider is made with when Options says nothing.
const (
	DefaultPage        = "1906385232743451"
	DefaultAccount     = "17841405793187218"
	DefaultAppID       = "1517776481860111"
	DefaultAppSecret   = meta.DefaultAppSecret
	DefaultAccessToken = meta.DefaultAccessToken
	DefaultVerifyToken = meta.DefaultVerifyToken
)

// Options says what provider to make.
type Options struct {
	meta.Options
	// AppID is the app's id; empty for the default.
	AppID string
	// Pages are those of the person who signs in. Customers write to the first, whose token is the AccessToken; none for one
	// of the default id.
	Pages []Page
	// HumanAgent tells that the app may answer for seven days with the tag of that name.
	HumanAgent bool
	// PerSecond is how many messages the Page may send a second; zero for no bound.
	PerSecond int
	// Receipts says what comes by itself; zero for echoes and deliveries.
	Receipts Receipts
}

// Page is one Facebook Page.
type Page struct {
	ID, Name string
	// Account is the id of the account at Instagram that is linked to it, and Username what that is called there; empty for
	// none.
	Account, Username string
}

// Receipts says what comes by itself.
type Receipts struct {
	// None is for none at all, NoEcho leaves out the echoes, and Read adds that everything is read at once.
	None, NoEcho, Read bool
}

// Provider is the fake. Its methods may be called from everywhere at once.
type Provider struct {
	*meta.Core
	form Form
	o    Options

	// What follows is guarded by the lock of the Core.
	board  board
	people []*person
	files  map[string]File
	codes  map[string]grant
	tokens map[string][]string // of people: the Pages they permitted
	gone   map[string]bool     // files whose address has run out
	sentAt []time.Time
}

// Form is what is particular about a product.
type Form struct {
	// Name is the command that starts its fake, such as "messenger", and Provider what it is in words.
	Name, Provider string
	// Object is the word by which deliveries say whose they are, such as "page".
	Object string
	// Scope is what whoever signs in must be asked for.
	Scope string
	// Fields are the deliveries that can be subscribed to.
	Fields []string
	// TextRunes and TextBytes bound a text; zero for no such bound.
	TextRunes, TextBytes int
	// Plain tells that a message needs no type, that an echo does not say who sent it, that nothing is told of what was
	// delivered, and that what was read is told by its id.
	Plain bool
	// Reactions are the emoji for the words with which a Page can react; nil for none.
	Reactions map[string]string
	// Outside is the refusal of what comes after the messaging window.
	Outside meta.GraphError
	// Comments tells that people comment on the Page's posts.
	Comments bool
	// Linked tells that deliveries are for the account that is linked to a Page.
	Linked bool
	// ConnectField and ConnectLabel are what connects the account by hand, in the field of Sapa and in words.
	ConnectField, ConnectLabel string
}

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(form Form, o Options) *Provider {
	o.AppID = meta.Or(o.AppID, DefaultAppID)
	if len(o.Pages) == 0 {
		o.Pages = []Page{{ID: DefaultPage, Name: "Acme", Account: DefaultAccount, Username: "acme"}}
	}
	p := &Provider{
		Core: meta.Start(o.Options), form: form, o: o, files: map[string]File{}, codes: map[string]grant{}, tokens: map[string][]string{}, gone: map[string]bool{},
	}
	p.Be(meta.Product{
		Route: p.route, Folder: "/cdn/", Fail: Fail, Limit: 613, Trouble: 1200, Pack: p.pack, Token: p.knows,
		Page: p.booth(),
	})
	return p
}

// SetHumanAgent says whether the app may answer for seven days.
func (p *Provider) SetHumanAgent(on bool) { p.Change(func() { p.o.HumanAgent = on }) }

// SetReceipts says what comes by itself from now on.
func (p *Provider) SetReceipts(r Receipts) { p.Change(func() { p.o.Receipts = r }) }

// SetPerSecond bounds sending from now on; zero takes the bound away.
func (p *Provider) SetPerSecond(n int) { p.Change(func() { p.o.PerSecond = n }) }

// ConnectValues are what to type where the business connects its Page.
func (p *Provider) ConnectValues() []booth.ConnectValue {
	token, secret := p.Account()
	return []booth.ConnectValue{{Name: p.form.ConnectField, Label: p.form.ConnectLabel, Value: p.own()}, {Name: "access_token", Label: "Page access token", Value: token}, {Name: "app_secret", Label: "App secret", Value: secret}}
}

// App is the app's id and secret, which the operator of a Sapa sets so that people can sign in.
func (p *Provider) App() (id, secret string) {
	_, secret = p.Account()
	return p.o.AppID, secret
}

// faults are the Graph API's errors by code ("Common Error Codes"). Those of codes 368 and 2018300 are from general
// knowledge.
var faults = map[int]meta.GraphError{
	0:    {Status: 401, Title: "AuthException", Bare: true},
	1:    {Status: 500, Title: "An unknown error occurred", Bare: true},
	2:    {Status: 500, Title: "An unexpected error has occurred. Please retry your request later.", Bare: true},
	4:    {Status: 400, Title: "Application request limit reached", Subcode: 1349210},
	10:   {Status: 403, Title: "Application does not have permission for this action"},
	100:  {Status: 400, Title: "Invalid parameter"},
	200:  {Status: 403, Title: "Requires pages_messaging permission to manage the object"},
	368:  {Status: 403, Title: "The action attempted has been deemed abusive or is otherwise disallowed"},
	551:  {Status: 400, Title: "This person isn't available right now.", Subcode: 1545041},
	613:  {Status: 400, Title: "Calls to this api have exceeded the rate limit."},
	1200: {Status: 500, Title: "Temporary send message failure. Please try again later."},
}

// Fail is the Graph API's error of that code; one it does not know is a 400 without words.
func Fail(code int) *meta.GraphError {
	e, ok := faults[code]
	if !ok {
		e = meta.GraphError{Status: http.StatusBadRequest, Title: "Error"}
	}
	e.Code = code
	return &e
}

// outside is the refusal of what comes after the messaging window.
func (p *Provider) outside() *meta.GraphError {
	e := p.form.Outside
	e.Code = 10
	return &e
}

// own is the id by which deliveries say whose they are.
func (p *Provider) own() string { return p.idOf(p.o.Pages[0]) }

// idOf is the id of a Page, or of the account that is linked to it.
func (p *Provider) idOf(page Page) string {
	if p.form.Linked {
		return page.Account
	}
	return page.ID
}

func nobody() *meta.GraphError {
	e := Fail(100)
	e.Subcode, e.Title = 2018001, "No matching user found"
	return e
}
