package inbox

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Writing is what a member wants to say in a conversation.
type Writing struct {
	// ClientID is the writer's own id for the message, 8 to 64 characters; the same again changes nothing.
	ClientID string
	Text     string
	// Files are the keys of uploads.
	Files   []string
	Place   *sapa.Place
	ReplyTo sapa.MessageID
	// Menu is what the contact is offered to choose from; nil for nothing.
	Menu *sapa.Menu
	// Template is an approved text to send instead of one's own; nil for none.
	Template *TemplateChoice
	// Private sends a reply to whoever wrote the comment in ReplyTo, and to nobody else.
	Private bool
	// Mail is what is filled in beside the text of a mail; nil for what is usual.
	Mail *sapa.MailWriting
	// Mentions are the members a note calls; ignored for a reply.
	Mentions []sapa.MemberID
	// SeenSeq is the newest sequence number the writer had seen. When a colleague has replied after it, the reply is
	// a Conflict, so that a customer is not answered twice. Zero asks for no such check.
	SeenSeq int
	// From is the assignee the writer saw, zero for nobody; when it is another one by now, a reply is a Conflict and
	// is not sent. Nil asks for no such check.
	From *sapa.MemberID
}

// TemplateChoice names a template of the conversation's channel and the values for its places.
type TemplateChoice struct {
	Name     string
	Language string
	// Values are by place, such as "body.1"; see channel.Places.
	Values map[string]string
}

// Written is a message that was stored.
type Written struct {
	Message sapa.Message
	// Repeated tells that the same ClientID was here before; nothing was written.
	Repeated bool
}

// Reply sends a message to the contact. In a conversation nobody handles it claims: of several replies at the same
// moment one wins, the others are Conflicts and are not sent (CNV-2).
func (b *Inbox) Reply(ctx context.Context, by sapa.By, id sapa.ConversationID, w Writing) (Written, error) {
	return b.answerIn(ctx, by, "Reply", id, w)
}

// answerIn runs a verb that sends a message to the contact.
func (b *Inbox) answerIn(ctx context.Context, by sapa.By, verb string, id sapa.ConversationID, w Writing) (Written, error) {
	return b.write(ctx, by, destination{conversation: id, direction: sapa.Out}, w, func(s *step) (sapa.Message, error) {
		c, err := s.enter(ctx, verb, id)
		if err != nil {
			return sapa.Message{}, err
		}
		if err := s.checkFrom(ctx, c, w.From); err != nil {
			return sapa.Message{}, err
		}
		return s.reply(ctx, c, w)
	})
}

// destination is where a writing belongs.
type destination struct {
	conversation sapa.ConversationID
	direction    sapa.Direction
	// begins tells that it is the first message of a conversation that is not there yet.
	begins bool
}

// holds tells whether a message is where it belongs.
func (d destination) holds(m sapa.Message) bool {
	return m.Direction == d.direction && (d.begins && m.Seq == 1 || m.Conversation == d.conversation)
}

// write runs a verb that stores a message, once for each ClientID.
func (b *Inbox) write(ctx context.Context, by sapa.By, into destination, w Writing, verb func(*step) (sapa.Message, error)) (Written, error) {
	if len(w.ClientID) < 8 || len(w.ClientID) > 64 || !sapa.Storable(w.ClientID) {
		return Written{}, sapa.BadField("client_id", "invalid")
	}
	var out Written
	err := b.change(ctx, by, func(s *step) error {
		out = Written{}
		m, err := s.FindMessageByClientID(ctx, by.Workspace, by.Member, w.ClientID)
		if err == nil {
			out = Written{Message: m, Repeated: true}
			return w.sameAgain(into, m)
		}
		if sapa.KindOf(err) != sapa.NotFound {
			return err
		}
		out.Message, err = verb(s)
		return err
	})
	if err != nil || out.Repeated {
		return out, err
	}
	out.Message, err = b.store.Message(ctx, by.Workspace, out.Message.ID)
	return out, err
}

// sameAgain refuses a ClientID that was used for something else before. What the message says is compared only while
// it says what was sent.
func (w Writing) sameAgain(into destination, m sapa.Message) error {
	same := into.holds(m)
	if m.EditedAt.IsZero() && m.DeletedAt.IsZero() {
		same = same && w.sameWords(m) && w.sameLetter(m) && w.Private == (m.Comment != nil && m.Comment.Private) && w.sameFiles(m.Attachments) && (m.Place == nil) == (w.Place == nil) && (m.Place == nil || *m.Place == *w.Place)
	}
	if !same {
		return sapa.Errorf(sapa.Conflict, "client_id_reused", "this client id was used for another message")
	}
	return nil
}

