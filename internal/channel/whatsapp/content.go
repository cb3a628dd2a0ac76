package whatsapp

import (
	"encoding/json"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// content reads what a message says; false when its type is not known, or what makes the type is missing.
func content(o wire.Object) (sapa.InboundContent, bool) {
	what := o.Text("type")
	body := o.Object(what)
	switch what {
	case "text":
		text := body.Text("body")
		return sapa.InboundContent{Kind: sapa.Text, Text: text}, strings.TrimSpace(text) != ""
	case "image", "audio", "video", "document", "sticker":
		return file(mediaKinds[what], body)
	case "location":
		return location(body)
	case "contacts":
		return cards(o.Objects("contacts"))
	case "button":
		return choice(sapa.Choice{ID: body.Text("payload"), Title: body.Text("text")})
	case "interactive":
		return interactive(body)
	}
	return sapa.InboundContent{}, false
}

// mediaKinds are our kinds for the provider's types of files.
var mediaKinds = map[string]sapa.MessageKind{
	"image": sapa.Image, "audio": sapa.Audio, "video": sapa.Video, "document": sapa.File, "sticker": sapa.Sticker,
}

// file reads a file that is fetched later, by its id: the address that may come along lives five minutes.
func file(kind sapa.MessageKind, body wire.Object) (sapa.InboundContent, bool) {
	remote := sapa.RemoteFile{
		Ref: body.Key("id"), Kind: kind, Type: wire.Short(body.Text("mime_type"), 200), Name: wire.Short(body.Text("filename"), 255), Voice: body.Flag("voice"),
	}
	return sapa.InboundContent{Kind: kind, Text: body.Text("caption"), Media: []sapa.RemoteFile{remote}}, remote.Ref != ""
}

// placeRunes is the longest name of a place that sapa.Place takes.
const placeRunes = 200

func location(body wire.Object) (sapa.InboundContent, bool) {
	latitude, north := body.Number("latitude")
	longitude, east := body.Number("longitude")
	name := joined(", ", body.Text("name"), body.Text("address"))
	place := sapa.Place{Latitude: latitude, Longitude: longitude, Name: wire.Short(name, placeRunes)}
	return sapa.InboundContent{Kind: sapa.Location, Place: &place}, north && east && place.Valid()
}

// joined puts the texts that say something behind each other.
func joined(between string, texts ...string) string {
	var said []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, between)
}

// cards are contacts that were shared; their names are also what the message says, for lists and search.
func cards(list []wire.Object) (sapa.InboundContent, bool) {
	var all []sapa.Card
	var names []string
	for _, c := range list {
		if one := card(c); one.Name != "" || len(one.Phones) > 0 || len(one.Emails) > 0 {
			all = append(all, one)
			names = append(names, one.Name)
		}
	}
	return sapa.InboundContent{Kind: sapa.Cards, Text: joined(", ", names...), Content: &sapa.Content{Cards: all}}, len(all) > 0
}

func card(c wire.Object) sapa.Card {
	name := c.Object("name")
	one := sapa.Card{Name: name.Text("formatted_name"), Firm: c.Object("org").Text("company")}
	if one.Name == "" {
		one.Name = joined(" ", name.Text("first_name"), name.Text("last_name"))
	}
	for _, p := range c.Objects("phones") {
		number := p.Text("phone")
		if number == "" {
			number = phone(p.Key("wa_id"))
		}
		if number != "" {
			one.Phones = append(one.Phones, number)
		}
	}
	for _, e := range c.Objects("emails") {
		if address := e.Text("email"); address != "" {
			one.Emails = append(one.Emails, address)
		}
	}
	return one
}

// choice is what the contact picked; its title is also what the message says.
func choice(picked sapa.Choice) (sapa.InboundContent, bool) {
	if picked.Title == "" {
		picked.Title = picked.ID
	}
	return sapa.InboundContent{Kind: sapa.Choices, Text: picked.Title, Content: &sapa.Content{Choice: &picked}}, picked.Title != ""
}

func interactive(body wire.Object) (sapa.InboundContent, bool) {
	switch what := body.Text("type"); what {
	case "button_reply", "list_reply":
		picked := body.Object(what)
		return choice(sapa.Choice{ID: picked.Text("id"), Title: picked.Text("title"), Description: picked.Text("description")})
	case "nfm_reply":
		form := body.Object(what)
		return choice(sapa.Choice{ID: form.Text("name"), Title: form.Text("body"), Answers: answers(form.Text("response_json"))})
	}
	return sapa.InboundContent{}, false
}

// answers reads the fields of a form that was filled in. What is no text stays as it was written; the token that ties the
// form to its message is no answer.
func answers(response string) map[string]string {
	form := wire.Read([]byte(response))
	if form == nil {
		return map[string]string{"response_json": response}
	}
	all := map[string]string{}
	for name, raw := range form {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		if name != "flow_token" {
			all[wire.Storable(name)] = wire.Storable(text)
		}
	}
	return all
}

// ad reads what brought the contact here; nil for nothing.
func ad(o wire.Object) *sapa.Ad {
	from := o.Object("referral")
	if len(from) == 0 {
		return nil
	}
	ad := &sapa.Ad{
		Source: from.Text("source_type"), Headline: from.Text("headline"), Body: from.Text("body"), ID: from.Key("source_id"),
	}
	if url := from.Text("source_url"); strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		ad.URL = url
	}
	return ad
}
