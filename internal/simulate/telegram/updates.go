package telegram

import (
	"context"
	"encoding/json"
	"slices"
	"time"
)

// update is one thing the bot is told.
type update struct {
	id   int64
	kind string
	body any
}

func (u update) json() json.RawMessage {
	raw, err := json.Marshal(map[string]any{"update_id": u.id, u.kind: u.body})
	if err != nil {
		panic(err) // only values of this package come here
	}
	return raw
}

// enqueue adds an update and gets it going; the lock is held.
func (p *Provider) enqueue(kind string, body any) {
	p.number++
	p.queue = append(p.queue, update{p.number, kind, body})
	p.kick()
}

// Renumber lets the next update have a number, as after a week of silence: lower or higher than those before.
func (p *Provider) Renumber(next int64) { p.Change(func() { p.number = next - 1 }) }

// Tell tells the bot anything of any kind, to see what it makes of it.
func (p *Provider) Tell(kind string, body any) { p.Change(func() { p.enqueue(kind, body) }) }

// Hold keeps updates back until Release.
func (p *Provider) Hold() { p.Change(func() { p.held = true }) }

// Release lets go of everything that was held.
func (p *Provider) Release() {
	p.Change(func() {
		p.held = false
		p.kick()
	})
}

// Polling tells whether somebody waits for updates now.
func (p *Provider) Polling() bool {
	p.Lock()
	defer p.Unlock()
	return p.polling > 0
}

// longest is the longest a request for updates is held, in seconds.
const longest = 50

func (p *Provider) getUpdates(c *call) (any, *apiError) {
	limit := int(c.params.number("limit"))
	if limit < 1 || limit > 100 {
		limit = 100
	}
	p.Lock()
	p.poll++
	mine := p.poll
	p.polling++
	p.Stage.Tell() // whoever waits already is told to go
	p.Unlock()
	defer func() { p.Change(func() { p.polling-- }) }()
	wait, stop := context.WithTimeout(c.r.Context(), time.Duration(min(c.params.number("timeout"), longest))*time.Second)
	defer stop()
	for {
		_, changed := p.Watch()
		p.Lock()
		found, e := p.take(mine, c.params, limit)
		p.Unlock()
		if e != nil || len(found) > 0 {
			return found, e
		}
		select {
		case <-changed:
		case <-p.Context().Done():
			return found, nil
		case <-wait.Done():
			return found, nil
		}
	}
}

// take forgets what was confirmed, and finds what is there for one who fetches; the lock is held.
func (p *Provider) take(mine int, asked params, limit int) ([]json.RawMessage, *apiError) {
	found := []json.RawMessage{}
	switch {
	case p.hook.url != "":
		return nil, &apiError{code: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	case p.rival || mine != p.poll:
		return nil, &apiError{code: 409, description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
	}
	p.forget(asked.number("offset"))
	if p.held {
		return found, nil
	}
	for _, u := range p.queue[:min(limit, len(p.queue))] {
		found = append(found, u.json())
	}
	return found, nil
}

// forget drops the updates before an offset, as far as that can be one: the real one takes one that is too far ahead, as
// after numbers have begun anew, for none at all.
func (p *Provider) forget(offset int64) {
	if offset <= 0 || offset > p.number+1+10 {
		return
	}
	before := len(p.queue)
	p.queue = slices.DeleteFunc(p.queue, func(u update) bool { return u.id < offset })
	if len(p.queue) != before {
		p.Stage.Tell()
	}
}
