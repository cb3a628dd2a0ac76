package whatsapp

import (
	"encoding/json"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// content reads what a message says; false when its type is not known, or what makes the type is missing.
func (o object) content() (sapa.InboundContent, bool) {
	what := o.text("type")
	body := o.object(what)
	switch what {
	case "text":
		text := body.text("body")
		return sapa.InboundContent{Kind: sapa.Text, Text: text}, strings.TrimSpace(text) != ""
	case "image", "audio", "video", "document", "sticker":
		return file(mediaKinds[what], body)
	case "location":
		return location(body)
	case "contacts":
		return cards(o.objects("contacts"))
	case "button":
		return choice(sapa.Choice{ID: body.text("payload"), Title: body.text("text")})
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
func file(kind sapa.MessageKind, body object) (sapa.InboundContent, bool) {
	remote := sapa.RemoteFile{
		Ref: body.key("id"), Kind: kind, Type: short(body.text("mime_type"), 200), Name: short(body.text("filename"), 255), Voice: body.flag("voice"),
	}
	return sapa.InboundContent{Kind: kind, Text: body.text("caption"), Media: []sapa.RemoteFile{remote}}, remote.Ref != ""
}

// placeRunes is the longest name of a place that sapa.Place takes.
const placeRunes = 200

func location(body object) (sapa.InboundContent, bool) {
	latitude, north := body.number("latitude")
	longitude, east := body.number("longitude")
	name := joined(", ", body.text("name"), body.text("address"))
	place := sapa.Place{Latitude: latitude, Longitude: longitude, Name: short(name, placeRunes)}
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
func cards(list []object) (sapa.InboundContent, bool) {
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

func card(c object) sapa.Card {
	name := c.object("name")
	one := sapa.Card{Name: name.text("formatted_name"), Firm: c.object("org").text("company")}
	if one.Name == "" {
		one.Name = joined(" ", name.text("first_name"), name.text("last_name"))
	}
	for _, p := range c.objects("phones") {
		number := p.text("phone")
		if number == "" {
			number = phone(p.key("wa_id"))
		}
		if number != "" {
			one.Phones = append(one.Phones, number)
		}
	}
	for _, e := range c.objects("emails") {
		if address := e.text("email"); address != "" {
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

func interactive(body object) (sapa.InboundContent, bool) {
	switch what := body.text("type"); what {
	case "button_reply", "list_reply":
		picked := body.object(what)
		return choice(sapa.Choice{ID: picked.text("id"), Title: picked.text("title"), Description: picked.text("description")})
	case "nfm_reply":
		form := body.object(what)
		return choice(sapa.Choice{ID: form.text("name"), Title: form.text("body"), Answers: answers(form.text("response_json"))})
	}
	return sapa.InboundContent{}, false
}

// answers reads the fields of a form that was filled in. What is no text stays as it was written; the token that ties the
// form to its message is no answer.
func answers(response string) map[string]string {
	form := read([]byte(response))
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
			all[storable(name)] = storable(text)
		}
	}
	return all
}

// ad reads what brought the contact here; nil for nothing.
func (o object) ad() *sapa.Ad {
	from := o.object("referral")
	if len(from) == 0 {
		return nil
	}
	ad := &sapa.Ad{
		Source: from.text("source_type"), Headline: from.text("headline"), Body: from.text("body"), ID: from.key("source_id"),
	}
	if url := from.text("source_url"); strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		ad.URL = url
	}
	return ad
}
