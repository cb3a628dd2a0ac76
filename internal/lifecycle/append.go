package lifecycle

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Append puts a message at the end of a conversation: it gives the message its numbers and brings the
// conversation's counters and preview up to date. It moves no state; see Move.
func Append(c sapa.Conversation, m sapa.Message) (sapa.Conversation, sapa.Message) {
	c.LastSeq++
	m.Seq, m.Shown = c.LastSeq, 0
	if m.Direction != sapa.Note {
		c.ShownCount++
		m.Shown = c.ShownCount
		c.Last = Preview(m)
	}
	if m.Direction == sapa.In {
		c.InboundCount++
	}
	return c, m
}

// AppendQuiet is Append for what a machine wrote: nobody has it unread.
func AppendQuiet(c sapa.Conversation, m sapa.Message) (sapa.Conversation, sapa.Message) {
	unread := c.InboundCount
	c, m = Append(c, m)
	c.InboundCount = unread
	return c, m
}

// Preview is what a list row says of a message. Notes never become one: the row shows what customer and company
// said to each other.
func Preview(m sapa.Message) sapa.Preview {
	text := m.Text
	if m.Content != nil && m.Content.Mail != nil {
		text = mailPreview(m.Seq == 1, m.Content.Mail.Subject, text)
	}
	return sapa.Preview{At: m.At, Direction: m.Direction, Kind: m.Kind, Text: Shorten(text), Author: m.Author}
}

// mailPreview is what a list row says of a mail: the first of a conversation with its subject, which the others share.
func mailPreview(first bool, subject, text string) string {
	switch {
	case text == "":
		return subject
	case first && subject != "":
		return subject + " – " + text
	}
	return text
}

// Shorten folds a text to one line of at most sapa.PreviewRunes runes.
func Shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > sapa.PreviewRunes {
		return string(runes[:sapa.PreviewRunes-1]) + "…"
	}
	return text
}
