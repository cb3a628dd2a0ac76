package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/telegram"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

var nowhere = conform.Answer{Status: 200, Body: `{"ok":true,"result":{"url":"","pending_update_count":0}}`}

func updates(ids ...int64) conform.Answer {
	var all []string
	for _, id := range ids {
		all = append(all, fmt.Sprintf(`{"update_id":%d}`, id))
	}
	return conform.Answer{Status: 200, Body: `{"ok":true,"result":[` + strings.Join(all, ",") + `]}`}
}

// kept is what listening hands over, until an error is due.
type kept struct {
	places []string
	bodies []string
	fail   error
	after  int
}

func (k *kept) keep(_ context.Context, place string, bodies ...[]byte) error {
	if k.after == 0 {
		return k.fail
	}
	k.after--
	k.places = append(k.places, place)
	for _, b := range bodies {
		k.bodies = append(k.bodies, string(b))
	}
	return nil
}

// What comes next is asked for only after what came was kept, and follows what came last, whatever its number.
func TestListen(t *testing.T) {
	t.Parallel()
	full := errors.New("the disk is full")
	p := &provider{t: t, answers: []conform.Answer{nowhere, updates(), updates(900, 901), updates(17), updates(18)}}
	k := &kept{fail: full, after: 3}
	if err := account(p).(channel.Listener).Listen(t.Context(), "", k.keep); !errors.Is(err, full) {
		t.Errorf("an error of keeping is %v", err)
	}
	const at = "123456789 https://api.example "
	if want := []string{"", at + "902", at + "18"}; !slices.Equal(k.places, want) || !slices.Equal(k.bodies, []string{`{"update_id":900}`, `{"update_id":901}`, `{"update_id":17}`}) {
		t.Errorf("kept %q at %q", k.bodies, k.places)
	}
	var asked []string
	for _, r := range p.asked[1:] {
		o := tree(t, r.body).(map[string]any)
		asked = append(asked, fmt.Sprint(o["offset"], " ", o["timeout"], " ", o["limit"]))
	}
	if want := []string{"<nil> 0 100", "<nil> 20 100", "902 20 100", "18 20 100"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}

// The place is the bot's own and the server's: of another one nothing is asked for beyond what it has.
func TestPlaceOfAnother(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]bool{
		"123456789 https://api.example 902": true, "987654321 https://api.example 902": false, "123456789 https://other.example 902": false, "": false,
		"902": false, "123456789 https://api.example ": false, "123456789 https://api.example x": false, "123456789 https://api.example 9 02": false,
	} {
		p := &provider{t: t, answers: []conform.Answer{nowhere, updates()}}
		_ = account(p).(channel.Listener).Listen(t.Context(), place, (&kept{fail: errors.New("enough")}).keep)
		if got := strings.Contains(p.asked[1].body, `"offset":902`); got != want {
			t.Errorf("%q: %s", place, p.asked[1].body)
		}
	}
}

