package telegram

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// reactions are the emoji a bot may put on a message ("ReactionTypeEmoji").
var reactions = strings.Fields(`❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝
	✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡`)

func tooMany(wait time.Duration) *apiError {
	seconds := int((wait + time.Second - 1) / time.Second)
	return &apiError{code: http.StatusTooManyRequests, description: fmt.Sprintf("Too Many Requests: retry after %d", seconds), retryAfter: seconds}
}

// addressed finds the customer a request is for; the lock is held.
func (p *Provider) addressed(c *call) (*person, *apiError) {
	i := slices.IndexFunc(p.people, func(one *person) bool { return one.ID == c.params.number("chat_id") })
	switch {
	case c.params.values["chat_id"] == "":
		return nil, bad("chat_id is empty")
	case i < 0:
		return nil, bad("chat not found")
	}
	one := p.people[i]
	switch {
	case one.gone:
		return one, &apiError{code: 403, description: "Forbidden: user is deactivated"}
	case one.blocked:
		return one, &apiError{code: 403, description: "Forbidden: bot was blocked by the user"}
	case !one.wrote:
		return one, &apiError{code: 403, description: "Forbidden: bot can't initiate conversation with a user"}
	}
	return one, nil
}

// hasty refuses what comes too soon after what the customer got before; the lock is held.
func (p *Provider) hasty(one *person, now time.Time) *apiError {
	if p.o.Limits.Pair <= 0 {
		return nil
	}
	window := p.o.Limits.Pair * time.Duration(max(1, p.o.Limits.Burst))
	recent := slices.DeleteFunc(p.sent[one.ID], func(t time.Time) bool { return now.Sub(t) >= window })
	if len(recent) >= max(1, p.o.Limits.Burst) {
		p.sent[one.ID] = recent
		return tooMany(window - now.Sub(recent[0]))
	}
	p.sent[one.ID] = append(recent, now)
	return nil
}

// deliver puts a message of the bot into a customer's thread and answers it as the API does.
func (p *Provider) deliver(c *call, fill func(m *Message) *apiError) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	one, e := p.addressed(c)
	if e != nil {
		return nil, e
	}
	m := &Message{At: c.at, FromBot: true}
	if e := fill(m); e != nil {
		return nil, e
	}
	if e := p.quote(c, one, m); e != nil {
		return nil, e
	}
	if e := m.buttons(c.params); e != nil {
		return nil, e
	}
	if e := p.hasty(one, c.at); e != nil {
		return nil, e
	}
	p.message++
	m.ID = p.message
	one.thread = append(one.thread, m)
	one.typing = time.Time{}
	p.Stage.Tell()
	return p.told(one, m), nil
}

// quote looks up the message that is replied to.
func (p *Provider) quote(c *call, one *person, m *Message) *apiError {
	var reply struct {
		Message int64 `json:"message_id"`
		Without bool  `json:"allow_sending_without_reply"`
	}
	if err := c.params.object("reply_parameters", &reply); err != nil {
		return bad("can't parse reply parameters JSON object")
	}
	switch quoted := one.find(reply.Message); {
	case reply.Message == 0:
	case quoted != nil && !quoted.Deleted:
		m.Quoted = reply.Message
	case !reply.Without:
		return bad("message to be replied not found")
	}
	return nil
}

// Button is one below a message of the bot.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// buttons reads the keyboard below a message.
func (m *Message) buttons(asked params) *apiError {
	var markup struct {
		Rows [][]Button `json:"inline_keyboard"`
	}
	if err := asked.object("reply_markup", &markup); err != nil {
		return bad("can't parse reply keyboard markup JSON object")
	}
	m.Buttons = nil
	for _, row := range markup.Rows {
		for _, b := range row {
			switch {
			case b.Text == "":
				return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
			case b.Data == "" || len(b.Data) > 64:
				return bad("BUTTON_DATA_INVALID")
			}
			m.Buttons = append(m.Buttons, b)
		}
	}
	return nil
}

func checkText(text string) *apiError {
	switch n := utf8.RuneCountInString(text); {
	case strings.TrimSpace(text) == "":
		return bad("message text is empty")
	case n > 4096:
		return bad("message is too long")
	}
	return nil
}

func (p *Provider) sendMessage(c *call) (any, *apiError) {
	return p.deliver(c, func(m *Message) *apiError {
		m.Kind, m.Text = "text", c.params.values["text"]
		return checkText(m.Text)
	})
}

// sendFile is the method that sends files of a kind: uploaded ones, and such as lie here by their id.
func sendFile(kind string) handlerFunc {
	return func(p *Provider, c *call) (any, *apiError) {
		return p.deliver(c, func(m *Message) *apiError {
			m.Kind, m.Text = kind, c.params.values["caption"]
			if utf8.RuneCountInString(m.Text) > 1024 {
				return bad("message caption is too long")
			}
			upload, ok := c.params.file(kind)
			if !ok {
				f := p.files[c.params.values[kind]]
				if f == nil {
					return bad("there is no " + kind + " in the request")
				}
				m.File, m.Type, m.Name = f.id, f.Type, f.Name
				return nil
			}
			most := 50 << 20
			if kind == "photo" {
				most = 10 << 20
			}
			if len(upload.Bytes) > most {
				return &apiError{code: 413, description: "Request Entity Too Large"}
			}
			if len(upload.Bytes) == 0 {
				return bad("file must be non-empty")
			}
			m.File, m.Type, m.Name = p.keep(upload, kind), upload.Type, upload.Name
			return nil
		})
	}
}

func (p *Provider) sendLocation(c *call) (any, *apiError) {
	return p.deliver(c, func(m *Message) *apiError {
		m.Kind = "location"
		for name, into := range map[string]*float64{"latitude": &m.Latitude, "longitude": &m.Longitude} {
			if json.Unmarshal([]byte(c.params.values[name]), into) != nil {
				return bad("parameter \"" + name + "\" is required")
			}
		}
		if c.method == "sendLocation" {
			return nil
		}
		m.Kind, m.Text, m.Address = "venue", c.params.values["title"], c.params.values["address"]
		if m.Text == "" || m.Address == "" {
			return bad("venue title and address must be non-empty")
		}
		return nil
	})
}

func (p *Provider) sendChatAction(c *call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	one, e := p.addressed(c)
	if e != nil {
		return nil, e
	}
	if c.params.values["action"] != "typing" {
		return nil, bad("wrong parameter action in request")
	}
	one.typing = c.at.Add(5 * time.Second)
	p.Stage.Tell()
	return true, nil
}
