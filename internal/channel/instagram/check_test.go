package instagram_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/instagram"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// asking answers by what is asked for; "proven" and "unproven" tell requests with the app's proof from those without.
func asking(changes map[string]conform.Answer) channel.Doer {
	answers := map[string]conform.Answer{
		accountID:            {Status: 200, Body: `{"id":"` + accountID + `","username":"toko.melati","name":"Toko Melati"}`},
		"me/subscribed_apps": {Status: 200, Body: `{"data":[{"id":"5","name":"Sapa","subscribed_fields":["messages","message_reads"]}]}`},
	}
	return conform.DoerFunc(func(r *http.Request) (*http.Response, error) {
		proven := "unproven"
		if r.URL.Query().Has("appsecret_proof") {
			proven = "proven"
		}
		path := strings.TrimPrefix(r.URL.Path, "/v24.0/")
		for _, name := range []string{proven, path} {
			if a, ok := changes[name]; ok {
				return conform.Reply(a), nil
			}
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
	const path = "me/subscribed_apps"
	for name, c := range map[string]struct {
		changes map[string]conform.Answer
		state   sapa.HealthState
		wrong   lines
	}{
		"well":            {nil, sapa.Well, lines{}},
		"a dead token":    {map[string]conform.Answer{"proven": complaint("190")}, sapa.Ill, lines{"token": "token_invalid", "account": "token_invalid", "subscription": "token_invalid"}},
		"another account": {map[string]conform.Answer{accountID: complaint("100")}, sapa.Ill, lines{"account": "account_not_found"}},
		"a wrong secret":  {map[string]conform.Answer{"proven": complaint("100")}, sapa.Ill, lines{"app_secret": "app_secret_wrong", "subscription": "app_secret_wrong"}},
		"not subscribed":  {map[string]conform.Answer{path: {Status: 200, Body: `{"data":[]}`}}, sapa.Limited, lines{"subscription": "not_subscribed"}},
		"no permission":   {map[string]conform.Answer{path: complaint("200")}, sapa.Limited, lines{"subscription": "permission_missing"}},
	} {
		health, findings := account(asking(c.changes)).(channel.Checker).Check(context.Background())
		wrong := lines{}
		for _, f := range findings {
			if !f.OK {
				wrong[f.What] = f.Code
			}
		}
		if health.State != c.state || !reflect.DeepEqual(wrong, c.wrong) || len(findings) != 4 {
			t.Errorf("%s: %+v, %v", name, health, findings)
		}
		if c.state == sapa.Well && health.Facts["name"] != "@toko.melati" {
			t.Errorf("%s: the facts are %v", name, health.Facts)
		}
	}
}

// A Page is asked for what a Page can bring, an account of Instagram's own login for what that can.
func TestSubscribe(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{"EAAJB": "message_echoes", "IGAA": "messaging_seen"} {
		p := &conform.Provider{T: t, Answers: []conform.Answer{{Status: 200, Body: `{"success":true}`}}}
		a := connected()
		a.HTTP, a.Secrets["access_token"] = p, token
		if err := instagram.New().New(a).(channel.Checker).Subscribe(context.Background()); err != nil {
			t.Fatal(err)
		}
		got := p.Asked[0]
		if got.Method != http.MethodPost || got.URL.Path != "/v24.0/me/subscribed_apps" || !strings.Contains(got.URL.Query().Get("subscribed_fields"), want) {
			t.Errorf("%s: %s %s", token, got.Method, got.URL.String())
		}
	}
}

// Whoever signs in chooses among the accounts that are linked to their Pages.
func TestLogin(t *testing.T) {
	t.Parallel()
	app := channel.App{ID: "4242", Secret: "the-app-secret", Base: "https://graph.example", Dialog: "https://www.example"}
	p := &conform.Provider{T: t, Answers: []conform.Answer{
		{Status: 200, Body: `{"access_token":"short"}`}, {Status: 200, Body: `{"access_token":"long"}`},
		{Status: 200, Body: `{"data":[{"id":"11111","name":"Toko A","access_token":"A","instagram_business_account":{"id":"17841","username":"toko.a"}},
			{"id":"22222","name":"Toko B","access_token":"B"},{"id":"33333","name":"Toko C","access_token":"C","instagram_business_account":{"id":"17843"}}]}`},
	}}
	app.HTTP = p
	login := instagram.New().Login
	if address := login.Address(app, "https://sapa.example/back", "the-state"); !strings.Contains(address, "instagram_manage_messages") {
		t.Errorf("the address is %s", address)
	}
	offers, err := login.Accounts(context.Background(), app, "https://sapa.example/back", "the-code")
	if err != nil {
		t.Fatal(err)
	}
	want := []channel.Offer{
		{Account: "17841", Name: "@toko.a", Secrets: map[string]string{"access_token": "A"}}, {Account: "17843", Name: "Toko C", Secrets: map[string]string{"access_token": "C"}},
	}
	if !reflect.DeepEqual(offers, want) {
		t.Errorf("offered is %+v", offers)
	}
	if fields := p.Asked[2].URL.Query().Get("fields"); !strings.Contains(fields, "instagram_business_account{id,username,name}") {
		t.Errorf("asked for is %s", fields)
	}
}
