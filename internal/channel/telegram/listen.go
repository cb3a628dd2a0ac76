package telegram

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

const (
	// pollSeconds is how long Telegram holds a request when there is nothing to tell: less than our client waits for the
	// head of an answer.
	pollSeconds = 20
	// pollMost is how many updates one answer holds at most.
	pollMost = 100
)

// Listens satisfies channel.Listener.
func (a *account) Listens() bool { return a.polls }

// Listen satisfies channel.Listener by long polling. An update is forgotten by Telegram once a later one is asked for,
// which is done only after it was kept.
//
// The offset always follows what came last, also when that has a lower number: numbers begin anew at random after a week
// of silence, and Telegram then answers an offset it does not know with what it has.
func (a *account) Listen(ctx context.Context, at string, keep channel.Keep) error {
	if f := a.free(ctx); f != nil {
		return f
	}
	// The first answer comes at once, so that it is soon known whether all is well.
	for offset, patience := a.offset(at), 0; ; patience = pollSeconds {
		updates, f := a.poll(ctx, offset, patience)
		if f != nil {
			return f
		}
		asked := offset
		var bodies [][]byte
		for _, raw := range updates {
			if id := wire.Read(raw).Key("update_id"); isNumber(id) {
				offset = next(id)
				bodies = append(bodies, raw)
			}
		}
		if len(updates) > 0 && offset == asked {
			return a.failure(channel.Temporary, wire.CodeGarbled, "the same updates again, or none that have a number")
		}
		if err := keep(ctx, a.place(offset), bodies...); err != nil {
			return err
		}
	}
}

// free makes sure that updates are not brought to this very channel, which may have been set the other way. Those that are
// brought to another program are left to it until somebody says otherwise.
func (a *account) free(ctx context.Context) *channel.Failure {
	o, f := a.webhook(ctx)
	if f != nil {
		return f
	}
	switch set := o.Text("url"); {
	case set == "":
		return nil
	case a.ours(set):
		return a.subscribe(ctx)
	}
	return a.failure(channel.Permanent, codeTaken, "")
}

// poll asks for updates from an offset on, which forgets those before it; empty asks for all that wait. Without any, the
// answer comes after so many seconds.
func (a *account) poll(ctx context.Context, offset string, patience int) ([]json.RawMessage, *channel.Failure) {
	p := payload{"timeout": patience, "limit": pollMost, "allowed_updates": updateKinds}
	if offset != "" {
		p["offset"] = json.Number(offset)
	}
	result, f := a.repeat(ctx, "getUpdates", p)
	if f != nil {
		return nil, f
	}
	var updates []json.RawMessage
	if json.Unmarshal(result, &updates) != nil {
		return nil, a.failure(channel.Temporary, wire.CodeGarbled, "the updates are no list")
	}
	return updates, nil
}

// next is the number after an update's.
func next(id string) string {
	n, err := json.Number(id).Int64()
	if err != nil {
		return ""
	}
	return strconv.FormatInt(n+1, 10)
}

// place is the word for an offset. Numbers are the bot's own, and those of the server it was asked at.
func (a *account) place(offset string) string {
	if offset == "" {
		return ""
	}
	return a.numbering() + offset
}

func (a *account) numbering() string { return a.bot + " " + a.base + " " }

// offset reads what place has written; empty for the beginning, and for what was another bot's or another server's.
func (a *account) offset(place string) string {
	offset, ok := strings.CutPrefix(place, a.numbering())
	if !ok || !isNumber(offset) {
		return ""
	}
	return offset
}
