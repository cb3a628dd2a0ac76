package lists

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/tools/bench/fill"
	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// question is one thing the screens ask.
type question struct {
	name string
	// agent tells that agents ask it, who see a part of everything; otherwise the supervisor does.
	agent bool
	// ask asks for the n-th time.
	ask   func(ctx context.Context, c *house.Client, n int) error
	first string
}

// deep is the page that is to be as quick as the first.
const deep = 2000

// pageRows is how many conversations a page has.
const pageRows = 30

// sampled is how many conversations are opened by turns.
const sampled = 400

// world is what questions are asked about.
type world struct {
	supervisor, agents []*house.Client
	// busy is the channel most customers write on, quiet the one fewest do, empty one nobody ever did.
	busy, quiet, empty string
	assignee           string
	conversations      []conversation
	// places are where page deep begins, or the last one of a shorter list, by the list's query.
	places map[string]place
}

type place struct {
	page  int
	after string
}

type conversation struct {
	ID      string
	LastSeq int `json:"last_seq"`
	Contact struct{ ID, Name, Phone string }
	// ChannelID and AssigneeID are empty for none.
	ChannelID  string  `json:"channel_id"`
	AssigneeID *string `json:"assignee_id"`
}

type page struct {
	Conversations []conversation
	Next          string
}

// deepLists are the lists that are long.
var deepLists = []string{"tab=all", "tab=resolved"}

// gather signs everybody in and looks up what there is to ask about.
func gather(ctx context.Context, h *house.House) (*world, error) {
	w := &world{places: map[string]place{}}
	for i := range clients {
		s, err := h.SignIn(ctx, fill.Email(0))
		if err != nil {
			return nil, err
		}
		a, err := h.SignIn(ctx, fill.Email(1+i))
		if err != nil {
			return nil, err
		}
		w.supervisor, w.agents = append(w.supervisor, s), append(w.agents, a)
	}
	if err := w.channels(ctx); err != nil {
		return nil, err
	}
	for _, list := range deepLists {
		if err := w.descend(ctx, list); err != nil {
			return nil, err
		}
	}
	var handled page
	if err := w.supervisor[0].Do(ctx, "GET", "/api/v1/conversations?tab=all&limit=100", nil, &handled); err != nil {
		return nil, err
	}
	for _, c := range handled.Conversations {
		if c.AssigneeID != nil {
			w.assignee = *c.AssigneeID
		}
	}
	return w, nil
}

// channels finds the channels, and connects one nobody writes on when there is none yet.
func (w *world) channels(ctx context.Context) error {
	var all struct {
		Channels []struct{ ID, Kind, Name string }
	}
	if err := w.supervisor[0].Do(ctx, "GET", "/api/v1/channels", nil, &all); err != nil {
		return err
	}
	for _, c := range all.Channels {
		switch {
		case c.Name == "Sepi":
			w.empty = c.ID
		case c.Kind == "whatsapp":
			w.busy = c.ID
		default:
			w.quiet = c.ID
		}
	}
	if w.empty != "" {
		return nil
	}
	var made struct{ ID string }
	err := w.supervisor[0].Do(ctx, "POST", "/api/v1/channels", map[string]any{"kind": "webchat", "name": "Sepi", "config": map[string]any{}}, &made)
	w.empty = made.ID
	return err
}

// descend follows a list page by page to where page deep begins, or to its last page, and keeps some conversations it
// comes by.
func (w *world) descend(ctx context.Context, list string) error {
	const step = 100
	at := place{page: 1}
	for rows := 0; rows < (deep-1)*pageRows; rows += step {
		var p page
		path := fmt.Sprintf("/api/v1/conversations?%s&limit=%d&after=%s", list, min(step, (deep-1)*pageRows-rows), at.after)
		if err := w.supervisor[0].Do(ctx, "GET", path, nil, &p); err != nil {
			return err
		}
		w.conversations = append(w.conversations, p.Conversations[:min(len(p.Conversations), 1)]...)
		if p.Next == "" {
			break
		}
		at = place{1 + (rows+len(p.Conversations))/pageRows, p.Next}
	}
	w.places[list] = at
	return nil
}

// people are who asks a question.
func (w *world) people(q question) []*house.Client {
	if q.agent {
		return w.agents
	}
	return w.supervisor
}

// get asks for one path.
func get(path string) func(context.Context, *house.Client, int) error {
	return func(ctx context.Context, c *house.Client, _ int) error {
		return c.Do(ctx, "GET", "/api/v1"+path, nil, nil)
	}
}

// questions are all that are measured.
func (w *world) questions() []question {
	all := append(w.tabs(), w.filters()...)
	for _, list := range deepLists {
		at := w.places[list]
		name := strings.ReplaceAll(list, "tab=", "list: ")
		all = append(all, question{
			name: fmt.Sprintf("%s, page %d", name, at.page), first: name,
			ask: get("/conversations?" + list + "&after=" + at.after),
		})
	}
	return append(append(all, w.readings()...), searches()...)
}

