package store

import (
	"database/sql"
	"fmt"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// ahead is what a change knows of elements it has not come to yet. Whatever the change writes that an arrival tells of
// changes the arrival as well, or has it looked up again: what is found here is what a look-up would find.
type ahead struct {
	// coming are the elements of the change, in their order.
	coming []sapa.Inbound
	found  map[string]*foreseen
	// ids are set aside for messages of this change.
	ids []sapa.MessageID
}

// foreseen is an arrival with the element it is of.
type foreseen struct {
	Arrival
	in sapa.Inbound
}

// keyOf is the same for elements that are looked up alike.
func keyOf(in sapa.Inbound) string {
	return fmt.Sprintf("%d %q %q %q %q %t", in.Channel, in.ProviderID, in.Topic, in.From.External, in.From.Others, in.From.Lasting && in.Kind != sapa.InboundRenamed)
}

func (h *ahead) find(in sapa.Inbound) (*Arrival, bool) {
	f, ok := h.found[keyOf(in)]
	if !ok {
		return nil, false
	}
	return &f.Arrival, true
}

// next are the elements to look up with one that is not known: those that follow it and are not known either.
func (h *ahead) next(in sapa.Inbound) []sapa.Inbound {
	some := []sapa.Inbound{in}
	key := keyOf(in)
	i := slices.IndexFunc(h.coming, func(c sapa.Inbound) bool { return keyOf(c) == key })
	if i < 0 {
		return some
	}
	for _, c := range h.coming[i+1:] {
		if len(some) == lookAhead {
			break
		}
		if _, known := h.find(c); !known {
			some = append(some, c)
		}
	}
	return some
}

// learn takes in what was looked up of some elements.
func (h *ahead) learn(some []sapa.Inbound, answer sql.NullString) error {
	if h.found == nil {
		h.found = map[string]*foreseen{}
	}
	// What was set aside before is not used any more: on SQLite the new ones are the same.
	h.ids = nil
	return readArrivals(answer, func(place int, message sapa.MessageID, a Arrival) {
		in := some[place-1]
		h.found[keyOf(in)] = &foreseen{a, in}
		if in.Kind == sapa.InboundMessage || in.Kind == sapa.InboundEcho {
			h.ids = append(h.ids, message)
		}
	})
}

// id takes one of the ids that are set aside; zero when there is none.
func (h *ahead) id() sapa.MessageID {
	if len(h.ids) == 0 {
		return 0
	}
	id := h.ids[0]
	h.ids = h.ids[1:]
	return id
}

// forget drops the arrivals that fit: they are looked up again.
func (h *ahead) forget(fits func(*foreseen) bool) {
	for key, f := range h.found {
		if fits(f) {
			delete(h.found, key)
		}
	}
}

// each changes arrivals.
func (h *ahead) each(change func(*foreseen)) {
	for _, f := range h.found {
		change(f)
	}
}

// renamed drops what depends on the ids of a person on a channel.
func (h *ahead) renamed(contact sapa.ContactID, channel sapa.ChannelID, ids ...string) {
	h.forget(func(f *foreseen) bool {
		if contact != 0 && f.Contact.ID == contact {
			return true
		}
		return f.in.Channel == channel && slices.ContainsFunc(ids, func(id string) bool {
			return id == f.in.From.External || slices.Contains(f.in.From.Others, id)
		})
	})
}

// all drops everything.
func (h *ahead) all() { clear(h.found) }

// of drops what is known of a contact.
func (h *ahead) of(contact sapa.ContactID) {
	h.forget(func(f *foreseen) bool { return f.Contact.ID == contact })
}

// wrote notes that a conversation is what it is now.
func (h *ahead) wrote(c sapa.Conversation) {
	h.forget(func(f *foreseen) bool { return f.Room == c.Room && f.Open.ID != c.ID })
	h.each(func(f *foreseen) {
		if f.Room == c.Room {
			f.Open = c
			f.Returning = true
		}
	})
	if c.State == sapa.Resolved {
		h.forget(func(f *foreseen) bool { return f.Room == c.Room })
	}
}

// bears notes that a message has a provider's id.
func (h *ahead) bears(message sapa.MessageID, channel sapa.ChannelID, provider string) {
	if provider == "" {
		return
	}
	h.each(func(f *foreseen) {
		if f.in.Channel == channel && f.in.ProviderID == provider && f.Seen == 0 {
			f.Seen = message
		}
	})
}
