package whatsapp_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

func TestTemplates(t *testing.T) {
	t.Parallel()
	first := api(t, "api-templates-list")
	last := conform.Answer{Status: 200, Body: `{"data":[
		{"name":"promo","language":"id","status":"PAUSED","category":"MARKETING","components":[
			{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Halo {{nama}}"},
			{"type":"BUTTONS","buttons":[{"type":"URL","text":"Lihat","url":"https://toko.example/{{1}}"},{"type":"PHONE_NUMBER","text":"Telepon","phone_number":"+62"},{"type":"COPY_CODE","text":"Salin"}]}]},
		{"name":"katalog","language":"id","status":"APPROVED","category":"MARKETING","components":[{"type":"BODY","text":"x"},{"type":"CAROUSEL"}]},
		{"name":"peta","language":"id","status":"PENDING","category":"UTILITY","components":[{"type":"HEADER","format":"LOCATION"}]},
		{"name":"formulir","language":"id","status":"REJECTED","components":[{"type":"BUTTONS","buttons":[{"type":"FLOW","text":"Isi"}]}]},
		{"name":"lama","language":"id","status":"ARCHIVED"}, {"name":"","language":"id"}, 7
	],"paging":{"cursors":{"after":"TWZZD"}}}`}
	p := &provider{t: t, answers: []conform.Answer{first.answer(), last}}
	got, err := account(p).(channel.Templater).Templates(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []sapa.Template{
		{Channel: 7, Name: "order_confirmation", Language: "en_US", Category: "utility", State: sapa.TemplateApproved, TemplateParts: sapa.TemplateParts{
			Header: "Order", Body: "Thank you, {{1}}! Your order number is {{2}}.", Footer: "Acme", Buttons: []sapa.TemplateButton{{Kind: "reply", Text: "Help"}},
		}},
		{Channel: 7, Name: "promo", Language: "id", Category: "marketing", State: sapa.TemplatePaused, TemplateParts: sapa.TemplateParts{
			Media: sapa.Image, Body: "Halo {{nama}}", Buttons: []sapa.TemplateButton{
				{Kind: "url", Text: "Lihat", URL: "https://toko.example/{{1}}"}, {Kind: "phone", Text: "Telepon", Phone: "+62"}, {Kind: "code", Text: "Salin"},
			},
		}},
		{Channel: 7, Name: "katalog", Language: "id", Category: "marketing", State: sapa.TemplateApproved, TemplateParts: sapa.TemplateParts{Body: "x", Unsendable: "carousel"}},
		{Channel: 7, Name: "peta", Language: "id", Category: "utility", State: sapa.TemplateInReview, TemplateParts: sapa.TemplateParts{Unsendable: "location"}},
		{Channel: 7, Name: "formulir", Language: "id", State: sapa.TemplateRejected, TemplateParts: sapa.TemplateParts{
			Unsendable: "flow", Buttons: []sapa.TemplateButton{{Kind: "flow", Text: "Isi"}},
		}},
		{Channel: 7, Name: "lama", Language: "id", State: sapa.TemplateDisabled},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the templates are\n%+v\nwant\n%+v", got, want)
	}
	const base = "https://graph.example/v24.0/" + wabaID + "/message_templates?"
	if p.asked[0].address != base+"fields=id%2Cname%2Clanguage%2Cstatus%2Ccategory%2Ccomponents&limit=100" || !strings.HasPrefix(p.asked[1].address, base+"after=MjQZD&") {
		t.Errorf("asked for %s, then %s", p.asked[0].address, p.asked[1].address)
	}
}

// A list whose pages never end ends.
func TestTemplatesEnd(t *testing.T) {
	t.Parallel()
	same := api(t, "api-templates-list").answer()
	p := &provider{t: t, answers: []conform.Answer{same, same, same}}
	if got, err := account(p).(channel.Templater).Templates(context.Background()); err != nil || len(got) != 2 {
		t.Errorf("%d templates, %v", len(got), err)
	}
	p = &provider{t: t, answers: []conform.Answer{same, {Status: 500}}}
	if got, err := account(p).(channel.Templater).Templates(context.Background()); conform.Failed(t, err).Class != channel.Temporary || got != nil {
		t.Errorf("half the list: %v, %v", got, err)
	}
}

// asking is a provider that answers by what is asked for.
func asking(t *testing.T, changes map[string]conform.Answer) channel.Doer {
	return conform.DoerFunc(func(r *http.Request) (*http.Response, error) {
		answers := map[string]conform.Answer{
			phoneID:                       api(t, "api-phone-number-get").answer(),
			wabaID + "/phone_numbers":     {Status: 200, Body: `{"data":[{"id":"1"},{"id":"` + phoneID + `"}]}`},
			wabaID + "/subscribed_apps":   {Status: 200, Body: `{"data":[{"whatsapp_business_api_data":{"id":"5","name":"Sapa"}}]}`},
			wabaID + "/message_templates": api(t, "api-templates-list").answer(),
		}
		path := strings.TrimPrefix(r.URL.Path, "/v24.0/")
		if answer, ok := changes["*"]; ok {
			return conform.Reply(answer), nil
		}
		if answer, ok := changes[path]; ok {
			return conform.Reply(answer), nil
		}
		if r.URL.Query().Get("fields") == "messaging_limit_tier" {
			if answer, ok := changes["limit"]; ok {
				return conform.Reply(answer), nil
			}
			return conform.Reply(api(t, "error-100-invalid-parameter").answer()), nil
		}
		return conform.Reply(answers[path]), nil
	})
}

func TestCheck(t *testing.T) {
	t.Parallel()
	absent, dead, denied := api(t, "error-100-invalid-parameter").answer(), api(t, "error-190-token-expired").answer(), api(t, "error-10-permission-denied").answer()
	for name, c := range map[string]struct {
		changes map[string]conform.Answer
		wrong   string
		state   sapa.HealthState
		code    string
	}{
		"all is well":         {nil, "", sapa.Well, ""},
		"dead token":          {map[string]conform.Answer{"*": dead}, "token token_expired|number token_expired|waba token_expired|subscription token_expired|templates token_expired", sapa.Ill, "token_expired"},
		"no such number":      {map[string]conform.Answer{phoneID: absent}, "number number_not_found", sapa.Ill, "number_not_found"},
		"no such account":     {map[string]conform.Answer{wabaID + "/phone_numbers": absent, wabaID + "/subscribed_apps": absent, wabaID + "/message_templates": absent}, "waba waba_not_found|subscription waba_not_found|templates waba_not_found", sapa.Limited, "waba_not_found"},
		"another's number":    {map[string]conform.Answer{wabaID + "/phone_numbers": {Status: 200, Body: `{"data":[{"id":"1"}]}`}}, "waba number_not_in_waba", sapa.Limited, "number_not_in_waba"},
		"not subscribed":      {map[string]conform.Answer{wabaID + "/subscribed_apps": {Status: 200, Body: `{"data":[]}`}}, "subscription not_subscribed", sapa.Limited, "not_subscribed"},
		"no templates":        {map[string]conform.Answer{wabaID + "/message_templates": denied}, "templates permission_missing", sapa.Limited, "permission_missing"},
		"not permitted":       {map[string]conform.Answer{phoneID: denied}, "number permission_missing", sapa.Ill, "permission_missing"},
		"bad quality":         {map[string]conform.Answer{phoneID: {Status: 200, Body: `{"quality_rating":"RED"}`}}, "", sapa.Limited, "quality_low"},
		"the provider is ill": {map[string]conform.Answer{"*": {Status: 502}}, "token provider_unavailable|number provider_unavailable|waba provider_unavailable|subscription provider_unavailable|templates provider_unavailable", sapa.Limited, "provider_unavailable"},
	} {
		health, findings := account(asking(t, c.changes)).(channel.Checker).Check(context.Background())
		var wrong []string
		for _, f := range findings {
			if f.OK != (f.Code == "") {
				t.Errorf("%s: %+v", name, f)
			}
			if !f.OK {
				wrong = append(wrong, f.What+" "+f.Code)
			}
		}
		if got := strings.Join(wrong, "|"); got != c.wrong || health.State != c.state || health.Code != c.code || len(findings) != 5 {
			t.Errorf("%s: %s; %s %s", name, got, health.State, health.Code)
		}
	}
}

func TestCheckTellsFacts(t *testing.T) {
	t.Parallel()
	limit := conform.Answer{Status: 200, Body: `{"messaging_limit_tier":"TIER_1K","id":"1"}`}
	for _, changes := range []map[string]conform.Answer{nil, {"limit": limit}} {
		health, _ := account(asking(t, changes)).(channel.Checker).Check(context.Background())
		want := map[string]string{"number": "+1 555-078-3881", "name": "Acme", "quality": "GREEN"}
		if changes != nil {
			want["limit"] = "TIER_1K"
		}
		if !reflect.DeepEqual(health.Facts, want) {
			t.Errorf("the facts are %v, want %v", health.Facts, want)
		}
	}
}

func TestSubscribe(t *testing.T) {
	t.Parallel()
	sample := api(t, "api-subscribe-waba")
	p := &provider{t: t, answers: []conform.Answer{sample.answer()}}
	if err := account(p).(channel.Checker).Subscribe(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := p.last(); got.method != sample.Request.Method || got.address != "https://graph.example"+sample.Request.Path || len(got.body) != 0 {
		t.Errorf("%s %s %q", got.method, got.address, got.body)
	}
	for class, answer := range map[channel.Class]conform.Answer{
		channel.Refused: api(t, "error-10-permission-denied").answer(), channel.Temporary: {Status: 200, Body: `{"success":false}`},
	} {
		err := account(&provider{t: t, answers: []conform.Answer{answer}}).(channel.Checker).Subscribe(context.Background())
		if f := conform.Failed(t, err); f.Class != class {
			t.Errorf("%v, want %s", f, class)
		}
	}
}
