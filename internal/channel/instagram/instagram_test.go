package instagram_test

import (
	"context"
	"encoding/json"
	"net/http"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/instagram"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	accountID = "17841405793187218"
	contact   = "4987654321098765"
)

// connected is an account as an administrator connected it and switched its messages on. Its secrets are those of the
// signatures' samples.
func connected() channel.Account {
	return channel.Account{
		Channel:     sapa.Channel{ID: 7, Config: map[string]any{"account_id": accountID, "messages": true}},
		Secrets:     map[string]string{"access_token": "EAAJB-token-of-the-page", "app_secret": "3f1c0de5app5ecret", "app_secret_old": "0ld5ecret0ld5ecret"},
		VerifyToken: "meatyhamhock",
	}
}

// account is a connected account over a client.
func account(doer channel.Doer) channel.Channel {
	a := connected()
	a.Base, a.HTTP = "https://graph.example", doer
	return instagram.New().New(a)
}

func suite(t testing.TB) conform.Case {
	text, to := &sapa.Message{Text: "hello"}, []string{contact}
	menu := &sapa.Message{Text: "Solved?", Content: &sapa.Content{Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "RESOLVED_YES", Title: "Yes"}}}}}
	picture := conform.TextFile(sapa.Image, "image/jpeg", "a.jpg")
	return conform.Case{
		Spec: instagram.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: conform.MetaSignatures(t), Refusals: conform.Refusals(t, meanings), Ref: "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1",
		Sends: []conform.Send{
			{Name: "text", Outbound: channel.Outbound{ID: "send-0001", To: to, Message: text}},
			{Name: "late text", Outbound: channel.Outbound{ID: "send-0002", To: to, Message: text, Late: true}},
			{Name: "menu", Outbound: channel.Outbound{ID: "send-0003", To: to, Message: menu}},
			{Name: "image", Outbound: channel.Outbound{ID: "send-0004", To: to, Message: &sapa.Message{}, Files: []channel.File{picture}}},
			{Name: "seen", Outbound: channel.Outbound{ID: "send-0005", To: to, Seen: "m_1"}, Harmless: true},
			{Name: "typing", Outbound: channel.Outbound{ID: "send-0006", To: to, Seen: "m_1", Typing: true}, Harmless: true},
			{Name: "heart", Outbound: channel.Outbound{ID: "send-0007", To: to, Reaction: &channel.Reaction{Message: "m_1", Emoji: "❤️"}}, Harmless: true},
			{Name: "no heart", Outbound: channel.Outbound{ID: "send-0008", To: to, Reaction: &channel.Reaction{Message: "m_1"}}, Harmless: true},
		},
		Taken:     func(*http.Request) conform.Answer { return conform.API(t, "api-send-text").Answer() },
		Complaint: conform.GraphComplaint,
	}
}

// meanings are what must come of the samples of errors. The closed window is the same under any status.
var meanings = map[string]string{
	"10-outside-window": "permanent window_closed", "10-outside-window-http500": "permanent window_closed",
	"190-expired": "refused token_expired", "613-rate-limit": "busy rate_limited", "private-reply-already-sent": "permanent provider_error",
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// The connect form takes what the provider's pages show, and nothing else; nothing is received unless it is switched on.
func TestFields(t *testing.T) {
	t.Parallel()
	good := map[string]any{"account_id": accountID, "access_token": "EAAJB", "app_secret": "3f1c"}
	conform.Fields(t, instagram.New(), good, map[string]conform.Filled{
		"whole": {}, "rotating": {Changes: map[string]any{"app_secret_old": "x"}}, "on": {Changes: map[string]any{"messages": true}},
		"empty": {Changes: map[string]any{"account_id": "", "access_token": "", "app_secret": ""}, Wrong: 3}, "a name": {Changes: map[string]any{"account_id": "tokomelati"}, Wrong: 1},
		"a path": {Changes: map[string]any{"account_id": "12345/x"}, Wrong: 1}, "no switch": {Changes: map[string]any{"messages": "yes"}, Wrong: 1},
	})
	if config, err := instagram.New().Check(good); err != nil || config["messages"] != false || config["comments"] != false {
		t.Errorf("at first it is %v, %v", config, err)
	}
}

// What is no direct message, what another program answers, what the account tries out with itself, and what is for other
// accounts concerns nobody here. Nor does anything while messages are switched off.
func TestWhatConcernsUs(t *testing.T) {
	t.Parallel()
	one, silent := account(nil), connected()
	silent.Config = map[string]any{"account_id": accountID, "messages": false}
	off := instagram.New().New(silent)
	passedBy := func(name string, c channel.Channel, folder string) {
		var body json.RawMessage
		conform.Sample(t, &body, folder, name)
		elements, err := c.Parse(channel.Delivery{Body: body})
		if err != nil || len(elements) != 0 || c.(channel.Verifier).Concerns(body) {
			t.Errorf("%s: %+v, %v", name, elements, err)
		}
	}
	for folder, c := range map[string]channel.Channel{"elsewhere": one, "comments": one, "deliveries": off} {
		files, err := filepath.Glob("testdata/" + folder + "/*.json")
		if err != nil || len(files) < 4 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		for _, file := range files {
			passedBy(filepath.Base(file), c, folder)
		}
	}
	for body, want := range map[string]bool{
		"": true, "{": true, "{}": true, `{"object":"instagram"}`: true, `{"object":"page","entry":[{"id":"` + accountID + `"}]}`: true,
		`{"object":"instagram","entry":[{"id":"1"}]}`: false, `{"object":"instagram","entry":[{"id":"` + accountID + `"}]}`: true,
		`{"object":"instagram","entry":[{"messaging":[{}]}]}`: true, `{"object":"instagram","entry":[{"id":"1","messaging":[{}]}]}`: false,
	} {
		if got := one.(channel.Verifier).Concerns([]byte(body)); got != want {
			t.Errorf("%s concerns the account: %v", body, got)
		}
	}
}

// Each sample of the API is what we send, to the account's own path.
func TestRequestsAreThoseOfTheSamples(t *testing.T) {
	t.Parallel()
	text := channel.Outbound{ID: "outbox-7f3c", To: []string{"", contact}, Message: &sapa.Message{Text: "hello"}}
	late := text
	late.Late = true
	for name, out := range map[string]channel.Outbound{"api-send-text": text, "api-send-human-agent": late} {
		want := conform.API(t, name)
		p := &conform.Provider{T: t, Answers: []conform.Answer{want.Answer()}}
		receipt, err := account(p).(channel.Sender).Send(context.Background(), out)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := p.Asked[0]
		var body map[string]any
		if err := json.Unmarshal(got.Body, &body); err != nil || !reflect.DeepEqual(body, want.Request.Body) {
			t.Errorf("%s: we send\n%s\nand the sample is\n%v", name, got.Body, want.Request.Body)
		}
		if got.Method != want.Request.Method || got.URL.Path != want.Request.Path || !got.URL.Query().Has("appsecret_proof") {
			t.Errorf("%s: %s %s", name, got.Method, got.URL.String())
		}
		if !strings.HasPrefix(receipt.ProviderID, "aWdfZAG1") {
			t.Errorf("%s: the receipt is %+v", name, receipt)
		}
	}
}

// A file goes up under a name of plain letters: the provider takes no others.
func TestFileNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"faktur.pdf": "faktur.pdf", "発注書.pdf": "file.pdf", "kwitansi №3 é.pdf": "kwitansi 3 .pdf", "": "file"} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-send-image").Answer()}}
		out := channel.Outbound{To: []string{contact}, Message: &sapa.Message{}, Files: []channel.File{conform.TextFile(sapa.File, "application/pdf", name)}}
		if _, err := account(p).(channel.Sender).Send(context.Background(), out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(p.Asked[0].Body), `filename="`+want+`"`) {
			t.Errorf("%q goes up in %s", name, p.Asked[0].Body)
		}
		if out.Files[0].Name != name {
			t.Error("the file itself is called otherwise now")
		}
	}
}

