package whatsapp_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// signed is the header of a body signed with a secret.
func signed(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// lookalikes are changes of a good signature that must be refused, and the former secret's, which is good.
func lookalikes(good conform.Signature) []conform.Signature {
	const name = "X-Hub-Signature-256"
	given := good.Header.Get(name)
	var all []conform.Signature
	for what, header := range map[string]http.Header{
		"truncated":           {name: {given[:len(given)-1]}},
		"only the algorithm":  {name: {"sha256="}},
		"empty":               {name: {""}},
		"upper-case name":     {name: {strings.Replace(given, "sha256", "SHA256", 1)}},
		"without a name":      {name: {strings.TrimPrefix(given, "sha256=")}},
		"with space":          {name: {given + " "}},
		"one more":            {name: {given + "0"}},
		"two headers":         {name: {given, given}},
		"list":                {name: {given + ", " + given}},
		"only the old header": {"X-Hub-Signature": {"sha1=76d67334f6d863174a86d17b226cee7c921369a0"}},
		"in the old header":   {"X-Hub-Signature": {given}},
		"an empty secret":     {name: {signed("", good.Body)}},
	} {
		all = append(all, conform.Signature{Name: what, Header: header, Body: good.Body})
	}
	former := http.Header{name: {signed("0ld5ecret0ld5ecret", good.Body)}}
	return append(all, conform.Signature{Name: "the former secret", Header: former, Body: good.Body, Valid: true})
}

// An account without a secret takes no delivery at all.
func TestNothingIsVerifiedWithoutASecret(t *testing.T) {
	t.Parallel()
	a := connected()
	a.Secrets = nil
	one := whatsapp.New().New(a).(channel.Verifier)
	for _, header := range []http.Header{{}, {"X-Hub-Signature-256": {signed("", []byte("{}"))}}} {
		if one.Verify(header, []byte("{}")) == nil {
			t.Errorf("%v is taken", header)
		}
	}
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	var samples map[string]struct {
		Request  string
		Response struct {
			Status int
			Body   string
		}
	}
	conform.Sample(t, &samples, "handshake.json")
	one := account(nil).(channel.Verifier)
	for name, s := range samples {
		u, err := url.Parse(strings.TrimPrefix(s.Request, "GET "))
		if err != nil {
			t.Fatal(err)
		}
		if answer, ok := one.Handshake(u.Query()); answer != s.Response.Body || ok != (s.Response.Status == 200) {
			t.Errorf("%s: %q, %v", name, answer, ok)
		}
	}
	a := connected()
	a.VerifyToken = ""
	if _, ok := whatsapp.New().New(a).(channel.Verifier).Handshake(url.Values{"hub.mode": {"subscribe"}, "hub.challenge": {"1"}}); ok {
		t.Error("an account without a token shakes hands with everybody")
	}
}

func TestConcerns(t *testing.T) {
	t.Parallel()
	one := account(nil).(channel.Verifier)
	delivery := func(entry, phone string) string {
		return `{"object":"whatsapp_business_account","entry":[{"id":"` + entry + `","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"` + phone + `"}}}]}]}`
	}
	for body, want := range map[string]bool{
		delivery(wabaID, phoneID): true, delivery("1", phoneID): true, delivery(wabaID, "1"): false, delivery("1", "1"): false,
		delivery(wabaID, ""): true, delivery("1", ""): false, delivery("", ""): true,
		"": true, "{": true, "{}": true, "[]": true, `{"object":"page","entry":[]}`: true, `{"object":"whatsapp_business_account"}`: true,
		`{"object":"whatsapp_business_account","entry":[]}`: true, `{"object":"whatsapp_business_account","entry":[{"id":"1"}]}`: false,
		`{"object":"whatsapp_business_account","entry":[{"id":"` + wabaID + `","changes":7}]}`: true,
		// A customer of somebody else's quotes a delivery for us.
		`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"text":{"body":"\"phone_number_id\":\"` + phoneID + `\""}}]}}]}]}`: false,
	} {
		if got := one.Concerns([]byte(body)); got != want {
			t.Errorf("%s concerns the account: %v", body, got)
		}
	}
}
