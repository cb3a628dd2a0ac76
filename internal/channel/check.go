package channel

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// CheckOut tells whether a channel with these capabilities can send a message: nothing is cut, nothing is left out
// silently. What is wrong comes back as an Invalid error with the field.
func (c Caps) CheckOut(m sapa.Message) error {
	var wrong sapa.Fields
	wrong.Check(utf8.RuneCountInString(m.Text) <= c.TextLimit, "text", "too_long")
	wrong.Check(strings.TrimSpace(m.Text) != "" || len(m.Attachments) > 0 || m.Place != nil, "text", "required")
	wrong.Check(len(m.Attachments) <= c.FilesPerMessage, "attachments", "too_many")
	wrong.Check(m.Place == nil || c.Location, "location", "not_supported")
	wrong.Check(m.Place == nil || m.Place.Valid(), "location", "invalid")
	wrong.Check(m.ReplyTo == 0 || c.Quotes, "reply_to", "not_supported")
	for _, a := range m.Attachments {
		wrong.Check(c.CheckFile(a.Kind, a.Size) == "", "attachments", c.CheckFile(a.Kind, a.Size))
	}
	return wrong.Err()
}

// CheckFile answers the word for why a file cannot be sent, empty when it can.
func (c Caps) CheckFile(kind sapa.MessageKind, bytes int64) string {
	limit, ok := c.Files[kind]
	switch {
	case !ok:
		return "unsupported_type"
	case bytes > limit.Bytes:
		return "too_large"
	}
	return ""
}

// CheckReaction tells whether an emoji can be put on a message; the empty one takes a reaction away and always can.
func (c Caps) CheckReaction(emoji string) error {
	if emoji != "" && !slices.Contains(c.Reactions, emoji) {
		return sapa.BadField("emoji", "not_supported")
	}
	return nil
}

// CheckWindow answers a Conflict when the channel's messaging window is closed.
func (c Caps) CheckWindow(ends, now time.Time) error {
	if c.Window > 0 && !now.Before(ends) {
		return sapa.Errorf(sapa.Conflict, "window_closed", "the channel's messaging window is closed")
	}
	return nil
}

// KindOf is what a message with these files is: the kind they share, or a file when they differ; other when there
// are none.
func KindOf(files []sapa.Attachment, other sapa.MessageKind) sapa.MessageKind {
	for i, f := range files {
		if i > 0 && f.Kind != files[0].Kind {
			return sapa.File
		}
	}
	if len(files) == 0 {
		return other
	}
	return files[0].Kind
}
