package messenger_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/messenger"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// asking answers by what is asked for; "proven" and "unproven" tell requests with the app's proof from those without.
func asking(changes map[string]conform.Answer) channel.Doer {
	return conform.DoerFunc(func(r *http.Request) (*http.Response, error) {
		path := strings.TrimPrefix(r.URL.Path, "/v24.0/")
		answers := map[string]conform.Answer{
			pageID:                      {Status: 200, Body: `{"id":"` + pageID + `","name":"Toko Melati"}`},
			pageID + "/subscribed_apps": {Status: 200, Body: `{"data":[{"id":"5","name":"Sapa","subscribed_fields":["messages","message_reads"]}]}`},
		}
		if a, ok := changes["unproven"]; ok && !r.URL.Query().Has(proof) {
			return conform.Reply(a), nil
		}
		if a, ok := changes["proven"]; ok && r.URL.Query().Has(proof) {
			return conform.Reply(a), nil
		}
		if a, ok := changes[path]; ok {
			return conform.Reply(a), nil
		}
		return conform.Reply(answers[path]), nil
	})
}

func complaint(code string) conform.Answer {
	return conform.Answer{Status: 400, Body: `{"error":{"message":"no","code":` + code + `}}`}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	type lines map[string]string
	for name, c := range map[string]struct {
		changes map[string]conform.Answer
		state   sapa.HealthState
		wrong   lines
	}{
		"well":             {nil, sapa.Well, lines{}},
		"a dead token":     {map[string]conform.Answer{"proven": complaint("190")}, sapa.Ill, lines{"token": "token_invalid", "page": "token_invalid", "subscription": "token_invalid"}},
		"another Page":     {map[string]conform.Answer{"proven": complaint("100"), "unproven": complaint("100")}, sapa.Ill, lines{"page": "page_not_found", "subscription": "page_not_found"}},
		"a wrong secret":   {map[string]conform.Answer{"proven": complaint("100")}, sapa.Ill, lines{"app_secret": "app_secret_wrong", "subscription": "app_secret_wrong"}},
		"not subscribed":   {map[string]conform.Answer{pageID + "/subscribed_apps": {Status: 200, Body: `{"data":[]}`}}, sapa.Limited, lines{"subscription": "not_subscribed"}},
		"only to comments": {map[string]conform.Answer{pageID + "/subscribed_apps": {Status: 200, Body: `{"data":[{"id":"5","subscribed_fields":["feed"]}]}`}}, sapa.Limited, lines{"subscription": "not_subscribed"}},
		"no permission":    {map[string]conform.Answer{pageID + "/subscribed_apps": complaint("200")}, sapa.Limited, lines{"subscription": "permission_missing"}},
		"away":             {map[string]conform.Answer{"proven": {Status: 503}}, sapa.Limited, lines{"token": "provider_unavailable", "page": "provider_unavailable", "subscription": "provider_unavailable"}},
	} {
		health, findings := page(asking(c.changes)).(channel.Checker).Check(context.Background())
		wrong := lines{}
		for _, f := range findings {
			if !f.OK {
				wrong[f.What] = f.Code
			}
		}
		if health.State != c.state || !reflect.DeepEqual(wrong, c.wrong) || len(findings) != 4 {
			t.Errorf("%s: %+v, %v", name, health, findings)
		}
		if c.state == sapa.Well && health.Facts["name"] != "Toko Melati" {
			t.Errorf("%s: the facts are %v", name, health.Facts)
		}
	}
}

func TestSubscribe(t *testing.T) {
	t.Parallel()
	sampled := conform.API(t, "api-subscribe-page")
	p := &conform.Provider{T: t, Answers: []conform.Answer{sampled.Answer()}}
	if err := page(p).(channel.Checker).Subscribe(context.Background()); err != nil {
		t.Fatal(err)
	}
	path, query, _ := strings.Cut(sampled.Request.Path, "?")
	if got := p.Asked[0]; got.Method != http.MethodPost || got.URL.Path != path || "subscribed_fields="+got.URL.Query().Get("subscribed_fields") != query {
		t.Errorf("%s %s", got.Method, got.URL.String())
	}
	for body, class := range map[string]channel.Class{`{"success":false}`: channel.Temporary, `<html>`: channel.Temporary} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: body}}}
		if f := conform.Failed(t, page(p).(channel.Checker).Subscribe(context.Background())); f.Class != class {
			t.Errorf("%s: %v", body, f)
		}
	}
}

