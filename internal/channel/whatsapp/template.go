package whatsapp

import (
	"context"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// templatePages is how many pages are read at most; an account has 6,000 templates at most.
const templatePages = 100

// Templates satisfies channel.Templater. The next page is asked for by its cursor, at our own address of the API.
func (a *account) Templates(ctx context.Context) ([]sapa.Template, error) {
	var all []sapa.Template
	after := ""
	for range templatePages {
		page, f := a.templates(ctx, "100", after)
		if f != nil {
			return nil, f
		}
		for _, o := range page.Objects("data") {
			if t := a.template(o); t.Name != "" && t.Language != "" {
				all = append(all, t)
			}
		}
		paging := page.Object("paging")
		next := paging.Object("cursors").Text("after")
		if !paging.Has("next") || next == "" || next == after {
			return all, nil
		}
		after = next
	}
	return all, nil
}

func (a *account) templates(ctx context.Context, limit, after string) (wire.Object, *channel.Failure) {
	query := url.Values{"fields": {"id,name,language,status,category,components"}, "limit": {limit}}
	if after != "" {
		query.Set("after", after)
	}
	return a.Get(ctx, a.waba+"/message_templates", query)
}

// templateStates are our words for the provider's. A template in a state of any other name cannot be sent.
var templateStates = map[string]sapa.TemplateState{
	"APPROVED": sapa.TemplateApproved, "PENDING": sapa.TemplateInReview, "REJECTED": sapa.TemplateRejected,
	"PAUSED": sapa.TemplatePaused, "DISABLED": sapa.TemplateDisabled,
	"IN_APPEAL": sapa.TemplateRejected,
}

func (a *account) template(o wire.Object) sapa.Template {
	t := sapa.Template{
		Channel: a.id, Name: o.Key("name"), Language: o.Key("language"), Category: strings.ToLower(o.Text("category")),
		State: templateStates[o.Text("status")],
	}
	if t.State == "" {
		t.State = sapa.TemplateDisabled
	}
	for _, c := range o.Objects("components") {
		component(&t.TemplateParts, c)
	}
	return t
}

// component reads one part of a template. One that needs what Sapa cannot fill in makes the template unsendable.
func component(t *sapa.TemplateParts, c wire.Object) {
	switch kind := c.Text("type"); kind {
	case "HEADER":
		header(t, c)
	case "BODY":
		t.Body = c.Text("text")
	case "FOOTER":
		t.Footer = c.Text("text")
	case "BUTTONS":
		for _, b := range c.Objects("buttons") {
			t.Buttons = append(t.Buttons, button(t, b))
		}
	default:
		t.Unsendable = word(kind)
	}
}

func word(kind string) string {
	if kind == "" {
		return "unknown"
	}
	return wire.Short(strings.ToLower(kind), 60)
}

// headerKinds are the kinds of files above a template.
var headerKinds = map[string]sapa.MessageKind{"IMAGE": sapa.Image, "VIDEO": sapa.Video, "DOCUMENT": sapa.File}

func header(t *sapa.TemplateParts, c wire.Object) {
	format := c.Text("format")
	switch {
	case format == "TEXT":
		t.Header = c.Text("text")
	case headerKinds[format] != "":
		t.Media = headerKinds[format]
	default:
		t.Unsendable = word(format)
	}
}

// buttonKinds are our words for buttons, and the provider's for one that needs no value from us.
var buttonKinds = map[string]string{
	"QUICK_REPLY": "reply", "URL": "url", "PHONE_NUMBER": "phone", "COPY_CODE": "code",
	"VOICE_CALL": "voice_call",
}

func button(t *sapa.TemplateParts, b wire.Object) sapa.TemplateButton {
	kind, known := buttonKinds[b.Text("type")]
	if !known {
		kind = word(b.Text("type"))
		t.Unsendable = kind
	}
	made := sapa.TemplateButton{Kind: kind, Text: b.Text("text")}
	switch kind {
	case "url":
		made.URL = b.Text("url")
	case "phone":
		made.Phone = b.Text("phone_number")
	}
	return made
}
