package whatsapp

import (
	"encoding/json"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// message reads what a contact wrote or did.
func (c change) message(raw json.RawMessage) sapa.Inbound {
	o := wire.Read(raw)
	in := sapa.Inbound{
		ProviderID: o.Key("id"), At: o.Seconds("timestamp"),
		From: c.people.sender(o.Key("from_user_id"), o.Key("from"), o.Key("from_parent_user_id")),
	}
	if in.ProviderID == "" || in.From.External == "" {
		return c.broken("a message without an id or a sender")
	}
	return noted(o, in, sapa.InboundMessage)
}

// echo reads what the business wrote or did elsewhere, as on its own phone. A message is from whom it is to: the contact.
// What the business did to a message has no sender.
func (c change) echo(raw json.RawMessage) sapa.Inbound {
	o := wire.Read(raw)
	contact := c.people.sender(o.Key("to_user_id"), o.Key("to"), o.Key("to_parent_user_id"))
	in := sapa.Inbound{ProviderID: o.Key("id"), At: o.Seconds("timestamp")}
	if in.ProviderID == "" || contact.External == "" {
		return c.broken("an echo without an id or a contact")
	}
	in = noted(o, in, sapa.InboundEcho)
	if in.Kind == sapa.InboundEcho {
		in.From = contact
	}
	return in
}

// noted reads what a message says into in, whose ids are there. What is not understood is a message of this kind that
// says it is unsupported.
func noted(o wire.Object, in sapa.Inbound, kind sapa.InboundKind) sapa.Inbound {
	switch what := o.Text("type"); what {
	case "reaction":
		// A reaction is always the contact's: one of the business's own phone is shown as what it is.
		reaction := o.Object("reaction")
		if kind == sapa.InboundMessage && about(&in, sapa.InboundReaction, reaction.Key("message_id")) {
			in.Emoji = wire.Short(reaction.Text("emoji"), emojiRunes) // missing or empty takes the reaction away
			return in
		}
	case "revoke":
		if about(&in, sapa.InboundDelete, o.Object("revoke").Key("original_message_id")) {
			return in
		}
	case "edit":
		edit := o.Object("edit")
		content, ok := content(edit.Object("message"))
		if ok && about(&in, sapa.InboundEdit, edit.Key("original_message_id")) {
			in.Message = content
			return in
		}
	case "system":
		if kind == sapa.InboundMessage && renames(o, &in) {
			return in
		}
	}
	in.Kind = kind
	said(o, &in)
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
func said(o wire.Object, in *sapa.Inbound) {
	content, ok := content(o)
	if !ok {
		content = unsupported(o)
	}
	around := o.Object("context")
	in.ReplyTo = around.Key("id")
	forwarded := around.Flag("forwarded") || around.Flag("frequently_forwarded")
	ad := ad(o)
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
func unsupported(o wire.Object) sapa.InboundContent {
	was := o.Object("unsupported").Text("type")
	if was == "" {
		was = o.Text("type")
	}
	if was == "" {
		was = "unknown"
	}
	content := sapa.InboundContent{Kind: sapa.Unsupported, Content: &sapa.Content{Was: wire.Short(was, 60)}}
	content.Text = o.Object("order").Text("text") // what the contact wrote beside their order
	return content
}

// renames reads that the sender is known by other ids from now on; false when it is another notice.
func renames(o wire.Object, in *sapa.Inbound) bool {
	system := o.Object("system")
	scoped, number := system.Key("user_id"), system.Key("wa_id")
	if number == "" {
		number = system.Key("new_wa_id") // as before version 12
	}
	switch system.Text("type") {
	case "user_changed_number", "customer_changed_number", "user_changed_user_id":
	default:
		return false
	}
	if scoped == "" && number == "" {
		return false
	}
	former := append([]string{in.From.External, system.Key("previous_user_id")}, in.From.Others...)
	who := named(append([]string{scoped, number, system.Key("parent_user_id")}, former...))
	who.Name, who.Phone = in.From.Name, phone(number)
	if len(who.Others) == 0 {
		return false
	}
	in.Kind, in.From, in.ProviderID = sapa.InboundRenamed, who, ""
	return true
}
