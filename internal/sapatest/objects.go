package sapatest

import (
	"fmt"
	"net/http"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Object is a conversation made for a test, with what hangs on it, by their public ids.
type Object struct {
	ID, Contact, Message, Note string
	// File is the key of a file the customer sent, NoteFile of one in a note.
	File, NoteFile string
	Visitor        *Visitor
	// Delivery is one that waits for an administrator; see Stuck.
	Delivery string
	// Department is one of the workspace's, where a test needs one.
	Department string
}

// Picture is a small PNG.
var Picture = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")

// Conversation makes a conversation in a state, handled now or last by a person; nobody for an empty name. A customer
// has sent a picture, and the owner has left a note with a file.
func (h *House) Conversation(state sapa.State, handler string) Object {
	h.T.Helper()
	owner := h.As(Ratna)
	v := h.Visitor()
	h.Clock.Advance(10 * time.Second) // the widget's doors let strangers in at a pace
	file := v.Call("POST", "uploads?name=struk.png", Picture, "Content-Type", "image/png").Text("id")
	sent := v.Call("POST", "messages", map[string]any{"client_id": NewKey(), "text": "halo", "attachments": []string{file}})
	if sent.Status != http.StatusCreated {
		h.T.Fatalf("message: %s", sent.Body)
	}
	a := owner.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil)
	o := Object{ID: a.Text("conversations", 0, "id"), Contact: a.Text("conversations", 0, "contact", "id"), File: file, Visitor: v}
	o.NoteFile = owner.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=catatan.png", Picture).Text("key")
	note := owner.Want(http.StatusCreated, "POST", "/api/v1/conversations/"+o.ID+"/notes",
		map[string]any{"text": "catatan", "attachments": []string{o.NoteFile}}, "Idempotency-Key", NewKey())
	o.Note = note.Text("id")
	o.Message = owner.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID+"/messages", nil).Text("messages", 0, "id")
	h.put(sapa.Messages, state, handler)
	return o
}

// put moves the newest conversation of a kind into a state, past the verbs, so that no other one moves with it.
func (h *House) put(kind sapa.ConversationKind, state sapa.State, handler string) {
	h.T.Helper()
	var by sapa.MemberID
	if handler != "" {
		by = h.By(handler).Member
	}
	ctx := h.T.Context()
	clock := lifecycle.Clock{Session: 24 * time.Hour}
	_, err := h.Store.Change(ctx, h.Workspace, func(tx *store.Tx) error {
		rows, err := tx.Conversations(ctx, h.Workspace, store.ListQuery{Tab: store.Queue, Kind: kind, Limit: 1000})
		if err != nil {
			return err
		}
		before := rows[len(rows)-1].Conversation
		c := before
		for _, trigger := range wayTo(state, by) {
			now := h.Clock.Now()
			if trigger == lifecycle.SessionEnded {
				now = c.SessionEnds
			}
			if c, _, err = lifecycle.Move(c, trigger, by, now, clock); err != nil {
				return fmt.Errorf("%s: %w", trigger, err)
			}
		}
		tx.Emit(sapa.Event{Kind: sapa.ConversationAssigned, At: h.Clock.Now(), Actor: sapa.SystemActor(), Conversation: c.ID, Subject: int64(by), Was: &before.Facts})
		return tx.UpdateConversation(ctx, c)
	})
	h.must(err)
}

func wayTo(state sapa.State, by sapa.MemberID) []lifecycle.Trigger {
	switch state {
	case sapa.Handled:
		return []lifecycle.Trigger{lifecycle.Taken}
	case sapa.Inactive:
		return []lifecycle.Trigger{lifecycle.Taken, lifecycle.SessionEnded}
	case sapa.Resolved:
		if by != 0 {
			return []lifecycle.Trigger{lifecycle.Taken, lifecycle.Closed}
		}
		return []lifecycle.Trigger{lifecycle.Closed}
	case sapa.InQueue:
	}
	return nil
}

// Neighbour is the owner of another workspace in the same installation, signed in, with a conversation of their own.
func (h *House) Neighbour() (*Person, Object) {
	h.T.Helper()
	link, err := h.Admin.AddWorkspace(h.T.Context(), admin.NewHouse{
		Company: "Toko Sebelah", TimeZone: "Asia/Makassar", Language: sapa.Indonesian, Name: "Tetangga", Email: "tetangga@sebelah.example",
	})
	h.must(err)
	p := h.Anonymous()
	p.Want(http.StatusNoContent, "POST", "/api/v1/invitations/accept", map[string]any{"token": link.Token, "password": Password})
	p.ID = p.Want(http.StatusOK, "GET", "/api/v1/me", nil).Text("member", "id")
	key := p.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "setup", "public_key")
	own := h.Widget
	h.Widget = key
	v := h.Visitor()
	v.Say("halo tetangga")
	h.Widget = own
	a := p.Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all&limit=1", nil)
	o := Object{ID: a.Text("conversations", 0, "id"), Contact: a.Text("conversations", 0, "contact", "id"), Visitor: v}
	o.Message = p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID+"/messages", nil).Text("messages", 0, "id")
	o.File = p.Want(http.StatusCreated, "POST", "/api/v1/uploads?name=a.png", Picture).Text("key")
	return p, o
}

// Stuck leaves a delivery nobody understands at the first channel of a person's workspace, and answers its id.
func (h *House) Stuck(owner *Person) string {
	h.T.Helper()
	key := owner.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "setup", "public_key")
	ch, err := h.Store.ChannelByKey(h.T.Context(), key)
	if err != nil {
		h.T.Fatal(err)
	}
	d := sapa.Delivery{Workspace: ch.Workspace, Channel: ch.ID, Body: []byte(NewKey()), At: h.Clock.Now(), State: sapa.DeliveryStuck, FailureCode: "not_understood"}
	err = h.Store.Write(h.T.Context(), func(tx *store.Tx) error {
		ids, err := tx.AcceptDeliveries(h.T.Context(), []store.Accepted{{Delivery: d, Digest: d.Body, Due: h.Clock.Now().Add(time.Hour)}})
		if err != nil {
			return err
		}
		d.ID = ids[0]
		_, err = tx.PutOffDelivery(h.T.Context(), d, h.Clock.Now())
		return err
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return owner.Want(http.StatusOK, "GET", "/api/v1/deliveries", nil).Text("deliveries", 0, "id")
}