// sameWords compares what was written; of a template only which one, since its message says what it became.
func (w Writing) sameWords(m sapa.Message) bool {
	if m.Content == nil || m.Content.Template == nil {
		return w.Template == nil && m.Text == w.Text
	}
	used := m.Content.Template
	return w.Template != nil && w.Template.Name == used.Name && w.Template.Language == used.Language
}

func (w Writing) sameFiles(files []sapa.Attachment) bool {
	return len(files) == len(w.Files) && !slices.ContainsFunc(files, func(f sapa.Attachment) bool { return !slices.Contains(w.Files, f.Key) })
}

func (s *step) reply(ctx context.Context, c sapa.Conversation, w Writing) (sapa.Message, error) {
	ch, spec, err := s.channel(ctx, c.Channel)
	if err != nil {
		return sapa.Message{}, err
	}
	if ch.State != sapa.ChannelOn {
		return sapa.Message{}, sapa.Errorf(sapa.Conflict, "channel_off", "the channel is switched off")
	}
	caps := spec.For(c.Kind)
	m, err := s.compose(ctx, c, w)
	if err != nil {
		return m, err
	}
	if err := s.answer(ctx, c, caps, w, &m); err != nil {
		return m, err
	}
	if err := s.fillTemplate(ctx, caps, ch, w, &m); err != nil {
		return m, err
	}
	if err := s.fillMail(ctx, spec, ch, c.Room, w, &m); err != nil {
		return m, err
	}
	m.Direction, m.Status = sapa.Out, sapa.Queued
	if caps.Widget {
		m.Status = sapa.Sent
	}
	if _, err := checkWindow(caps, m, c, s.now); err != nil {
		return m, err
	}
	if err := caps.CheckOut(m); err != nil {
		return m, err
	}
	if err := s.checkSeen(ctx, c, w.SeenSeq); err != nil {
		return m, err
	}
	after, transition, err := lifecycle.Move(c, lifecycle.Replied, s.who.ID, s.now, s.clock(ch, spec, c.Kind))
	if err != nil {
		return m, err
	}
	if transition != "" {
		if err := s.room(ctx, ch); err != nil {
			return m, err
		}
		s.claimed(c, after, lifecycle.Replied)
	}
	after, m = lifecycle.Append(after, m)
	after.AgentReadSeq = after.LastSeq
	if err := s.ContinueConversation(ctx, c, after); err != nil {
		return m, err
	}
	if m, err = s.put(ctx, after, m, sapa.MessageSent); err != nil {
		return m, err
	}
	if err := s.sentMail(ctx, after, m); err != nil {
		return m, err
	}
	if err := s.answeredPrivately(ctx, m); err != nil {
		return m, err
	}
	if err := s.enqueue(ctx, after, caps, sapa.Send{Message: m.ID, Kind: sapa.SendMessage}); err != nil {
		return m, err
	}
	return m, s.sawAll(ctx, c, after, caps)
}

// sawAll notes that whoever answers has read what stood there. The customer is told with the answer, unless they knew.
func (s *step) sawAll(ctx context.Context, before, after sapa.Conversation, caps channel.Caps) error {
	if before.AgentReadSeq < before.LastSeq {
		s.tellRead(after)
		if err := s.markSeen(ctx, before, before.LastSeq, caps); err != nil {
			return err
		}
	}
	mark := store.ReadMark{Member: s.who.ID, Conversation: after.ID, Seq: after.LastSeq, Inbound: after.InboundCount, At: s.now}
	return s.AdvanceRead(ctx, s.Workspace.ID, mark)
}

// claimed emits that the acting member became the assignee.
func (s *step) claimed(before, after sapa.Conversation, why lifecycle.Trigger) {
	s.Emit(sapa.Event{
		Kind: sapa.ConversationAssigned, At: s.now, Actor: sapa.MemberActor(s.who.ID), Why: string(why),
		Conversation: after.ID, AfterSeq: before.LastSeq, Subject: int64(after.Assignee), Was: &before.Facts,
	})
}