// A text is counted in bytes; what is refused for it is refused before anybody is asked.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	taken := conform.API(t, "api-send-text").Answer()
	for text, good := range map[string]bool{
		strings.Repeat("a", 1000): true, strings.Repeat("a", 1001): false, strings.Repeat("é", 500): true, strings.Repeat("é", 501): false,
		strings.Repeat("👍", 250): true, strings.Repeat("👍", 250) + "a": false,
	} {
		for name, content := range map[string]*sapa.Content{"text": nil, "menu": {Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "1", Title: "Ya"}}}}} {
			p := &conform.Provider{T: t}
			if good {
				p.Answers = []conform.Answer{taken}
			}
			_, err := account(p).(channel.Sender).Send(context.Background(), channel.Outbound{To: []string{contact}, Message: &sapa.Message{Text: text, Content: content}})
			if (err == nil) != good {
				t.Errorf("%s of %d bytes: %v", name, len(text), err)
			}
		}
	}
}

// The heart is put on and taken off in the provider's words; no other emoji is asked for.
func TestReactions(t *testing.T) {
	t.Parallel()
	for emoji, want := range map[string]string{
		"❤️": `{"payload":{"message_id":"m_1","reaction":"love"},"recipient":{"id":"` + contact + `"},"sender_action":"react"}`,
		"":   `{"payload":{"message_id":"m_1"},"recipient":{"id":"` + contact + `"},"sender_action":"unreact"}`,
		"👍":  "",
	} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: `{"recipient_id":"` + contact + `"}`}}}
		_, err := account(p).(channel.Sender).Send(context.Background(), channel.Outbound{To: []string{contact}, Reaction: &channel.Reaction{Message: "m_1", Emoji: emoji}})
		switch {
		case want == "" && (len(p.Asked) != 0 || conform.Failed(t, err).Class != channel.Permanent):
			t.Errorf("%s: %v", emoji, err)
		case want != "" && (err != nil || string(p.Asked[0].Body) != want):
			t.Errorf("%s: %v, %s", emoji, err, p.Asked[0].Body)
		}
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-user-profile").Answer()}}
	who, err := account(p).(channel.Profiler).Profile(context.Background(), contact)
	if err != nil || who.Name != "Jane Doe" || who.Facts["username"] != "jane.doe" || p.Asked[0].URL.Path != "/v24.0/"+contact {
		t.Errorf("%+v, %v", who, err)
	}
}

// A token of Instagram's own login is shown to Instagram's own API, without a proof; an operator's address stays.
func TestOwnLogin(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"https://graph.facebook.com": "https://graph.instagram.com/v24.0/", "": "https://graph.instagram.com/v24.0/", "https://graph.example": "https://graph.example/v24.0/",
	} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{conform.API(t, "api-send-text").Answer()}}
		a := connected()
		a.Base, a.HTTP, a.Secrets["access_token"] = base, p, "IGAA-token-of-the-account"
		if _, err := instagram.New().New(a).(channel.Sender).Send(context.Background(), channel.Outbound{To: []string{contact}, Message: &sapa.Message{Text: "x"}}); err != nil {
			t.Fatal(err)
		}
		if got := p.Asked[0]; !strings.HasPrefix(got.URL.String(), want) || got.URL.Query().Has("appsecret_proof") {
			t.Errorf("%s: %s", base, got.URL.String())
		}
	}
}
