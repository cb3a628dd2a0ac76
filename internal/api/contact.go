package api

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Profile is a contact with the conversations you may see.
type Profile struct {
	Contact       Contact        `json:"contact"`
	ChannelIDs    []string       `json:"channel_ids" doc:"The channels on which the contact is known"`
	Conversations []Conversation `json:"conversations" doc:"Newest first, at most 100"`
}

// ContactPath names a contact.
type ContactPath struct {
	ID string `path:"id" maxLength:"64"`
}

type contactInput struct {
	ContactPath
	Body struct {
		Name  *string `json:"name,omitempty" maxLength:"400"`
		Phone *string `json:"phone,omitempty" maxLength:"40"`
		Email *string `json:"email,omitempty" maxLength:"254"`
	}
}

// SearchPage is a page of what a search found.
type SearchPage struct {
	Hits []Hit  `json:"hits"`
	Next string `json:"next" doc:"Where the next page begins; empty when there is none"`
}

// Hit is a conversation that was found.
type Hit struct {
	Conversation Conversation `json:"conversation"`
	Text         string       `json:"text" doc:"The message that was found; empty when the contact was"`
	Subject      string       `json:"subject,omitempty" doc:"The subject of the mail that was found; absent for what is no mail or has none"`
	ByContact    bool         `json:"by_contact" doc:"The contact's name, phone or email was found"`
}

type searchInput struct {
	Q     string `query:"q" maxLength:"200" doc:"Words, each the beginning of one in a message, a mail's subject, or of the contact's name, phone or email"`
	After string `query:"after" maxLength:"64" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"30"`
}

func (a *API) contactID(id string) (sapa.ContactID, error) {
	n, ok := a.seal.number(aContact, id)
	if !ok {
		return 0, sapa.Missing("contact")
	}
	return sapa.ContactID(n), nil
}

func (a *API) contactRoutes() {
	handle(a, route{method: "GET", path: "/contacts/{id}", who: member, name: "get-contact", group: "contacts", doc: "A contact with the conversations you may see"}, a.profile)
	handle(a, route{method: "PATCH", path: "/contacts/{id}", who: member, name: "update-contact", group: "contacts", doc: "Change a contact"},
		func(ctx context.Context, in *contactInput) (*body[Contact], error) {
			id, err := a.contactID(in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Inbox.UpdateContact(ctx, who(ctx).By, id, inbox.ContactUpdate(in.Body))
			return &body[Contact]{a.contact(c)}, err
		})
	handle(a, route{method: "GET", path: "/search", who: member, name: "search", group: "conversations", doc: "Find conversations by words, resolved ones too"}, a.search)
}

func (a *API) profile(ctx context.Context, in *ContactPath) (*body[Profile], error) {
	id, err := a.contactID(in.ID)
	if err != nil {
		return nil, err
	}
	p, err := a.Inbox.Contact(ctx, who(ctx).By, id)
	if err != nil {
		return nil, err
	}
	out := Profile{Contact: a.contact(p.Contact), ChannelIDs: []string{}, Conversations: []Conversation{}}
	for _, i := range p.Identities {
		out.ChannelIDs = append(out.ChannelIDs, a.seal.id(aChannel, int64(i.Channel)))
	}
	for _, r := range p.Conversations {
		out.Conversations = append(out.Conversations, a.row(r, p.Viewer))
	}
	return &body[Profile]{out}, nil
}

func (a *API) search(ctx context.Context, in *searchInput) (*body[SearchPage], error) {
	q := store.SearchQuery{Limit: in.Limit}
	if in.After != "" {
		n, ok := a.seal.number(aMessage, in.After)
		if !ok {
			return nil, sapa.BadField("after", "invalid")
		}
		q.Before = sapa.MessageID(n)
	}
	page, w, err := a.Inbox.Search(ctx, who(ctx).By, in.Q, q)
	if err != nil {
		return nil, err
	}
	out := SearchPage{Hits: []Hit{}, Next: a.seal.id(aMessage, int64(page.Next))}
	for _, h := range page.Hits {
		out.Hits = append(out.Hits, a.hit(h, w))
	}
	return &body[SearchPage]{out}, nil
}

func (a *API) hit(h store.Hit, w access.Who) Hit {
	return Hit{Conversation: a.row(h.Row, w), Text: h.Text, Subject: h.Subject, ByContact: h.ByContact}
}
