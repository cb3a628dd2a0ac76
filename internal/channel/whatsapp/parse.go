package whatsapp

import (
	"encoding/json"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// change is one change of a delivery, and whom it is about.
type change struct {
	waba  string // of the entry; empty when it names none
	phone string // of the value; empty when it names none
	field string
	at    time.Time   // of the entry; zero for most
	value wire.Object // nil when it is not an object
	// people are known once elements has begun.
	people people
}

// changesOf lists the changes of a delivery; false when it is not one of a WhatsApp business account or holds nothing.
// An entry without changes is one change that says nothing.
func changesOf(body []byte) ([]change, bool) {
	delivery := wire.Read(body)
	if delivery.Text("object") != "whatsapp_business_account" {
		return nil, false
	}
	var all []change
	for _, raw := range delivery.List("entry") {
		entry := wire.Read(raw)
		about := change{waba: entry.Key("id"), at: entry.Seconds("time")}
		changes := entry.List("changes")
		if len(changes) == 0 {
			all = append(all, about)
		}
		for _, raw := range changes {
			c, one := about, wire.Read(raw)
			c.field, c.value = one.Text("field"), one.Object("value")
			c.phone = c.value.Object("metadata").Key("phone_number_id")
			all = append(all, c)
		}
	}
	return all, len(all) > 0
}

// Parse satisfies channel.Channel: every entry, every change, every element. Changes about other numbers are left to
// their channels.
func (a *account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	changes, ok := changesOf(d.Body)
	if !ok {
		return nil, sapa.Errorf(sapa.Invalid, "bad_delivery", "the body is not a delivery of a WhatsApp business account")
	}
	var all []sapa.Inbound
	for _, c := range changes {
		if a.concerned(c) {
			all = append(all, c.elements()...)
		}
	}
	for i := range all {
		all[i].Channel = a.id
		all[i].FailureDetail = a.Scrub(all[i].FailureDetail)
	}
	if len(all) > 0 && unreadable(all) {
		return nil, sapa.Errorf(sapa.Invalid, "unreadable", "nothing in the delivery can be understood")
	}
	return all, nil
}

// unreadable tells whether all elements are such as nobody can make sense of.
func unreadable(all []sapa.Inbound) bool {
	for _, in := range all {
		if in.FailureCode != codeUnreadable {
			return false
		}
	}
	return true
}

// reader reads one element of a list.
type reader func(c change, raw json.RawMessage) sapa.Inbound

// lists are the lists of elements a change may hold, in the order in which they are read.
var lists = []struct {
	name string
	read reader
}{
	{"messages", change.message},
	{"message_echoes", change.echo},
	{"statuses", change.status},
	{"user_id_update", change.renewed},
	{"errors", change.trouble},
}

// elements reads a change. What has none of the lists tells that something about the account changed, such as a template
// or a limit.
func (c change) elements() []sapa.Inbound {
	if c.value == nil {
		return []sapa.Inbound{c.broken("a change without a value")}
	}
	c.people = peopleOf(c.value.Objects("contacts"))
	var all []sapa.Inbound
	for _, l := range lists {
		if !c.value.Has(l.name) {
			continue
		}
		list := c.value.List(l.name)
		if list == nil {
			all = append(all, c.broken(l.name+" is not a list"))
		}
		for _, raw := range list {
			all = append(all, l.read(c, raw))
		}
	}
	if len(all) == 0 {
		return []sapa.Inbound{{Kind: sapa.InboundAccount, At: c.at}}
	}
	return all
}

// codeUnreadable marks an element of which nothing can be made, not even an unsupported message.
const codeUnreadable = "unreadable"

// broken is an element that cannot be read. It goes to the account, so that somebody sees it: the rest of its delivery is
// fine.
func (c change) broken(what string) sapa.Inbound {
	return sapa.Inbound{Kind: sapa.InboundAccount, At: c.at, FailureCode: codeUnreadable, FailureDetail: what}
}

// trouble reads an error of the account.
func (c change) trouble(raw json.RawMessage) sapa.Inbound {
	e := meta.ReadFault(raw)
	if e == nil {
		return c.broken("an error without a code")
	}
	return sapa.Inbound{Kind: sapa.InboundAccount, At: c.at, FailureCode: e.Rule(rules).Word, FailureDetail: e.Told()}
}

// renewed reads that somebody has a new business-scoped user id, as after a change of their number.
func (c change) renewed(raw json.RawMessage) sapa.Inbound {
	o := wire.Read(raw)
	id, parent := o.Object("user_id"), o.Object("parent_user_id")
	who := c.people.sender(id.Key("current"), o.Key("wa_id"), parent.Key("current"))
	if id.Key("current") == "" || id.Key("previous") == "" {
		return c.broken("a new id of a person without the former one")
	}
	ids := append([]string{who.External}, who.Others...)
	known := named(append(ids, id.Key("previous"), parent.Key("previous")))
	who.External, who.Others = known.External, known.Others
	return sapa.Inbound{Kind: sapa.InboundRenamed, From: who, At: o.Seconds("timestamp")}
}

// statuses are the provider's words for how far a message got. A voice note that was played was read.
var statuses = map[string]sapa.Status{
	"sent": sapa.Sent, "delivered": sapa.Delivered, "read": sapa.Read, "played": sapa.Read, "failed": sapa.Failed,
}

// status reads how far one of our messages got.
func (c change) status(raw json.RawMessage) sapa.Inbound {
	o := wire.Read(raw)
	status, known := statuses[o.Text("status")]
	if !known || o.Key("id") == "" {
		return c.broken("a status of the kind " + wire.Short(o.Text("status"), 40))
	}
	in := sapa.Inbound{
		Kind: sapa.InboundStatus, ProviderID: o.Key("id"), Status: status, SendID: o.Key("biz_opaque_callback_data"), At: o.Seconds("timestamp"),
		From: c.people.sender(o.Key("recipient_user_id"), o.Key("recipient_id"), o.Key("recipient_parent_user_id")),
	}
	if status != sapa.Failed {
		return in
	}
	in.FailureCode = wire.CodeUnknown
	if list := o.List("errors"); len(list) > 0 {
		if e := meta.ReadFault(list[0]); e != nil {
			in.FailureCode, in.FailureDetail = e.Rule(rules).Word, e.Told()
		}
	}
	return in
}