func TestListenFails(t *testing.T) {
	t.Parallel()
	set := func(address string) conform.Answer {
		return conform.Answer{Status: 200, Body: `{"ok":true,"result":{"url":"` + address + `"}}`}
	}
	for name, c := range map[string]struct {
		answers []conform.Answer
		code    string
	}{
		"another poller":         {[]conform.Answer{nowhere, api(t, "error-409-other-poller").answer()}, "listened_elsewhere"},
		"a webhook came between": {[]conform.Answer{nowhere, api(t, "error-409-webhook-active").answer()}, "webhook_elsewhere"},
		"another's webhook":      {[]conform.Answer{set("https://other.example/hook")}, "webhook_elsewhere"},
		"a dead token":           {[]conform.Answer{api(t, "error-401-unauthorized").answer()}, "token_invalid"},
		"no token":               {[]conform.Answer{api(t, "error-404-bad-token-or-method").answer()}, "token_invalid"},
		"garbage":                {[]conform.Answer{nowhere, {Status: 200, Body: `{"ok":true,"result":7}`}}, "bad_answer"},
		"numberless":             {[]conform.Answer{nowhere, {Status: 200, Body: `{"ok":true,"result":[{},7]}`}}, "bad_answer"},
		"the same again":         {[]conform.Answer{nowhere, updates(5), updates(5)}, "bad_answer"},
		"ours still, and locked": {[]conform.Answer{set(hook), {Status: 503}}, "provider_unavailable"},
		"ill":                    {[]conform.Answer{nowhere, {Status: 502}}, "provider_unavailable"},
	} {
		p := &provider{t: t, answers: c.answers}
		err := account(p).(channel.Listener).Listen(t.Context(), "", (&kept{after: 99}).keep)
		if f := failed(t, err); f.Code != c.code || len(p.answers) > 0 {
			t.Errorf("%s: %v, %d answers left", name, f, len(p.answers))
		}
	}
	// Our own webhook, whatever the address was then, is given up without a word.
	p := &provider{t: t, answers: []conform.Answer{set("https://former.example/hooks/wk_key"), api(t, "deleteWebhook").answer(), updates(1)}}
	_ = account(p).(channel.Listener).Listen(t.Context(), "", (&kept{fail: errors.New("enough")}).keep)
	if len(p.asked) != 3 || !strings.HasSuffix(p.asked[1].address, "/deleteWebhook") || !strings.Contains(p.asked[1].body, `"drop_pending_updates":false`) {
		t.Errorf("asked %+v", p.asked)
	}
	if hooked(nil).(channel.Listener).Listens() {
		t.Error("a bot with a webhook is listened for")
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	me := api(t, "getMe").answer()
	info := func(address string, more string) conform.Answer {
		return conform.Answer{Status: 200, Body: `{"ok":true,"result":{"url":"` + address + `"` + more + `}}`}
	}
	const failing = `,"pending_update_count":3,"last_error_date":1749416300,"last_error_message":"Wrong response from the webhook: 500"`
	dead := api(t, "error-401-unauthorized").answer()
	for name, c := range map[string]struct {
		make    func(channel.Doer) channel.Channel
		answers []conform.Answer
		state   sapa.HealthState
		code    string
		wrong   int
	}{
		"fetched":             {account, []conform.Answer{me, nowhere}, sapa.Well, "", 0},
		"ours still":          {account, []conform.Answer{me, info(hook, "")}, sapa.Well, "", 0},
		"another's":           {account, []conform.Answer{me, info("https://x.example/", "")}, sapa.Limited, "webhook_elsewhere", 1},
		"brought":             {hooked, []conform.Answer{me, info(hook, "")}, sapa.Well, "", 0},
		"brought in the end":  {hooked, []conform.Answer{me, info(hook, strings.Replace(failing, ":3", ":0", 1))}, sapa.Well, "", 0},
		"not brought":         {hooked, []conform.Answer{me, nowhere}, sapa.Limited, "not_subscribed", 1},
		"brought to another":  {hooked, []conform.Answer{me, info("https://x.example/", "")}, sapa.Limited, "webhook_elsewhere", 1},
		"brought in vain":     {hooked, []conform.Answer{me, info(hook, failing)}, sapa.Limited, "hook_failing", 1},
		"a dead token":        {account, []conform.Answer{dead, dead}, sapa.Ill, "token_invalid", 2},
		"the provider is ill": {account, []conform.Answer{{Status: 502}, {Status: 502}}, sapa.Limited, "provider_unavailable", 2},
		"too much":            {account, []conform.Answer{api(t, "error-429-retry-after").answer(), nowhere}, sapa.Limited, "pair_rate_limited", 1},
	} {
		p := &provider{t: t, answers: c.answers}
		health, findings := c.make(p).(channel.Checker).Check(t.Context())
		wrong := 0
		for _, f := range findings {
			if f.OK != (f.Code == "") {
				t.Errorf("%s: %+v", name, f)
			}
			if !f.OK {
				wrong++
			}
		}
		if health.State != c.state || health.Code != c.code || wrong != c.wrong || len(findings) != 2 {
			t.Errorf("%s: %+v, %+v", name, health, findings)
		}
		if c.answers[0].Status == 200 && (health.Facts["handle"] != "@acme_support_bot" || health.Facts["name"] != "Acme Support") {
			t.Errorf("%s: the facts are %v", name, health.Facts)
		}
	}
}

func TestSubscribe(t *testing.T) {
	t.Parallel()
	p := &provider{t: t, answers: []conform.Answer{api(t, "setWebhook").answer()}}
	if err := hooked(p).(channel.Checker).Subscribe(t.Context()); err != nil {
		t.Fatal(err)
	}
	o := tree(t, p.asked[0].body).(map[string]any)
	if o["url"] != hook || o["secret_token"] != secret || o["drop_pending_updates"] != false || len(o["allowed_updates"].([]any)) != 5 {
		t.Errorf("asked for %s", p.asked[0].body)
	}
	p = &provider{t: t, answers: []conform.Answer{api(t, "error-400-https-required").answer()}}
	if f := failed(t, hooked(p).(channel.Checker).Subscribe(t.Context())); f.Code != "hook_insecure" {
		t.Errorf("%v", f)
	}
	a := connected()
	a.Config["updates"], a.Hook = "webhook", ""
	if f := failed(t, telegram.New().New(a).(channel.Checker).Subscribe(t.Context())); f.Code != "address_unknown" {
		t.Errorf("%v", f)
	}
}
