package inbox

import (
	"bytes"
	"context"
	"io"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/media"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// prepare makes what a channel sends of what waits. It answers a failure when our own rules forbid it now, and nothing at
// all when there is nothing to do any more: the provider is not asked then.
func (l *lane) prepare(ctx context.Context, q sapa.Send) (*channel.Outbound, *channel.Failure, error) {
	b := l.box
	m, err := b.store.Message(ctx, l.Workspace, q.Message)
	if err != nil {
		return nil, nil, err
	}
	c, err := b.store.Conversation(ctx, l.Workspace, q.Conversation)
	if err != nil {
		return nil, nil, err
	}
	out := &channel.Outbound{ID: sendID(b.sends, q)}
	if out.To, err = b.recipients(ctx, l.Workspace, c); err != nil {
		return nil, nil, err
	}
	caps := l.spec.For(c.Kind)
	if q.Kind != sapa.SendMessage {
		return small(out, q, m), nil, nil
	}
	if !m.DeletedAt.IsZero() {
		return nil, &channel.Failure{Class: channel.Permanent, Code: "deleted"}, nil
	}
	// It may have waited, for a provider or for a repair, until the window was closed.
	if out.Late, err = checkWindow(caps, m, c, b.now()); err != nil {
		return nil, &channel.Failure{Class: channel.Permanent, Code: sapa.CodeOf(err)}, nil
	}
	out.Message = &m
	if m.Content != nil && m.Content.Mail != nil {
		out.Thread = c.Room
	}
	for _, a := range m.Attachments {
		file, failure := b.fitting(ctx, a, caps)
		if failure != nil {
			return nil, failure, nil
		}
		out.Files = append(out.Files, file)
	}
	if m.Comment != nil {
		failure, err := b.answered(ctx, m, out)
		return out, failure, err
	}
	out.Quoted, err = b.quoted(ctx, m)
	return out, nil, err
}

// small fills in what is done to a message that the provider knows; nil when it knows none.
func small(out *channel.Outbound, q sapa.Send, m sapa.Message) *channel.Outbound {
	if m.ProviderID == "" || q.Kind == sapa.SendEdit && !m.DeletedAt.IsZero() {
		return nil
	}
	switch q.Kind {
	case sapa.SendReaction:
		out.Reaction = &channel.Reaction{Message: m.ProviderID, Emoji: q.Emoji}
	case sapa.SendSeen:
		out.Seen = m.ProviderID
	case sapa.SendEdit:
		out.Edit = &channel.Edit{Message: m.ProviderID, Text: m.Text, Caption: len(m.Attachments) > 0}
		if m.Content != nil {
			out.Edit.Menu = m.Content.Menu
		}
	case sapa.SendDelete:
		out.Delete = m.ProviderID
	case sapa.SendPicked:
		out.Picked = m.ProviderID
	case sapa.SendHide, sapa.SendLike:
		return switched(out, q, m)
	}
	return out
}

// recipients lists the ids a conversation's contact has on its channel.
func (b *Inbox) recipients(ctx context.Context, ws sapa.WorkspaceID, c sapa.Conversation) ([]string, error) {
	all, err := b.store.Identities(ctx, ws, c.Contact)
	var to []string
	for _, i := range all {
		if i.Channel == c.Channel {
			to = append(to, i.External)
		}
	}
	return to, err
}

// fitting is a file as the channel takes it. What a browser recorded goes into the container that messengers take, as a
// voice note: its sound is copied, and what is kept here stays as it is.
func (b *Inbox) fitting(ctx context.Context, a sapa.Attachment, caps channel.Caps) (channel.File, *channel.Failure) {
	file := channel.File{Attachment: a, Open: b.opener(a)}
	to, ok := caps.Becomes(a)
	if !ok || to == a.Type {
		return file, nil
	}
	r, _, err := b.files.Blobs.Open(ctx, blob.Key(a.Key))
	if err != nil {
		return file, &channel.Failure{Class: channel.Temporary, Code: "file_unreadable", Detail: "the file could not be opened"}
	}
	defer r.Close()
	var turned bytes.Buffer
	if err := media.OggOpus(&turned, r); err != nil {
		return file, &channel.Failure{Class: channel.Permanent, Code: "media_refused", Detail: "the recording is not one with Opus"}
	}
	kind, _ := media.ByMIME(to)
	file.Name, file.Type, file.Size, file.Voice = kind.Name(a.Name), to, int64(turned.Len()), true
	file.Open = func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(turned.Bytes())), nil
	}
	return file, nil
}

func (b *Inbox) opener(a sapa.Attachment) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) {
		r, _, err := b.files.Blobs.Open(ctx, blob.Key(a.Key))
		return r, err
	}
}

// quoted is the provider's id of the message another one quotes; empty when the provider knows none.
func (b *Inbox) quoted(ctx context.Context, m sapa.Message) (string, error) {
	if m.ReplyTo == 0 {
		return "", nil
	}
	q, err := b.store.Message(ctx, m.Workspace, m.ReplyTo)
	if sapa.KindOf(err) == sapa.NotFound || q.Direction == sapa.Note {
		return "", nil
	}
	return q.ProviderID, err
}