// operator is an app at a provider.
func operator(doer channel.Doer) channel.App {
	return channel.App{ID: "4242", Secret: "the-app-secret", Base: "https://graph.example", Dialog: "https://www.example", HTTP: doer}
}

// Signing in: the member permits, the code is changed for a token, that for a long one, and the Pages are listed with it.
func TestLogin(t *testing.T) {
	t.Parallel()
	login := messenger.New().Login
	p := &conform.Provider{T: t}
	address := login.Address(operator(p), "https://sapa.example/back", "the-state")
	const want = "https://www.example/v24.0/dialog/oauth?client_id=4242&redirect_uri=https%3A%2F%2Fsapa.example%2Fback&response_type=code" +
		"&scope=pages_show_list%2Cpages_messaging%2Cpages_manage_metadata&state=the-state"
	if address != want || len(p.Asked) != 0 {
		t.Errorf("the address is %s", address)
	}
	p.Answers = []conform.Answer{
		{Status: 200, Body: `{"access_token":"short","token_type":"bearer"}`}, {Status: 200, Body: `{"access_token":"long"}`},
		{Status: 200, Body: `{"data":[{"id":"11111","name":"Toko A","access_token":"A"},{"id":"22222","name":"no token"},7],"paging":{"cursors":{"after":"x"},"next":"https://evil.example/"}}`},
		{Status: 200, Body: `{"data":[{"id":"33333","name":"Toko B","access_token":"B"}],"paging":{"cursors":{"after":"y"}}}`},
	}
	offers, err := login.Accounts(context.Background(), operator(p), "https://sapa.example/back", "the-code")
	wanted := []channel.Offer{
		{Account: "11111", Name: "Toko A", Secrets: map[string]string{"access_token": "A"}}, {Account: "33333", Name: "Toko B", Secrets: map[string]string{"access_token": "B"}},
	}
	if err != nil || !reflect.DeepEqual(offers, wanted) {
		t.Fatalf("%+v, %v", offers, err)
	}
	first, second := p.Asked[0].URL.Query(), p.Asked[1].URL.Query()
	if first.Get("code") != "the-code" || first.Get("redirect_uri") != "https://sapa.example/back" || first.Get("client_secret") != "the-app-secret" || p.Asked[0].Header.Get("Authorization") != "" {
		t.Errorf("asked for %v", p.Asked[0])
	}
	if second.Get("fb_exchange_token") != "short" || second.Get("grant_type") != "fb_exchange_token" {
		t.Errorf("then for %v", p.Asked[1])
	}
	for _, a := range p.Asked[2:] {
		if a.URL.Host != "graph.example" || a.Header.Get("Authorization") != "Bearer long" || !a.URL.Query().Has(proof) {
			t.Errorf("then for %v", a)
		}
	}
}

func TestLoginFails(t *testing.T) {
	t.Parallel()
	good := conform.Answer{Status: 200, Body: `{"access_token":"x"}`}
	for name, answers := range map[string][]conform.Answer{
		"a code that is used up": {complaint("100")}, "no token": {{Status: 200, Body: `{}`}}, "no long token": {good, {Status: 500}}, "no list": {good, good, complaint("190")},
	} {
		p := &conform.Provider{T: t, Answers: answers}
		offers, err := messenger.New().Login.Accounts(context.Background(), operator(p), "https://sapa.example/back", "the-code")
		if f := conform.Failed(t, err); offers != nil || strings.Contains(f.Error(), "the-app-secret") || strings.Contains(f.Error(), "the-code") {
			t.Errorf("%s: %v, %v", name, offers, f)
		}
	}
}
