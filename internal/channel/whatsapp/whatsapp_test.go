package whatsapp_test

import (
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

const (
	phoneID  = "106540352242922"
	wabaID   = "102290129340398"
	contact  = "16505551234"
	scopedID = "US.13491208655302741918"
)

// connected is an account as an administrator connected it. Its secrets are those of the signatures' samples.
func connected() channel.Account {
	return channel.Account{
		Channel:     sapa.Channel{ID: 7, Config: map[string]any{"phone_number_id": phoneID, "waba_id": wabaID}},
		Secrets:     map[string]string{"access_token": "EAAJB-token-of-the-account", "app_secret": "3f1c0de5app5ecret", "app_secret_old": "0ld5ecret0ld5ecret"},
		VerifyToken: "meatyhamhock",
	}
}

// account is a connected account over a client.
func account(doer channel.Doer) channel.Channel {
	a := connected()
	a.Base, a.HTTP = "https://graph.example", doer
	return whatsapp.New().New(a)
}

// exchange is a request and its answer, as the samples of the API write them.
type exchange struct {
	Request struct {
		Method, Path string
		Body         json.RawMessage
	}
	Response struct {
		Status int
		Body   json.RawMessage
	}
}

func (e exchange) answer() conform.Answer {
	return conform.Answer{Status: e.Response.Status, Body: string(e.Response.Body)}
}

// api reads a sample of the API.
func api(t testing.TB, name string) exchange {
	t.Helper()
	var e exchange
	conform.Sample(t, &e, "api", name+".json")
	return e
}

func suite(t testing.TB) conform.Case {
	text := &sapa.Message{Text: "hi"}
	to := []string{contact}
	return conform.Case{
		Spec: whatsapp.New(), Account: connected(), Deliveries: "testdata/deliveries", Golden: "testdata/parsed",
		Signatures: signatures(t), Refusals: refusals(t), Ref: "1003383421387256",
		Sends: []conform.Send{
			{Name: "text", Outbound: channel.Outbound{ID: "send-0001", To: to, Message: text}},
			{Name: "text to a scoped id", Outbound: channel.Outbound{ID: "send-0002", To: []string{scopedID}, Message: text}},
			{Name: "image", Outbound: channel.Outbound{ID: "send-0003", To: to, Message: &sapa.Message{}, Files: []channel.File{conform.TextFile(sapa.Image, "image/jpeg", "a.jpg")}}, Harmless: true},
			{Name: "place", Outbound: channel.Outbound{ID: "send-0004", To: to, Message: &sapa.Message{Place: &sapa.Place{}}}},
			{Name: "reaction", Outbound: channel.Outbound{ID: "send-0005", To: to, Reaction: &channel.Reaction{Message: "wamid.INBOUND", Emoji: "🦆"}}, Harmless: true},
			{Name: "seen", Outbound: channel.Outbound{ID: "send-0006", To: to, Seen: "wamid.INBOUND", Typing: true}, Harmless: true},
		},
		Taken: func(r *http.Request) conform.Answer {
			if strings.HasSuffix(r.URL.Path, "/media") {
				return api(t, "api-media-upload").answer()
			}
			return api(t, "api-send-text").answer()
		},
		Complaint: conform.GraphComplaint,
	}
}

func TestConformance(t *testing.T) { conform.Run(t, suite(t)) }

func FuzzParse(f *testing.F) { conform.Fuzz(f, suite(f)) }

// The connect form takes what the provider's pages show, and nothing else.
func TestFields(t *testing.T) {
	t.Parallel()
	good := map[string]any{"phone_number_id": phoneID, "waba_id": wabaID, "access_token": "EAAJB", "app_secret": "3f1c"}
	conform.Fields(t, whatsapp.New(), good, map[string]conform.Filled{
		"whole": {}, "rotating": {Changes: map[string]any{"app_secret_old": "x"}}, "empty": {Changes: map[string]any{"phone_number_id": "", "waba_id": "", "access_token": "", "app_secret": ""}, Wrong: 4},
		"a number": {Changes: map[string]any{"phone_number_id": "+62 812"}, Wrong: 1}, "short": {Changes: map[string]any{"waba_id": "1234"}, Wrong: 1}, "a path": {Changes: map[string]any{"waba_id": "12345/x"}, Wrong: 1},
		"long": {Changes: map[string]any{"waba_id": strings.Repeat("1", 21)}, Wrong: 1},
	})
}

// signatures are the samples, with the old secret's and some that only look like signatures beside them.
func signatures(t testing.TB) []conform.Signature {
	all := conform.MetaSignatures(t)
	return append(all, lookalikes(all[0])...)
}

// refusals are the samples of errors with what must come of them.
func refusals(t testing.TB) []conform.Refusal {
	t.Helper()
	type meaning struct {
		class channel.Class
		code  string
	}
	meanings := map[string]meaning{
		"0-auth-exception": {channel.Refused, "token_invalid"}, "190-token-expired": {channel.Refused, "token_expired"},
		"10-permission-denied": {channel.Refused, "permission_missing"}, "368-policy-block": {channel.Refused, "policy_blocked"},
		"131048-spam-rate": {channel.Refused, "spam_limited"}, "4-app-rate-limit": {channel.Busy, "rate_limited"},
		"80007-waba-rate-limit": {channel.Busy, "rate_limited"}, "130429-throughput": {channel.Busy, "rate_limited"},
		"131056-pair-rate": {channel.PairBusy, "pair_rate_limited"}, "131000-something-wrong": {channel.Temporary, "provider_unavailable"},
		"131016-service-unavailable": {channel.Temporary, "provider_unavailable"}, "100-invalid-parameter": {channel.Permanent, "bad_request"},
		"131008-missing-parameter": {channel.Permanent, "bad_request"}, "131009-bad-value": {channel.Permanent, "bad_request"},
		"132000-template-params": {channel.Permanent, "template_values"}, "132001-template-missing": {channel.Permanent, "template_missing"},
		"131026-undeliverable": {channel.Permanent, "not_reachable"}, "131030-not-allowed-recipient": {channel.Permanent, "recipient_not_allowed"},
		"131047-reengagement": {channel.Permanent, "window_closed"},
	}
	files, err := filepath.Glob("testdata/api/error-*.json")
	if err != nil || len(files) != len(meanings) {
		t.Fatalf("%d errors, %d meanings: %v", len(files), len(meanings), err)
	}
	var all []conform.Refusal
	for name, m := range meanings {
		all = append(all, conform.Refusal{Name: name, Answer: api(t, "error-"+name).answer(), Class: m.class, Code: m.code})
	}
	return all
}
