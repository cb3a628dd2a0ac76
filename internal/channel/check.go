package channel

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// CheckOut tells whether a channel with these capabilities can send a message: nothing is cut, nothing is left out
// silently. What is wrong comes back as an Invalid error with the field.
func (c Caps) CheckOut(m sapa.Message) error {
	var wrong sapa.Fields
	content := m.Content
	if content == nil {
		content = &sapa.Content{}
	}
	switch {
	case content.Template != nil:
		c.checkTemplate(&wrong, *content.Template, m)
	case content.Menu != nil:
		c.checkMenu(&wrong, *content.Menu, m)
	default:
		c.checkText(&wrong, m)
		wrong.Check(len(m.Attachments) <= c.FilesPerMessage, "attachments", "too_many")
		c.checkMail(&wrong, m)
	}
	wrong.Check(m.Place == nil || c.Location, "location", "not_supported")
	wrong.Check(m.Place == nil || m.Place.Valid(), "location", "invalid")
	wrong.Check(m.ReplyTo == 0 || c.Quotes, "reply_to", "not_supported")
	for _, a := range m.Attachments {
		word := c.checkAttachment(a)
		wrong.Check(word == "", "attachments", word)
	}
	return wrong.Err()
}

// checkMail holds a mail's files together, its subject and its recipients against the limits.
func (c Caps) checkMail(wrong *sapa.Fields, m sapa.Message) {
	if c.Mail == nil || m.Content == nil || m.Content.Mail == nil {
		return
	}
	letter := m.Content.Mail
	var total int64
	for _, a := range m.Attachments {
		total += a.Size
	}
	wrong.Check(total <= c.Mail.TotalBytes, "attachments", "too_large")
	wrong.Check(utf8.RuneCountInString(letter.Subject) <= c.Mail.Subject, "mail.subject", "too_long")
	wrong.Check(len(letter.To) > 0, "mail.to", "required")
	wrong.Check(len(letter.To)+len(letter.CC)+len(letter.BCC) <= c.Mail.Recipients, "mail.to", "too_many")
}

// checkText holds the text against the limit of what it stands beside.
func (c Caps) checkText(wrong *sapa.Fields, m sapa.Message) {
	said := strings.TrimSpace(m.Text) != ""
	wrong.Check(said || len(m.Attachments) > 0 || m.Place != nil, "text", "required")
	limit := c.TextLimit
	if m.Comment != nil && m.Comment.Private {
		limit, c.TextBytes = c.PrivateLimit, c.PrivateBytes
	}
	if len(m.Attachments) > 0 && c.CaptionLimit > 0 {
		limit = c.CaptionLimit
	}
	wrong.Check(utf8.RuneCountInString(m.Text) <= limit && c.light(m.Text), "text", "too_long")
	alone := slices.ContainsFunc(m.Attachments, func(a sapa.Attachment) bool { return slices.Contains(c.CaptionNot, a.Kind) })
	if m.Place != nil && slices.Contains(c.CaptionNot, sapa.Location) {
		alone = true
		wrong.Check(len(m.Attachments) == 0, "location", "not_supported")
	}
	wrong.Check(!said || !alone, "text", "not_supported")
}

// light tells whether a text has no more bytes than the provider takes.
func (c Caps) light(text string) bool { return c.TextBytes == 0 || len(text) <= c.TextBytes }

// checkMenu holds what the contact can choose from against the limits. A menu stands below a text and beside nothing
// else.
func (c Caps) checkMenu(wrong *sapa.Fields, menu sapa.Menu, m sapa.Message) {
	if c.Menu == nil {
		wrong.Add("menu", "not_supported")
		return
	}
	wrong.Check(len(m.Attachments) == 0, "attachments", "not_supported")
	wrong.Check(m.Place == nil, "location", "not_supported")
	checkTitle(wrong, "text", m.Text, c.Menu.Text)
	wrong.Check(c.light(m.Text) || utf8.RuneCountInString(m.Text) > c.Menu.Text, "text", "too_long")
	wrong.Check((len(menu.Buttons) > 0) != (len(menu.Rows) > 0), "menu", "invalid")
	wrong.Check(len(menu.Buttons) <= c.Menu.Buttons, "menu.buttons", "too_many")
	wrong.Check(len(menu.Rows) <= c.Menu.Rows, "menu.rows", "too_many")
	if len(menu.Rows) > 0 {
		checkTitle(wrong, "menu.open", menu.Open, c.Menu.Open)
	}
	checkOptions(wrong, "menu.buttons", menu.Buttons, MenuLimits{RowTitle: c.Menu.ButtonTitle, OptionID: c.Menu.OptionID})
	checkOptions(wrong, "menu.rows", menu.Rows, *c.Menu)
}

