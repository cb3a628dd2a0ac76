package messenger_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/messenger"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	pageID  = "1906385232743451"
	contact = "7123456789012345"
)

// connected is a Page as an administrator connected it. Its secrets are those of the signatures' samples.
func connected() channel.Account {
	return channel.Account{
		Channel:     sapa.Channel{ID: 7, Config: map[string]any{"page_id": pageID}},
		Secrets:     map[string]string{"access_token": "EAAJB-token-of-the-page", "app_secret": "3f1c0de5app5ecret", "app_secret_old": "0ld5ecret0ld5ecret"},
		VerifyToken: "meatyhamhock",
	}
}

// page is a connected Page over a client.
func page(doer channel.Doer) channel.Channel {
	a := connected()
	a.Base, a.HTTP = "https://graph.example", doer
	return messenger.New().New(a)
}

func suite(t testing.TB) conform.Case {
	text, to := &sapa.Message{Text: "hello"}, []string{contact}
	menu := &sapa.Message{Text: "Solved?", Content: &sapa.Content{Menu: &sapa.Menu{Buttons: []sapa.Option{{ID: "RESOLVED_YES", Title: "Yes"}}}}}
	return conform.Case{
		Spec: messenger.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: conform.MetaSignatures(t), Refusals: conform.Refusals(t, meanings()), Ref: "https://scontent.xx.fbcdn.net/a.jpg?oh=1",
		Sends: []conform.Send{
			{Name: "text", Outbound: channel.Outbound{ID: "send-0001", To: to, Message: text}},
			{Name: "late text", Outbound: channel.Outbound{ID: "send-0002", To: to, Message: text, Quoted: "m_1"}},
			{Name: "menu", Outbound: channel.Outbound{ID: "send-0003", To: to, Message: menu}},
			{Name: "image", Outbound: channel.Outbound{ID: "send-0004", To: to, Message: &sapa.Message{}, Files: []channel.File{conform.TextFile(sapa.Image, "image/jpeg", "a.jpg")}}},
			{Name: "seen", Outbound: channel.Outbound{ID: "send-0005", To: to, Seen: "m_1"}, Harmless: true},
			{Name: "typing", Outbound: channel.Outbound{ID: "send-0006", To: to, Seen: "m_1", Typing: true}, Harmless: true},
		},
		Taken:     func(*http.Request) conform.Answer { return conform.API(t, "api-send-text").Answer() },
		Complaint: conform.GraphComplaint,
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// The connect form takes what the provider's pages show, and nothing else.
func TestFields(t *testing.T) {
	t.Parallel()
	good := map[string]any{"page_id": pageID, "access_token": "EAAJB", "app_secret": "3f1c"}
	conform.Fields(t, messenger.New(), good, map[string]conform.Filled{
		"whole": {}, "rotating": {Changes: map[string]any{"app_secret_old": "x"}}, "permitted": {Changes: map[string]any{"human_agent_tag": true}},
		"empty": {Changes: map[string]any{"page_id": "", "access_token": "", "app_secret": ""}, Wrong: 3}, "a name": {Changes: map[string]any{"page_id": "tokomelati"}, Wrong: 1},
		"a path": {Changes: map[string]any{"page_id": "12345/x"}, Wrong: 1}, "no switch": {Changes: map[string]any{"human_agent_tag": "yes"}, Wrong: 1},
	})
}

// What another program answers, comments, and what is for other Pages concern nobody here.
func TestWhatConcernsUs(t *testing.T) {
	t.Parallel()
	one := page(nil)
	for _, name := range []string{"standby-message", "feed-comment"} {
		var body json.RawMessage
		conform.Sample(t, &body, "elsewhere", name+".json")
		elements, err := one.Parse(channel.Delivery{Body: body})
		if err != nil || len(elements) != 0 || one.(channel.Verifier).Concerns(body) {
			t.Errorf("%s: %+v, %v", name, elements, err)
		}
	}
	for body, want := range map[string]bool{
		"": true, "{": true, "{}": true, `{"object":"page"}`: true, `{"object":"instagram","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"id":"1"}]}`: false, `{"object":"page","entry":[{"id":"` + pageID + `"}]}`: true,
		`{"object":"page","entry":[{"messaging":[{}]}]}`: true, `{"object":"page","entry":[{"id":"1","messaging":[{}]}]}`: false,
	} {
		if got := one.(channel.Verifier).Concerns([]byte(body)); got != want {
			t.Errorf("%s concerns the Page: %v", body, got)
		}
	}
}

// A message with an id and a sender is never dropped, whatever else is in it.
func TestNoMessageIsDropped(t *testing.T) {
	t.Parallel()
	one := page(nil)
	for _, name := range []string{"message-two-images", "message-ads-referral", "message-quick-reply", "message-reel", "ours-message-fallback"} {
		var whole struct {
			Entry []struct {
				Messaging []struct{ Message map[string]json.RawMessage }
			}
		}
		conform.Sample(t, &whole, "deliveries", name+".json")
		rest := maps.Clone(whole.Entry[0].Messaging[0].Message)
		delete(rest, "mid")
		body, err := json.Marshal(rest)
		if err != nil {
			t.Fatal(err)
		}
		for odd := range conform.Variants(t, body) {
			var message map[string]any
			if json.Unmarshal(odd, &message) != nil || message == nil {
				continue
			}
			message["mid"] = "m_1"
			delivery, err := json.Marshal(map[string]any{"object": "page", "entry": []any{map[string]any{"id": pageID, "messaging": []any{
				map[string]any{"sender": map[string]any{"id": contact}, "recipient": map[string]any{"id": pageID}, "message": message},
			}}}})
			if err != nil {
				continue // a number beyond all numbers cannot be written again
			}
			elements, err := one.Parse(channel.Delivery{Body: delivery})
			if err != nil || len(elements) != 1 || elements[0].Kind != sapa.InboundMessage || elements[0].From.External != contact {
				t.Fatalf("%s: %+v, %v", odd, elements, err)
			}
		}
	}
}

// meanings are what must come of the samples of errors.
func meanings() map[string]string {
	return map[string]string{
		"10-outside-window":    "permanent window_closed",
		"100-no-matching-user": "permanent not_reachable",
		"100-tag-retired":      "permanent bad_request",
		"1200-temporary":       "temporary provider_unavailable",
		"190-expired":          "refused token_invalid",
		"190-invalid-token":    "refused token_invalid",
		"2-retry-later":        "temporary provider_unavailable",
		"200-no-permission":    "refused permission_missing",
		"4-app-limit":          "busy rate_limited",
		"551-unavailable":      "permanent not_reachable",
		"613-rate-limit":       "busy rate_limited",
	}
}
