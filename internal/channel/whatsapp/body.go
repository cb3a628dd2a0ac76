package whatsapp

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// textBody asks for a preview where there is an address to preview.
func textBody(text string) payload {
	p := payload{"body": text}
	if strings.Contains(text, "https://") || strings.Contains(text, "http://") {
		p["preview_url"] = true
	}
	return p
}

// sendKinds are the provider's types for our kinds of files.
var sendKinds = map[sapa.MessageKind]string{
	sapa.Image: "image", sapa.Audio: "audio", sapa.Video: "video", sapa.File: "document",
}

func fileBody(p payload, m sapa.Message, media string) {
	file := m.Attachments[0]
	holds := payload{"id": media}
	if m.Text != "" {
		holds["caption"] = m.Text
	}
	switch {
	case file.Kind == sapa.File:
		holds["filename"] = file.Name
	case file.Voice && file.Type == "audio/ogg":
		holds["voice"] = true
	}
	part(p, sendKinds[file.Kind], holds)
}

// placeBody writes the point as texts, as the reference does. What follows the first comma of a name is the address, as
// it was put together when a place came in.
func placeBody(place sapa.Place) payload {
	p := payload{"latitude": degrees(place.Latitude), "longitude": degrees(place.Longitude)}
	name, address, _ := strings.Cut(place.Name, ", ")
	if name != "" {
		p["name"] = name
	}
	if address != "" {
		p["address"] = address
	}
	return p
}

func degrees(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

func menuBody(text string, menu sapa.Menu) payload {
	p := payload{"body": payload{"text": text}}
	if len(menu.Buttons) > 0 {
		var buttons []payload
		for _, o := range menu.Buttons {
			buttons = append(buttons, payload{"type": "reply", "reply": payload{"id": o.ID, "title": o.Title}})
		}
		p["type"], p["action"] = "button", payload{"buttons": buttons}
		return p
	}
	var rows []payload
	for _, o := range menu.Rows {
		row := payload{"id": o.ID, "title": o.Title}
		if o.Description != "" {
			row["description"] = o.Description
		}
		rows = append(rows, row)
	}
	p["type"], p["action"] = "list", payload{"button": menu.Open, "sections": []payload{{"rows": rows}}}
	return p
}

// templateBody fills in the parts of a template that take values; the others are the provider's already.
func templateBody(use sapa.TemplateUse, files []sapa.Attachment, media string) payload {
	var components []payload
	header := placeValues(use.Values, "header.")
	if media != "" {
		kind := sendKinds[files[0].Kind]
		file := payload{"id": media}
		if kind == "document" {
			file["filename"] = files[0].Name
		}
		header = []payload{{"type": kind, kind: file}}
	}
	if len(header) > 0 {
		components = append(components, payload{"type": "header", "parameters": header})
	}
	if body := placeValues(use.Values, "body."); len(body) > 0 {
		components = append(components, payload{"type": "body", "parameters": body})
	}
	for i, b := range use.Parts.Buttons {
		if value, ok := use.Values["button."+strconv.Itoa(i)+".1"]; ok {
			components = append(components, buttonBody(b.Kind, i, value))
		}
	}
	p := payload{"name": use.Name, "language": payload{"code": use.Language}}
	if len(components) > 0 {
		p["components"] = components
	}
	return p
}

// placeValues are the values of one part: numbered ones in their order, named ones with their names.
func placeValues(values map[string]string, prefix string) []payload {
	var names []string
	for name := range values {
		if place, ok := strings.CutPrefix(name, prefix); ok {
			names = append(names, place)
		}
	}
	slices.Sort(names)
	slices.SortStableFunc(names, channel.ComparePlaces)
	var all []payload
	for _, name := range names {
		p := payload{"type": "text", "text": values[prefix+name]}
		if !digits(name) {
			p["parameter_name"] = name
		}
		all = append(all, p)
	}
	return all
}

// buttonBody fills in a button. An address takes the end of it, a code itself, and a reply what comes back when it is
// pressed.
func buttonBody(kind string, i int, value string) payload {
	p := payload{"type": "button", "index": strconv.Itoa(i)}
	switch kind {
	case "reply":
		p["sub_type"], p["parameters"] = "quick_reply", []payload{{"type": "payload", "payload": value}}
	case "code":
		p["sub_type"], p["parameters"] = "copy_code", []payload{{"type": "coupon_code", "coupon_code": value}}
	default:
		p["sub_type"], p["parameters"] = "url", []payload{{"type": "text", "text": value}}
	}
	return p
}