func (w *world) tabs() []question {
	all := []question{{name: "numbers on the tabs", agent: true, ask: get("/conversations/counts")}}
	for _, tab := range []string{"mine", "queue", "inactive", "resolved"} {
		all = append(all, question{name: "list: " + tab + ", of an agent", agent: true, ask: get("/conversations?tab=" + tab)})
	}
	for _, tab := range []string{"queue", "inactive", "resolved", "all"} {
		all = append(all, question{name: "list: " + tab, ask: get("/conversations?tab=" + tab)})
	}
	return all
}

func (w *world) filters() []question {
	var all []question
	for _, tab := range []string{"queue", "inactive", "resolved", "all"} {
		for _, by := range []struct{ name, id string }{{"the busiest channel", w.busy}, {"a quiet channel", w.quiet}, {"an empty channel", w.empty}} {
			all = append(all, question{name: "list: " + tab + ", " + by.name, ask: get("/conversations?tab=" + tab + "&channel_id=" + by.id)})
		}
	}
	for _, tab := range []string{"mine", "resolved"} {
		all = append(all, question{name: "list: " + tab + " of an agent, an empty channel", agent: true, ask: get("/conversations?tab=" + tab + "&channel_id=" + w.empty)})
	}
	for _, tab := range []string{"queue", "resolved", "all"} {
		all = append(all, question{name: "list: " + tab + ", an assignee", ask: get("/conversations?tab=" + tab + "&assignee_id=" + w.assignee)})
	}
	return append(all, question{name: "list: all, an assignee, an empty channel", ask: get("/conversations?tab=all&assignee_id=" + w.assignee + "&channel_id=" + w.empty)})
}

// readings are what is asked when somebody opens a conversation.
func (w *world) readings() []question {
	one := func(n int) conversation { return w.conversations[n%min(len(w.conversations), sampled)] }
	messages := func(n int, query string, values ...any) string {
		return "/api/v1/conversations/" + one(n).ID + "/messages" + fmt.Sprintf(query, values...)
	}
	each := func(paths func(n int) []string) func(context.Context, *house.Client, int) error {
		return func(ctx context.Context, c *house.Client, n int) error {
			for _, path := range paths(n) {
				if err := c.Do(ctx, "GET", path, nil, nil); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return []question{
		{name: "open a conversation: itself, messages, drafts, contact", ask: each(func(n int) []string {
			c := "/api/v1/conversations/" + one(n).ID
			return []string{c, c + "/messages", c + "/drafts", "/api/v1/contacts/" + one(n).Contact.ID}
		})},
		{name: "messages, the newest", ask: each(func(n int) []string { return []string{messages(n, "")} })},
		{name: "messages, older ones", ask: each(func(n int) []string { return []string{messages(n, "?before=%d", one(n).LastSeq)} })},
		{name: "messages, around one", ask: each(func(n int) []string {
			return []string{messages(n, "?before=%d&limit=25", one(n).LastSeq/2+1), messages(n, "?after=%d&limit=25", one(n).LastSeq/2)}
		})},
		{name: "a contact with all conversations", ask: each(func(n int) []string { return []string{"/api/v1/contacts/" + one(n).Contact.ID} })},
		{name: "search: a phone number", ask: each(func(n int) []string {
			return []string{"/api/v1/search?q=" + url.QueryEscape(one(n).Contact.Phone)}
		})},
	}
}

func searches() []question {
	search := func(q string) func(context.Context, *house.Client, int) error {
		return get("/search?q=" + url.QueryEscape(q))
	}
	all := []question{
		{name: "search: a word of very few messages", ask: search(fill.RareWord)},
		{name: "search: a word of one message in 300", ask: search(fill.MiddleWord)},
		{name: "search: a word of every third message", ask: search(fill.CommonWord)},
		{name: "search: two letters many words begin with", ask: search("ka")},
		{name: "search: two common words", ask: search("terima kasih")},
		{name: "search: a common and a very rare word", ask: search(fill.CommonWord + " " + fill.RareWord)},
		{name: "search: a word nobody wrote", ask: search("qqqq")},
		{name: "search: a common first name", ask: search("siti")},
		{name: "search: a full name", ask: search("siti santoso")},
	}
	for _, q := range []string{fill.RareWord, fill.MiddleWord, fill.CommonWord} {
		name := map[string]string{fill.RareWord: "a word of very few messages", fill.MiddleWord: "a word of one message in 300", fill.CommonWord: "a word of every third message"}[q]
		all = append(all, question{name: "search of an agent: " + name, agent: true, ask: search(q)})
	}
	name := "search: a word of every third message"
	return append(all, question{name: name + ", page 2", first: name, ask: secondPage(fill.CommonWord)})
}

// secondPage asks for the second page. Where it begins is looked up once, before many ask at the same time.
func secondPage(q string) func(context.Context, *house.Client, int) error {
	after := ""
	return func(ctx context.Context, c *house.Client, n int) error {
		var first struct{ Next string }
		if after == "" {
			if err := c.Do(ctx, "GET", "/api/v1/search?q="+q, nil, &first); err != nil {
				return err
			}
			after = first.Next
		}
		return c.Do(ctx, "GET", "/api/v1/search?q="+q+"&after="+after, nil, nil)
	}
}