// compose makes the message of a writing, without direction and numbers.
func (s *step) compose(ctx context.Context, c sapa.Conversation, w Writing) (sapa.Message, error) {
	files, err := s.uploads(ctx, w.Files, func(a sapa.Attachment) bool { return a.Uploader == sapa.MemberActor(s.who.ID) })
	if err != nil {
		return sapa.Message{}, err
	}
	kind := sapa.Text
	if w.Place != nil {
		kind = sapa.Location
	}
	m := sapa.Message{
		Author: sapa.MemberActor(s.who.ID), Kind: channel.KindOf(files, kind), Text: w.Text, Place: w.Place, Attachments: files,
		ReplyTo: w.ReplyTo, ClientID: w.ClientID, At: s.now,
	}
	if w.Menu != nil {
		m.Kind, m.Content = sapa.Menus, &sapa.Content{Menu: w.Menu}
	}
	if w.ReplyTo == 0 {
		return m, nil
	}
	quoted, err := s.Message(ctx, s.Workspace.ID, w.ReplyTo)
	if sapa.KindOf(err) == sapa.NotFound || (err == nil && quoted.Conversation != c.ID) {
		return m, sapa.BadField("reply_to", "not_found")
	}
	return m, err
}

// checkSeen refuses a reply when a colleague has replied since the writer last looked.
func (s *step) checkSeen(ctx context.Context, c sapa.Conversation, seen int) error {
	if seen == 0 || seen >= c.LastSeq {
		return nil
	}
	newer, err := s.MessagesAfter(ctx, s.Workspace.ID, c.ID, seen, newerLimit)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(newer, func(m sapa.Message) bool {
		return m.Direction == sapa.Out && m.Author.Kind == sapa.ByMember && m.Author.Member() != s.who.ID
	})
	if i < 0 {
		return nil
	}
	colleague, err := s.Member(ctx, s.Workspace.ID, newer[i].Author.Member())
	if err != nil {
		return err
	}
	return sapa.Errorf(sapa.Conflict, "newer_reply", "a colleague has replied in the meantime").
		With("member", map[string]any{"id": colleague.ID, "name": colleague.Name})
}

// newerLimit is how many newer messages checkSeen looks through.
const newerLimit = 50

// AddNote stores a note, which only members see. It changes no state and claims nothing (CNV-2).
func (b *Inbox) AddNote(ctx context.Context, by sapa.By, id sapa.ConversationID, w Writing) (Written, error) {
	return b.write(ctx, by, destination{conversation: id, direction: sapa.Note}, w, func(s *step) (sapa.Message, error) {
		c, err := s.enter(ctx, "AddNote", id)
		if err != nil {
			return sapa.Message{}, err
		}
		_, m, err := s.note(ctx, c, w)
		return m, err
	})
}

func (s *step) note(ctx context.Context, c sapa.Conversation, w Writing) (sapa.Conversation, sapa.Message, error) {
	m, err := s.compose(ctx, c, w)
	if err != nil {
		return c, m, err
	}
	m.Direction = sapa.Note
	if m.Mentions, err = s.mentions(ctx, c, w.Mentions); err != nil {
		return c, m, err
	}
	if err := noteLimits.CheckOut(m); err != nil {
		return c, m, err
	}
	before := c
	c, m = lifecycle.Append(c, m)
	if err := s.ContinueConversation(ctx, before, c); err != nil {
		return c, m, err
	}
	m, err = s.put(ctx, c, m, sapa.NoteAdded)
	return c, m, err
}

// noteLimits is what a note may hold, whatever the channel. The file sizes are those of a web chat.
var noteLimits = channel.Caps{
	TextLimit: 10_000, FilesPerMessage: 10, Location: true, Quotes: true,
	Files: map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: {Bytes: noteFile}, sapa.Audio: {Bytes: noteFile}, sapa.Video: {Bytes: noteFile}, sapa.File: {Bytes: noteFile},
	},
}

const noteFile = 25 << 20

// mentions checks that everybody a note calls can see the conversation: a mention must not show it to somebody else.
func (s *step) mentions(ctx context.Context, c sapa.Conversation, ids []sapa.MemberID) ([]sapa.MemberID, error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, id := range ids {
		m, err := s.Member(ctx, s.Workspace.ID, id)
		if err != nil && sapa.KindOf(err) != sapa.NotFound {
			return nil, err
		}
		if err != nil || !s.scopeOf(m).Sees(c.Facts) {
			return nil, sapa.BadField("mentions", "cannot_see")
		}
	}
	return ids, nil
}
