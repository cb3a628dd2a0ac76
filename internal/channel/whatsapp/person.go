package whatsapp

import (
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// people are the contacts a change lists, by their ids.
type people struct {
	byID map[string]wire.Object
	// only is the one contact of a list of one.
	only wire.Object
}

func peopleOf(contacts []wire.Object) people {
	p := people{byID: map[string]wire.Object{}}
	for _, c := range contacts {
		for _, field := range []string{"wa_id", "user_id"} {
			if id := c.Key(field); id != "" && p.byID[id] == nil {
				p.byID[id] = c
			}
		}
	}
	if len(contacts) == 1 {
		p.only = contacts[0]
	}
	return p
}

// find is the contact an element names. Where it names nobody and there is one contact only, it is that one.
func (p people) find(scoped, number string) wire.Object {
	switch {
	case scoped == "" && number == "":
		return p.only
	case p.byID[scoped] != nil:
		return p.byID[scoped]
	}
	return p.byID[number]
}

// sender makes a sender of the ids an element names them by and of what the list of contacts knows. Whoever has a
// business-scoped user id is known by it; the number may be absent, or change.
func (p people) sender(scoped, number, parent string) sapa.Sender {
	about := p.find(scoped, number)
	ids := []string{
		scoped, about.Key("user_id"), about.Key("wa_id"), number, parent, about.Key("parent_user_id"),
	}
	who := named(ids)
	profile := about.Object("profile")
	who.Name = name(profile)
	if handle := profile.Text("username"); handle != "" {
		who.Facts = map[string]string{"username": wire.Short(handle, sapa.NameRunes)}
	}
	who.Phone = phone(about.Key("wa_id"), number)
	return who
}

// named is a sender known by these ids, the first of them first.
func named(ids []string) sapa.Sender {
	var known []string
	for _, id := range ids {
		if id != "" && !slices.Contains(known, id) {
			known = append(known, id)
		}
	}
	if len(known) == 0 {
		return sapa.Sender{}
	}
	return sapa.Sender{External: known[0], Others: slices.Clip(known[1:]), Lasting: !digits(known[0])}
}

func name(profile wire.Object) string {
	for _, field := range []string{"name", "username"} {
		if clean, _ := sapa.CleanName(profile.Text(field)); clean != "" {
			return strings.TrimSpace(wire.Short(clean, sapa.NameRunes))
		}
	}
	return ""
}

// phone is the first id that is a number, with its plus sign.
func phone(ids ...string) string {
	for _, id := range ids {
		if clean, ok := sapa.CleanPhone("+" + strings.TrimPrefix(id, "+")); ok && digits(id) {
			return clean
		}
	}
	return ""
}

// digits tells a number from a business-scoped user id, which begins with a country's letters.
func digits(id string) bool {
	id = strings.TrimPrefix(id, "+")
	return id != "" && strings.Trim(id, "0123456789") == ""
}
