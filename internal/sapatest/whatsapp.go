package sapatest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapa"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Line is a house with a WhatsApp number at a provider that is as strict and as faulty as the real one, and under the
// test's hand. Nothing goes on by itself: Turn lets everything happen that is due on the house's clock.
type Line struct {
	*House
	Fake *fake.Provider
	// Graph is the address of the provider's API.
	Graph string
	// Channel is the public id of the connected number, Key what its provider addresses it by.
	Channel, Key string
}

// WhatsApp starts a house with a number connected and subscribed.
func WhatsApp(t testing.TB, e Engine) *Line {
	t.Helper()
	return Site{}.Line(t, e)
}

// Line starts a house with a number connected and subscribed.
func (s Site) Line(t testing.TB, e Engine) *Line {
	t.Helper()
	l := s.Unconnected(t, e)
	l.Connect()
	return l
}

// Unconnected starts a house beside a provider, with nothing between them.
func (s Site) Unconnected(t testing.TB, e Engine) *Line {
	t.Helper()
	l := &Line{}
	adjust := s.Adjust
	s.Adjust = func(o *app.Options) {
		l.Fake = fake.New(fake.Options{Now: o.Now, Retry: fake.Retry{First: time.Millisecond, Most: 8 * time.Millisecond, Times: 4}})
		server := httptest.NewServer(l.Fake)
		l.Graph = server.URL
		l.Fake.SetURL(server.URL)
		t.Cleanup(func() {
			l.Fake.Close()
			server.CloseClientConnections()
			server.Close()
		})
		o.Config.GraphURL = server.URL
		if adjust != nil {
			adjust(o)
		}
	}
	l.House = s.House(t, e)
	return l
}

// Beside lets another process of the same Sapa reach the same provider.
func (l *Line) Beside(o *app.Options) { o.Config.GraphURL = l.Graph }

// Settings are what an administrator fills in to connect the provider's number.
func (l *Line) Settings() map[string]any {
	filled := map[string]any{}
	for _, v := range l.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	return filled
}

// Connect connects the provider's number by the API, as the owner does, and the provider with the house.
func (l *Line) Connect() *Answer {
	l.T.Helper()
	owner := l.As(Ratna)
	a := owner.Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "whatsapp", "name": "WhatsApp toko", "config": l.Settings()})
	l.Channel, l.Key = a.Text("id"), a.Text("setup", "public_key")
	l.must(l.Fake.SetCallback(l.T.Context(), l.URL+a.Text("setup", "hook", "path"), a.Text("setup", "hook", "verify_token")))
	owner.Want(http.StatusNoContent, "POST", "/api/v1/channels/"+l.Channel+"/subscribe", nil)
	return a
}

// Turn lets everything happen that is due now: deliveries come and are ingested, what waits is sent, files are fetched,
// until nothing moves any more.
func (l *Line) Turn() {
	l.T.Helper()
	l.turn(l.Settle)
}

// Settle waits until the provider has brought everything, or given it up.
func (l *Line) Settle() {
	l.T.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	if err := l.Fake.Settle(ctx); err != nil {
		l.T.Fatal("deliveries do not come to rest: ", err)
	}
}

// Later turns the clock on and lets everything happen that is due then.
func (l *Line) Later(d time.Duration) {
	l.T.Helper()
	l.Clock.Advance(d)
	l.Turn()
}

// Rina is a customer who has written "Halo", and the id of their conversation.
func (l *Line) Rina() (*fake.Customer, string) {
	l.T.Helper()
	return l.Guest("6281234567890", "Rina")
}

// Guest is a customer who has written "Halo", and the id of their conversation.
func (l *Line) Guest(number, name string) (*fake.Customer, string) {
	l.T.Helper()
	c := l.Fake.Customer(number, name)
	c.Text("Halo")
	l.Turn()
	return c, l.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil).Text("conversations", 0, "id")
}

// Said is a message as the API tells of it.
type Said struct {
	ID, Direction, Kind, Text, Status string
	Seq                               int
	ClientID                          string     `json:"client_id"`
	FailureCode                       string     `json:"failure_code"`
	FailureDetail                     string     `json:"failure_detail"`
	EditedAt                          *time.Time `json:"edited_at"`
	DeletedAt                         *time.Time `json:"deleted_at"`
	By                                struct{ Kind string }
	Location                          *sapa.Place                `json:"location"`
	Content                           *sapa.Content              `json:"content"`
	ReplyTo                           *struct{ ID, Text string } `json:"reply_to"`
	Comment                           *struct {
		Hidden, Liked, Reply, Private bool
		PrivateReplyID                string     `json:"private_reply_id"`
		PrivateReplyUntil             *time.Time `json:"private_reply_until"`
	}
	Reactions []struct {
		By    struct{ Kind string }
		Emoji string
	}
	Attachments []struct {
		Key, Kind, Name, Type, State, URL string
		Size                              int64
		Width, Height                     int
		Voice, Inline                     bool
		FailureCode                       string  `json:"failure_code"`
		ThumbnailURL                      *string `json:"thumbnail_url"`
	}
}

// Messages reads all messages of a conversation, oldest first.
func (p *Person) Messages(conversation string) []Said {
	p.T.Helper()
	var all []Said
	for {
		var page struct {
			Messages []Said
			More     bool
		}
		p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+conversation+"/messages?limit=200&after="+strconv.Itoa(len(all)), nil).Into(&page)
		if all = append(all, page.Messages...); !page.More {
			return all
		}
	}
}

// Last is the newest message of a conversation.
func (p *Person) Last(conversation string) Said {
	p.T.Helper()
	all := p.Messages(conversation)
	if len(all) == 0 {
		p.T.Fatal("there is no message")
	}
	return all[len(all)-1]
}

// Send replies with more than a text, and answers the message.
func (p *Person) Send(conversation string, body map[string]any) Said {
	p.T.Helper()
	var m Said
	p.Want(http.StatusCreated, "POST", "/api/v1/conversations/"+conversation+"/messages", body, "Idempotency-Key", NewKey()).Into(&m)
	return m
}

// On sends a request about a message.
func (p *Person) On(conversation, message, method, what string, body any) *Answer {
	p.T.Helper()
	return p.Do(method, strings.TrimSuffix("/api/v1/conversations/"+conversation+"/messages/"+message+"/"+what, "/"), body)
}

// Bring posts a delivery to the number's address, signed as the provider does.
func (l *Line) Bring(body []byte) *Answer {
	l.T.Helper()
	return l.BringTo(l.Key, body, fake.Sign(fake.DefaultAppSecret, body))
}

// BringTo posts a delivery to a channel's address under any signature, with further headers; an empty signature is none.
func (l *Line) BringTo(key string, body []byte, signature string, headers ...string) *Answer {
	l.T.Helper()
	if signature != "" {
		headers = append(headers, "X-Hub-Signature-256", signature)
	}
	return l.Anonymous().Do("POST", "/hooks/"+key, body, headers...)
}

// Ruin spoils the number's secrets, as a lost key does; connecting it anew repairs them.
func (l *Line) Ruin() {
	l.T.Helper()
	l.Exec(`UPDATE channels SET sealed = CAST('spoiled, and long enough to be opened in vain' AS ` + l.Engine.Bytes() + `) WHERE public_key = '` + l.Key + `'`)
}
