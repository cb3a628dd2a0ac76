package direct

import (
	"encoding/json"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Parse satisfies channel.Channel: every entry, every element. What is about other accounts is left to their channels,
// and so is what another program of the business answers, which comes in a list of its own ("standby").
func (a *Account) Parse(d channel.Delivery) ([]sapa.Inbound, error) {
	return meta.Entries(d.Body, a.form.Object, a.entry, func(in *sapa.Inbound) {
		in.Channel, in.FailureDetail = a.id, a.Scrub(in.FailureDetail)
	})
}

// Concerns satisfies channel.Verifier.
func (a *Account) Concerns(body []byte) bool {
	all, err := a.Parse(channel.Delivery{Body: body})
	return err != nil || len(all) > 0
}

// entry reads one entry. One that names nobody is everybody's: somebody must see it.
func (a *Account) entry(o wire.Object) []sapa.Inbound {
	if own := o.Key("id"); own != "" && own != a.Own {
		return nil
	}
	var others []sapa.Inbound
	if a.form.Comments != nil {
		others = a.form.Comments(o)
	}
	if a.form.Silent {
		return others
	}
	at := moment(o, "time")
	list := o.List("messaging")
	if len(list) > 0 {
		var all []sapa.Inbound
		for _, raw := range list {
			all = append(all, a.element(wire.Read(raw), at)...)
		}
		return all
	}
	all, some := a.changes(o, at)
	if some || len(o.List("standby")) > 0 {
		return append(all, others...)
	}
	return []sapa.Inbound{meta.Broken(at, "an entry without messages")}
}

// changes reads those direct messages of an entry that come as changes of a field, and tells whether there are changes at
// all. What the provider's own test button brings is between accounts that nobody has.
func (a *Account) changes(o wire.Object, at time.Time) (all []sapa.Inbound, some bool) {
	list := o.List("changes")
	for _, raw := range list {
		value := wire.Read(raw).Object("value")
		for _, side := range []string{"sender", "recipient"} {
			if value.Object(side).Key("id") == a.Own {
				all = append(all, a.element(value, at)...)
				break
			}
		}
	}
	return all, len(list) > 0 || o.Has("field")
}

// secondsEnd is beyond all times in seconds, and before all of ours in thousandths.
const secondsEnd = 100_000_000_000

// moment is a time in thousandths of a second, or in seconds: messages have the former, changes of a field the latter.
func moment(o wire.Object, name string) time.Time {
	at := o.Millis(name)
	if n := at.UnixMilli(); !at.IsZero() && n < secondsEnd {
		return time.UnixMilli(n * 1000).UTC()
	}
	return at
}

// element is one thing that happened between the account and a contact.
type element struct {
	wire.Object
	contact string
	// ours tells that the account did it, with whatever program; plain that it does not say with which.
	ours, plain bool
	redacts     bool
	at          time.Time
}

// readers read what happened, by the field that says it.
var readers = []struct {
	field string
	read  func(element, wire.Object) []sapa.Inbound
}{
	{"message", element.message},
	{"postback", element.postback},
	{"message_edit", element.edit},
	{"reaction", element.reaction},
	{"delivery", element.delivered},
	{"read", element.seen},
	{"referral", element.referral},
	{"policy_enforcement", element.enforcement},
}

// element reads one element. What is none of the known things tells that something about the account changed, such as
// which program answers.
func (a *Account) element(o wire.Object, at time.Time) []sapa.Inbound {
	if o == nil {
		return []sapa.Inbound{meta.Broken(at, "an element that is no object")}
	}
	e := element{Object: o, contact: o.Object("sender").Key("id"), at: moment(o, "timestamp"), plain: a.form.Plain, redacts: a.form.Redacts}
	if e.at.IsZero() {
		e.at = at
	}
	if e.contact == a.Own || o.Object("message").Flag("is_echo") {
		e.contact, e.ours = o.Object("recipient").Key("id"), true
	}
	if e.contact == a.Own {
		return nil // the account tries itself out
	}
	for _, r := range readers {
		if !o.Has(r.field) {
			continue
		}
		part := o.Object(r.field)
		if part == nil || e.contact == "" && r.field != "policy_enforcement" {
			return []sapa.Inbound{meta.Broken(e.at, r.field+" without a contact or without anything in it")}
		}
		return r.read(e, part)
	}
	return []sapa.Inbound{{Kind: sapa.InboundAccount, At: e.at}}
}

// from is the contact as the sender; nobody for what the account did itself.
func (e element) from() sapa.Sender {
	if e.ours {
		return sapa.Sender{}
	}
	return sapa.Sender{External: e.contact}
}

// message reads what was written, by the contact or by the account.
func (e element) message(m wire.Object) []sapa.Inbound {
	in := sapa.Inbound{Kind: sapa.InboundMessage, ProviderID: m.Key("mid"), At: e.at, From: sapa.Sender{External: e.contact}}
	if in.ProviderID == "" {
		return []sapa.Inbound{meta.Broken(e.at, "a message without an id")}
	}
	if m.Flag("is_deleted") {
		in.Kind, in.From, in.Redact = sapa.InboundDelete, e.from(), e.redacts
		return []sapa.Inbound{in}
	}
	if e.ours {
		in.Kind, in.SendID, in.MayBeOurs = sapa.InboundEcho, m.Key("metadata"), e.plain
	}
	in.Message = content(m)
	in.ReplyTo = m.Object("reply_to").Key("mid")
	came(&in, m.Object("referral"))
	return []sapa.Inbound{in}
}

// postback reads that a button was pressed. Some come without an id: who pressed it when is one.
func (e element) postback(p wire.Object) []sapa.Inbound {
	in := sapa.Inbound{Kind: sapa.InboundMessage, ProviderID: p.Key("mid"), At: e.at, From: e.from()}
	if e.ours {
		return []sapa.Inbound{meta.Broken(e.at, "a button that nobody pressed")}
	}
	if in.ProviderID == "" {
		in.ProviderID = "postback:" + e.contact + ":" + e.at.UTC().Format(time.RFC3339Nano)
	}
	in.Message = choice(p.Text("payload"), p.Text("title"), "postback")
	came(&in, p.Object("referral"))
	return []sapa.Inbound{in}
}

// edit reads that a message has another text now.
func (e element) edit(m wire.Object) []sapa.Inbound {
	text := m.Text("text")
	if m.Key("mid") == "" || blank(text) {
		return []sapa.Inbound{meta.Broken(e.at, "an edit of nothing")}
	}
	return []sapa.Inbound{{
		Kind: sapa.InboundEdit, ProviderID: m.Key("mid"), At: e.at, From: e.from(), Message: sapa.InboundContent{Kind: sapa.Text, Text: text},
	}}
}

// faces are the emoji for the names a reaction has where it brings none itself. The names are from general knowledge: no
// page that could be read lists them.
var faces = map[string]string{"smile": "😆", "angry": "😠", "sad": "😢", "wow": "😮", "love": "❤️", "like": "👍", "dislike": "👎"}

// emojiRunes is more than any emoji needs.
const emojiRunes = 16

// reaction reads that the contact put an emoji on a message, or took it away. Those of the account itself are shown where
// they were made.
func (e element) reaction(r wire.Object) []sapa.Inbound {
	if r.Key("mid") == "" {
		return []sapa.Inbound{meta.Broken(e.at, "a reaction to nothing")}
	}
	if e.ours {
		return nil
	}
	in := sapa.Inbound{Kind: sapa.InboundReaction, ProviderID: r.Key("mid"), At: e.at, From: e.from()}
	if r.Text("action") != "unreact" {
		in.Emoji = wire.Short(r.Text("emoji"), emojiRunes)
		if in.Emoji == "" {
			in.Emoji = faces[r.Text("reaction")]
		}
	}
	return []sapa.Inbound{in}
}

// delivered reads how far the contact got our messages: up to a time always, and for some of them by their ids.
func (e element) delivered(d wire.Object) []sapa.Inbound {
	var mids []json.RawMessage = d.List("mids")
	all := e.watermark(sapa.Delivered, d.Millis("watermark"))
	for _, raw := range mids {
		if mid := (wire.Object{"mid": raw}).Key("mid"); mid != "" {
			all = append(all, e.status(sapa.Delivered, mid))
		}
	}
	if len(all) == 0 {
		return []sapa.Inbound{meta.Broken(e.at, "a delivery of nothing")}
	}
	return all
}

// seen reads how far the contact has read: up to a time, or up to a message.
func (e element) seen(r wire.Object) []sapa.Inbound {
	all := e.watermark(sapa.Read, r.Millis("watermark"))
	if mid := r.Key("mid"); mid != "" {
		all = append(all, sapa.Inbound{
			Kind: sapa.InboundWatermark, Status: sapa.Read, ProviderID: mid, From: sapa.Sender{External: e.contact}, At: e.at,
		})
	}
	if len(all) == 0 {
		return []sapa.Inbound{meta.Broken(e.at, "something read that is not told")}
	}
	return all
}

func (e element) status(to sapa.Status, mid string) sapa.Inbound {
	return sapa.Inbound{Kind: sapa.InboundStatus, ProviderID: mid, Status: to, From: sapa.Sender{External: e.contact}, At: e.at}
}

// watermark is nothing without a time. It counts as told when it reaches to, so that it comes after what it is about.
func (e element) watermark(to sapa.Status, upTo time.Time) []sapa.Inbound {
	if upTo.IsZero() {
		return nil
	}
	at := e.at
	if upTo.After(at) {
		at = upTo
	}
	// The whole of that thousandth of a second is meant.
	last := upTo.Add(time.Millisecond - time.Microsecond)
	return []sapa.Inbound{{Kind: sapa.InboundWatermark, Status: to, From: sapa.Sender{External: e.contact}, At: at, UpTo: last}}
}

// referral reads that a contact came back by a link or an ad and has written nothing yet.
func (e element) referral(r wire.Object) []sapa.Inbound {
	facts := referred(r)
	if e.ours || len(facts) == 0 {
		return []sapa.Inbound{meta.Broken(e.at, "a referral that names nothing")}
	}
	return []sapa.Inbound{{Kind: sapa.InboundReferral, At: e.at, From: sapa.Sender{External: e.contact, Facts: facts}}}
}

// enforcement reads that the provider has blocked the account, or takes that back.
func (e element) enforcement(p wire.Object) []sapa.Inbound {
	in := sapa.Inbound{Kind: sapa.InboundAccount, At: e.at}
	if p.Text("action") == "block" {
		in.FailureCode, in.FailureDetail = "policy_blocked", p.Text("reason")
	}
	return []sapa.Inbound{in}
}