// optionID is the longest id of an option in bytes, unless the channel's limits say otherwise.
const optionID = 200

// checkOptions holds options against the limits of rows.
func checkOptions(wrong *sapa.Fields, path string, options []sapa.Option, most MenuLimits) {
	seen := map[string]bool{}
	for i, o := range options {
		at := path + "." + strconv.Itoa(i)
		wrong.Check(o.ID != "" && len(o.ID) <= cmp.Or(most.OptionID, optionID) && sapa.Storable(o.ID), at+".id", "invalid")
		wrong.Check(!seen[o.ID], at+".id", "taken")
		seen[o.ID] = true
		checkTitle(wrong, at+".title", o.Title, most.RowTitle)
		wrong.Check(utf8.RuneCountInString(o.Description) <= most.RowText, at+".description", "too_long")
	}
}

// checkTitle wants a text that says something and is no longer than so many runes.
func checkTitle(wrong *sapa.Fields, field, text string, most int) {
	wrong.Check(strings.TrimSpace(text) != "", field, "required")
	wrong.Check(utf8.RuneCountInString(text) <= most, field, "too_long")
}

// checkTemplate wants the file a template has its place for, and nothing beside the template.
func (c Caps) checkTemplate(wrong *sapa.Fields, use sapa.TemplateUse, m sapa.Message) {
	if !c.Templates {
		wrong.Add("template", "not_supported")
		return
	}
	wrong.Check(use.Name != "" && use.Language != "", "template", "required")
	wrong.Check(m.Place == nil, "location", "not_supported")
	if use.Parts.Media == "" {
		wrong.Check(len(m.Attachments) == 0, "attachments", "not_supported")
		return
	}
	wrong.Check(len(m.Attachments) > 0, "attachments", "required")
	wrong.Check(len(m.Attachments) <= 1, "attachments", "too_many")
	for _, a := range m.Attachments {
		wrong.Check(a.Kind == use.Parts.Media, "attachments", "unsupported_type")
	}
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

// checkAttachment is CheckFile with a look at the content type.
func (c Caps) checkAttachment(a sapa.Attachment) string {
	if _, ok := c.Becomes(a); !ok {
		return "unsupported_type"
	}
	return c.CheckFile(a.Kind, a.Size)
}

// becomes is into what we can turn a file without touching what it holds: browsers record sound in a container that
// messengers do not take.
var becomes = map[string]string{"audio/webm": "audio/ogg"}

// Becomes answers the content type as which a file is sent: its own, or that into which it is turned where the channel
// takes only that; false when it takes neither.
func (c Caps) Becomes(a sapa.Attachment) (string, bool) {
	types := c.Files[a.Kind].Types
	switch other := becomes[a.Type]; {
	case len(types) == 0, slices.Contains(types, a.Type):
		return a.Type, true
	case slices.Contains(types, other):
		return other, true
	}
	return "", false
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

// CheckReply is CheckWindow for what a member wrote. Late tells that only their being a person permits it.
func (c Caps) CheckReply(by sapa.Actor, ends, now time.Time) (late bool, err error) {
	err = c.CheckWindow(ends, now)
	if err == nil || by.Kind != sapa.ByMember || ends.IsZero() || c.CheckWindow(ends.Add(c.Late()), now) != nil {
		return false, err
	}
	return true, nil
}

// Late is how long after the messaging window a person may still answer; zero for not at all.
func (c Caps) Late() time.Duration { return max(0, c.Grace-c.Window) }

// Of is what the kind's channel with this configuration can do: what its account has not been permitted is left out.
func (s Spec) Of(config map[string]any) Spec {
	if on, _ := config[s.Caps.GraceField].(bool); !on {
		s.Caps.Grace = 0
	}
	return s
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
