package api

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Draft is what you have typed for a conversation and not sent.
type Draft struct {
	Mode        sapa.DraftMode    `json:"mode" enum:"reply,note"`
	Text        string            `json:"text"`
	Attachments []Attachment      `json:"attachments"`
	ReplyTo     string            `json:"reply_to" doc:"The message it quotes; empty for none"`
	Mail        *sapa.MailWriting `json:"mail,omitempty" doc:"What is filled in beside the text of a mail; absent for nothing"`
	Revision    int64             `json:"revision" doc:"Grows with each save; a save with an older one changes nothing"`
}

// Drafts are your drafts for a conversation, one for each mode at most.
type Drafts struct {
	Drafts []Draft `json:"drafts"`
}

// Saved tells whether a draft was stored.
type Saved struct {
	Saved bool `json:"saved" doc:"False when a newer revision was stored before"`
}

type draftInput struct {
	ConversationPath
	Mode sapa.DraftMode `path:"mode" enum:"reply,note"`
	Body struct {
		Text        string            `json:"text" maxLength:"100000" doc:"Empty deletes the draft"`
		Attachments []string          `json:"attachments,omitempty" maxItems:"30"`
		ReplyTo     string            `json:"reply_to,omitempty" maxLength:"64"`
		Mail        *sapa.MailWriting `json:"mail,omitempty"`
		Revision    int64             `json:"revision" minimum:"1"`
	}
}

func (a *API) draftRoutes() {
	handle(a, route{method: "GET", path: "/conversations/{id}/drafts", who: member, name: "list-drafts", group: "messages", doc: "Your drafts for a conversation"},
		func(ctx context.Context, in *ConversationPath) (*body[Drafts], error) {
			id, err := a.conversationID(in.ID)
			if err != nil {
				return nil, err
			}
			all, err := a.Inbox.Drafts(ctx, who(ctx).By, id)
			out := Drafts{Drafts: []Draft{}}
			for _, d := range all {
				shown := Draft{Mode: d.Mode, Text: d.Text, Attachments: []Attachment{}, ReplyTo: a.seal.id(aMessage, int64(d.ReplyTo)), Mail: d.Mail, Revision: d.Revision}
				for _, f := range d.Files {
					shown.Attachments = append(shown.Attachments, attachment(f))
				}
				out.Drafts = append(out.Drafts, shown)
			}
			return &body[Drafts]{out}, err
		})
	handle(a, route{method: "PUT", path: "/conversations/{id}/drafts/{mode}", who: member, name: "save-draft", group: "messages", doc: "Keep what you have typed; an empty text deletes it"},
		func(ctx context.Context, in *draftInput) (*body[Saved], error) {
			id, err := a.conversationID(in.ID)
			if err != nil {
				return nil, err
			}
			d := sapa.Draft{Conversation: id, Mode: in.Mode, Text: in.Body.Text, Attachments: in.Body.Attachments, Mail: in.Body.Mail, Revision: in.Body.Revision}
			if in.Body.ReplyTo != "" {
				n, ok := a.seal.number(aMessage, in.Body.ReplyTo)
				if !ok {
					return nil, sapa.BadField("reply_to", "not_found")
				}
				d.ReplyTo = sapa.MessageID(n)
			}
			saved, err := a.Inbox.SaveDraft(ctx, who(ctx).By, d)
			return &body[Saved]{Saved{saved}}, err
		})
}
