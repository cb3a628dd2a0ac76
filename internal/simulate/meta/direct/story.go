package direct

import "github.com/sapa-inbox/sapa/internal/simulate/meta"

// AnswerStory writes about a story of the account, whose address stands beside the words.
func (c *Customer) AnswerStory(words string) (id string) {
	c.p.Change(func() {
		story := &wireStory{URL: c.p.storyLink(), ID: "180" + c.p.Random("0123456789", 14)}
		id = c.p.write(c.at, wireMessage{Text: words, ReplyTo: &wireReply{Story: story}}, Message{Kind: "text", Text: words, Story: story.URL})
	})
	return id
}

// Mention names the account in a story of the customer.
func (c *Customer) Mention() (id string) {
	c.p.Change(func() {
		address := c.p.storyLink()
		w := wireMessage{Attachments: []wireAttachment{{Type: "story_mention", Payload: &wirePayload{URL: address}}}}
		id = c.p.write(c.at, w, Message{Kind: "story_mention", Story: address})
	})
	return id
}

// storyLink is the address of a story, with a signature of its own; the lock is held.
func (p *Provider) storyLink() string {
	return "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1" + p.Random("0123456789", 15) + "&signature=" + p.Random(meta.Letters, 40)
}

// Vanish writes what the API does not show, such as a picture that can be looked at once.
func (c *Customer) Vanish() (id string) {
	c.p.Change(func() { id = c.p.write(c.at, wireMessage{Unsupported: true}, Message{Kind: "unsupported"}) })
	return id
}

// Unsend takes a message of the customer back.
func (c *Customer) Unsend(id string) {
	c.p.Change(func() {
		m := c.at.find(id)
		if m == nil || m.FromBusiness {
			return
		}
		m.Unsent, m.Text, m.Media = true, "", ""
		c.p.Enqueue(c.p.event(c.at, c.p.Now(), wireEvent{Message: &wireMessage{Mid: id, Deleted: true}}))
	})
}
