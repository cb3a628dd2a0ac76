package inbox

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// MarkRead notes that a member has read a conversation up to a sequence number, or further: what comes late from
// another window brings nothing back. It changes no state (CNV-2); when nobody had read that far, the customer's side
// is told.
func (b *Inbox) MarkRead(ctx context.Context, by sapa.By, id sapa.ConversationID, seq int) error {
	c, _, err := b.seen(ctx, by, id)
	if err != nil {
		return err
	}
	seq = min(max(seq, 0), c.LastSeq)
	inbound, err := b.store.InboundUpTo(ctx, by.Workspace, id, seq)
	if err != nil {
		return err
	}
	mark := store.ReadMark{Member: by.Member, Conversation: id, Seq: seq, Inbound: inbound, At: b.now()}
	err = b.store.Write(ctx, func(tx *store.Tx) error { return tx.AdvanceRead(ctx, by.Workspace, mark) })
	if err != nil || seq <= c.AgentReadSeq {
		return err
	}
	return b.change(ctx, by, func(s *step) error { return s.readBy(ctx, id, seq) })
}

// readBy moves the mark up to which any member has read. Who lost sight of the conversation meanwhile moves nothing.
func (s *step) readBy(ctx context.Context, id sapa.ConversationID, seq int) error {
	c, err := s.Conversation(ctx, s.Workspace.ID, id)
	if err != nil || seq <= c.AgentReadSeq || !s.who.Scope().Sees(c.Facts) {
		return err
	}
	c.AgentReadSeq = seq
	if err := s.UpdateConversation(ctx, c); err != nil {
		return err
	}
	s.tellRead(c)
	_, spec, err := s.channel(ctx, c.Channel)
	if err != nil {
		return err
	}
	return s.markSeen(ctx, c, seq, spec.For(c.Kind))
}

// tellRead emits how far members have read a conversation by now.
func (s *step) tellRead(c sapa.Conversation) {
	s.Emit(sapa.Event{
		Kind: sapa.ConversationRead, At: s.now, Actor: sapa.MemberActor(s.who.ID), Conversation: c.ID, AfterSeq: c.LastSeq,
		Data: map[string]any{"seq": c.AgentReadSeq},
	})
}

// MarkUnread makes the newest customer message count as unread for the member again.
func (b *Inbox) MarkUnread(ctx context.Context, by sapa.By, id sapa.ConversationID) error {
	c, _, err := b.seen(ctx, by, id)
	if err != nil {
		return err
	}
	mark := store.ReadMark{Member: by.Member, Conversation: id, Seq: max(0, c.LastSeq-1), Inbound: max(0, c.InboundCount-1), At: b.now()}
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.SetRead(ctx, by.Workspace, mark) })
}

// SaveDraft keeps what a member has typed and not sent; an empty text deletes it. It answers false when a newer
// revision was kept before.
func (b *Inbox) SaveDraft(ctx context.Context, by sapa.By, d sapa.Draft) (bool, error) {
	var wrong sapa.Fields
	wrong.Check(d.Mode == sapa.ReplyDraft || d.Mode == sapa.NoteDraft, "mode", "not_an_option")
	wrong.Check(len([]rune(d.Text)) <= draftRunes, "text", "too_long")
	wrong.Check(d.Revision > 0, "revision", "required")
	if err := wrong.Err(); err != nil {
		return false, err
	}
	if _, _, err := b.seen(ctx, by, d.Conversation); err != nil {
		return false, err
	}
	if err := b.onlyOwn(ctx, by, &d); err != nil {
		return false, err
	}
	d.Member, d.UpdatedAt = by.Member, b.now()
	var saved bool
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		saved, err = tx.SaveDraft(ctx, by.Workspace, d)
		return err
	})
	return saved, err
}

// onlyOwn leaves out of a draft the files that are not the member's own uploads, as those that lay too long, and refuses
// to quote what is not in the conversation.
func (b *Inbox) onlyOwn(ctx context.Context, by sapa.By, d *sapa.Draft) error {
	files, err := b.ownUploads(ctx, by, d.Attachments)
	if err != nil {
		return err
	}
	d.Attachments = nil
	for _, f := range files {
		d.Attachments = append(d.Attachments, f.Key)
	}
	if d.ReplyTo == 0 {
		return nil
	}
	quoted, err := b.store.Message(ctx, by.Workspace, d.ReplyTo)
	if sapa.KindOf(err) == sapa.NotFound || (err == nil && quoted.Conversation != d.Conversation) {
		return sapa.BadField("reply_to", "not_found")
	}
	return err
}

// ownUploads are those of some files that a member uploaded and has not sent.
func (b *Inbox) ownUploads(ctx context.Context, by sapa.By, keys []string) ([]sapa.Attachment, error) {
	files, err := b.store.LooseAttachments(ctx, by.Workspace, keys)
	return slices.DeleteFunc(files, func(f sapa.Attachment) bool { return f.Uploader != sapa.MemberActor(by.Member) }), err
}

// draftRunes is the longest draft: that of the channel with the longest text (spec CHN-10, email).
const draftRunes = 25_000

// KeptDraft is a draft with the files uploaded for it that are still there.
type KeptDraft struct {
	sapa.Draft
	Files []sapa.Attachment
}

// Drafts reads the member's drafts for a conversation they may see.
func (b *Inbox) Drafts(ctx context.Context, by sapa.By, id sapa.ConversationID) ([]KeptDraft, error) {
	if _, _, err := b.seen(ctx, by, id); err != nil {
		return nil, err
	}
	all, err := b.store.Drafts(ctx, by.Workspace, by.Member, id)
	if err != nil {
		return nil, err
	}
	kept := make([]KeptDraft, len(all))
	for i, d := range all {
		kept[i].Draft = d
		if kept[i].Files, err = b.ownUploads(ctx, by, d.Attachments); err != nil {
			return nil, err
		}
	}
	return kept, nil
}
