package whatsapp

import (
	"encoding/json"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// message reads what a contact wrote or did.
func (c change) message(raw json.RawMessage) sapa.Inbound {
	o := read(raw)
	in := sapa.Inbound{
		ProviderID: o.key("id"), At: o.seconds("timestamp"),
		From: c.people.sender(o.key("from_user_id"), o.key("from"), o.key("from_parent_user_id")),
	}
	if in.ProviderID == "" || in.From.External == "" {
		return c.broken("a message without an id or a sender")
	}
	return o.fill(in, sapa.InboundMessage)
}

// echo reads what the business wrote or did elsewhere, as on its own phone. A message is from whom it is to: the contact.
// What the business did to a message has no sender.
func (c change) echo(raw json.RawMessage) sapa.Inbound {
	o := read(raw)
	contact := c.people.sender(o.key("to_user_id"), o.key("to"), o.key("to_parent_user_id"))
	in := sapa.Inbound{ProviderID: o.key("id"), At: o.seconds("timestamp")}
	if in.ProviderID == "" || contact.External == "" {
		return c.broken("an echo without an id or a contact")
	}
	in = o.fill(in, sapa.InboundEcho)
	if in.Kind == sapa.InboundEcho {
		in.From = contact
	}
	return in
}

// fill reads what a message says into in, whose ids are there. What is not understood is a message of this kind that
// says it is unsupported.
func (o object) fill(in sapa.Inbound, kind sapa.InboundKind) sapa.Inbound {
	switch what := o.text("type"); what {
	case "reaction":
		// A reaction is always the contact's: one of the business's own phone is shown as what it is.
		reaction := o.object("reaction")
		if kind == sapa.InboundMessage && about(&in, sapa.InboundReaction, reaction.key("message_id")) {
			in.Emoji = short(reaction.text("emoji"), emojiRunes) // missing or empty takes the reaction away
			return in
		}
	case "revoke":
		if about(&in, sapa.InboundDelete, o.object("revoke").key("original_message_id")) {
			return in
		}
	case "edit":
		edit := o.object("edit")
		content, ok := edit.object("message").content()
		if ok && about(&in, sapa.InboundEdit, edit.key("original_message_id")) {
			in.Message = content
			return in
		}
	case "system":
		if kind == sapa.InboundMessage && o.renames(&in) {
			return in
		}
	}
	in.Kind = kind
	o.said(&in)
	return in
}

// emojiRunes is more than any emoji needs: a family of four with tones of skin has eleven.
const emojiRunes = 16

// about turns in into something done to a message; false when it is not told which.
func about(in *sapa.Inbound, kind sapa.InboundKind, id string) bool {
	if id != "" {
		in.Kind, in.ProviderID = kind, id
	}
	return id != ""
}

// said reads the content of a message and what stands around it.
func (o object) said(in *sapa.Inbound) {
	content, ok := o.content()
	if !ok {
		content = unsupported(o)
	}
	around := o.object("context")
	in.ReplyTo = around.key("id")
	forwarded := around.flag("forwarded") || around.flag("frequently_forwarded")
	ad := o.ad()
	if (forwarded || ad != nil) && content.Content == nil {
		content.Content = &sapa.Content{}
	}
	if content.Content != nil {
		content.Content.Forwarded, content.Content.Ad = forwarded, ad
	}
	in.FromAd = ad != nil && ad.Source == "ad" // only those open the longer session (spec CNV-6)
	in.Message = content
}

// unsupported is a message that cannot be shown, with the provider's name for what it was.
func unsupported(o object) sapa.InboundContent {
	was := o.object("unsupported").text("type")
	if was == "" {
		was = o.text("type")
	}
	if was == "" {
		was = "unknown"
	}
	content := sapa.InboundContent{Kind: sapa.Unsupported, Content: &sapa.Content{Was: short(was, 60)}}
	content.Text = o.object("order").text("text") // what the contact wrote beside their order
	return content
}

// renames reads that the sender is known by other ids from now on; false when it is another notice.
func (o object) renames(in *sapa.Inbound) bool {
	system := o.object("system")
	scoped, number := system.key("user_id"), system.key("wa_id")
	if number == "" {
		number = system.key("new_wa_id") // as before version 12
	}
	switch system.text("type") {
	case "user_changed_number", "customer_changed_number", "user_changed_user_id":
	default:
		return false
	}
	if scoped == "" && number == "" {
		return false
	}
	former := append([]string{in.From.External, system.key("previous_user_id")}, in.From.Others...)
	who := named(append([]string{scoped, number, system.key("parent_user_id")}, former...))
	who.Name, who.Phone = in.From.Name, phone(number)
	if len(who.Others) == 0 {
		return false
	}
	in.Kind, in.From, in.ProviderID = sapa.InboundRenamed, who, ""
	return true
}
