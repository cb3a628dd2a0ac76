package telegram

import (
	"slices"
	"time"
)

// target finds the message that a request changes; the lock is held.
func (p *Provider) target(c *call, missing string) (*person, *Message, *apiError) {
	one, e := p.addressed(c)
	if e != nil {
		return nil, nil, e
	}
	m := one.find(c.params.number("message_id"))
	if m == nil || m.Deleted {
		return one, nil, bad(missing)
	}
	return one, m, nil
}

func (p *Provider) setReaction(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	_, m, e := p.target(c, "message to react not found")
	if e != nil {
		return nil, e
	}
	var list []struct{ Type, Emoji string }
	if err := c.params.object("reaction", &list); err != nil || len(list) > 1 {
		return nil, bad("can't parse reactions JSON object")
	}
	m.BotReaction = ""
	if len(list) == 1 {
		if list[0].Type != "emoji" || !slices.Contains(reactions, list[0].Emoji) {
			return nil, bad("REACTION_INVALID")
		}
		m.BotReaction = list[0].Emoji
	}
	p.Stage.Tell()
	return true, nil
}

const notModified = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

func (p *Provider) editMessage(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	one, m, e := p.target(c, "message to edit not found")
	if e != nil {
		return nil, e
	}
	after, text := *m, c.params.values["text"]
	switch caption := c.method == "editMessageCaption"; {
	case !m.FromBot:
		return nil, bad("message can't be edited")
	case caption && m.File == "":
		return nil, bad("there is no caption in the message to edit")
	case !caption && m.Kind != "text":
		return nil, bad("there is no text in the message to edit")
	case caption:
		text = c.params.values["caption"]
	default:
		if e := checkText(text); e != nil {
			return nil, e
		}
	}
	after.Text, after.Edited = text, true
	if e := after.buttons(c.params); e != nil {
		return nil, e
	}
	if after.Text == m.Text && slices.Equal(after.Buttons, m.Buttons) {
		return nil, bad(notModified)
	}
	*m = after
	p.Stage.Tell()
	return p.told(one, m), nil
}

// deleteWithin is how old a message may be that is taken back.
const deleteWithin = 48 * time.Hour

func (p *Provider) deleteMessage(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	_, m, e := p.target(c, "message to delete not found")
	if e != nil {
		return nil, e
	}
	if c.at.Sub(m.At) >= deleteWithin {
		return nil, bad("message can't be deleted for everyone")
	}
	m.Deleted = true
	p.Stage.Tell()
	return true, nil
}

func (p *Provider) answerQuery(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	id := c.params.values["callback_query_id"]
	if _, known := p.queries[id]; !known {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	p.queries[id] = true
	p.Stage.Tell()
	return true, nil
}

// Answered tells how many presses of buttons wait to be answered, and how many were.
func (p *Provider) Answered() (waiting, answered int) {
	p.Lock()
	defer p.Unlock()
	for _, done := range p.queries {
		if done {
			answered++
		} else {
			waiting++
		}
	}
	return waiting, answered
}
