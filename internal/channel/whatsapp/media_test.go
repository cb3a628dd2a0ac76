package whatsapp_test

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// located is the answer that tells where a file lies.
func located(address string) conform.Answer {
	raw, _ := json.Marshal(map[string]string{"url": address, "mime_type": "image/jpeg", "file_size": "303833"})
	return conform.Answer{Status: 200, Body: string(raw)}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	first, second := api(t, "api-media-get-step1-url"), api(t, "api-media-get-step2-bytes")
	p := &provider{t: t, answers: []conform.Answer{first.answer(), {Status: 200, Body: "the bytes"}}}
	got, err := account(p).(channel.Fetcher).Fetch(context.Background(), "1003383421387256")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err != nil || string(body) != "the bytes" || got.Type != "image/jpeg" || got.Size != int64(len(body)) {
		t.Errorf("%q of %s, %d bytes, %v", body, got.Type, got.Size, err)
	}
	if p.asked[0].address != "https://graph.example"+first.Request.Path || p.asked[1].address != second.Request.Path {
		t.Errorf("asked for %s, then %s", p.asked[0].address, p.asked[1].address)
	}
	for _, r := range p.asked {
		if r.method != "GET" || r.header.Get("Authorization") != "Bearer EAAJB-token-of-the-account" {
			t.Errorf("%s with %v", r.method, r.header)
		}
	}
}

// The token goes to Meta's own hosts over https and to the API's, and nowhere else.
func TestTheTokenGoesNowhereElse(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"https://lookaside.fbsbx.com/a", "https://LOOKASIDE.FBSBX.COM/a", "https://mmg.whatsapp.net/a", "https://scontent.xx.fbcdn.net:443/a", "https://graph.facebook.com/a",
		"https://graph.example/a",
	} {
		p := &provider{t: t, answers: []conform.Answer{located(address), {Status: 200}}}
		if _, err := account(p).(channel.Fetcher).Fetch(context.Background(), "1"); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{
		"", "x", "//lookaside.fbsbx.com/a", "http://lookaside.fbsbx.com/a", "https://fbsbx.com.example/a", "https://evilfbsbx.com/a", "https://lookaside.fbsbx.com:8443/a",
		"https://lookaside.fbsbx.com@evil.example/a", "https://eko:x@lookaside.fbsbx.com/a", "https://evil.example/?lookaside.fbsbx.com", "https://evil.example#.fbsbx.com",
		"http://graph.example/a", "https://graph.example:444/a", "https://127.0.0.1/a", "file:///etc/passwd", "https:lookaside.fbsbx.com", "https://evil.example\\.fbsbx.com/a",
	} {
		p := &provider{t: t, answers: []conform.Answer{located(address)}}
		_, err := account(p).(channel.Fetcher).Fetch(context.Background(), "1")
		if f := conform.Failed(t, err); f.Class != channel.Permanent || f.Code != "media_refused_host" || len(p.asked) != 1 {
			t.Errorf("%s: %v after %d requests", address, f, len(p.asked))
		}
	}
}

// The host of a base with a port is that with the port.
func TestFetchFromTheBase(t *testing.T) {
	t.Parallel()
	p := &provider{t: t, answers: []conform.Answer{located("http://127.0.0.1:9090/file"), {Status: 200, Body: "x"}}}
	a := connected()
	a.Base, a.HTTP = "http://127.0.0.1:9090", p
	if _, err := whatsapp.New().New(a).(channel.Fetcher).Fetch(context.Background(), "1"); err != nil {
		t.Error(err)
	}
}

func TestFetchFailures(t *testing.T) {
	t.Parallel()
	at := located("https://lookaside.fbsbx.com/a")
	gone := conform.Answer{Status: 404}
	for name, c := range map[string]struct {
		answers []conform.Answer
		class   channel.Class
		code    string
	}{
		"the address is over, once":  {[]conform.Answer{at, gone, at, {Status: 200}}, "", ""},
		"the address is over, twice": {[]conform.Answer{at, gone, at, gone}, channel.Permanent, "media_gone"},
		"the file is over":           {[]conform.Answer{api(t, "error-100-invalid-parameter").answer()}, channel.Permanent, "media_gone"},
		"the token is dead":          {[]conform.Answer{api(t, "error-190-token-expired").answer()}, channel.Refused, "token_expired"},
		"the token is dead there":    {[]conform.Answer{at, api(t, "error-190-token-expired").answer()}, channel.Refused, "token_expired"},
		"the host is ill":            {[]conform.Answer{at, {Status: 503}}, channel.Temporary, "provider_unavailable"},
		"the host is busy":           {[]conform.Answer{at, {Status: 429}}, channel.Busy, "rate_limited"},
		"half the file":              {[]conform.Answer{at, {Status: 206}}, channel.Temporary, "provider_unavailable"},
		"no address":                 {[]conform.Answer{{Status: 200, Body: "{}"}}, channel.Permanent, "media_refused_host"},
		"garbage":                    {[]conform.Answer{{Status: 200, Body: "<html>"}}, channel.Temporary, "bad_answer"},
	} {
		p := &provider{t: t, answers: c.answers}
		_, err := account(p).(channel.Fetcher).Fetch(context.Background(), "1")
		if c.class == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if f := conform.Failed(t, err); f.Class != c.class || f.Code != c.code || len(p.answers) != 0 {
			t.Errorf("%s: %v, %d answers left", name, f, len(p.answers))
		}
	}
	for _, ref := range []string{"", "../me", "1/2", "1?a=b", "1#", "%2e", strings.Repeat("1", 129), "a b", "é"} {
		if _, err := account(&provider{t: t}).(channel.Fetcher).Fetch(context.Background(), ref); conform.Failed(t, err).Class != channel.Permanent {
			t.Errorf("%q: %v", ref, err)
		}
	}
}
