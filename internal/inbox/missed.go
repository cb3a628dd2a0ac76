package inbox

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// missed is how many messages of a delivery a channel does not take, because conversations of their kind are switched off.
type missed struct {
	channel sapa.ChannelID
	kind    sapa.ConversationKind
	count   int
}

// missedBy is what a channel does not take of a delivery.
func missedBy(id sapa.ChannelID, live channel.Channel, body []byte) []missed {
	picky, ok := live.(channel.Selective)
	if !ok {
		return nil
	}
	counts := picky.Missed(body)
	var all []missed
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, missed{id, kind, counts[kind]})
	}
	return all
}

// pass counts what is not taken of a delivery of which nothing is. Nothing that somebody wrote is kept: only its digest,
// by which the same delivery counts once.
func (b *Inbox) pass(ctx context.Context, d store.Accepted, some []missed) error {
	d.Body, d.State = []byte{}, sapa.DeliveryDone
	return b.store.Write(ctx, func(tx *store.Tx) error {
		fresh, err := tx.AcceptDeliveries(ctx, []store.Accepted{d})
		if err != nil || len(fresh) == 0 {
			return err
		}
		return noteMissed(ctx, tx, d.Workspace, some, d.At)
	})
}

// countMissed counts what is not taken of a delivery of which something is. Two processes may be at the same one.
func countMissed(ctx context.Context, tx *store.Tx, p parsed) error {
	if len(p.missed) == 0 {
		return nil
	}
	first, err := tx.FinishDeliveries(ctx, p.Workspace, []sapa.DeliveryID{p.ID})
	if err != nil || first == 0 {
		return err
	}
	return noteMissed(ctx, tx, p.Workspace, p.missed, p.At)
}

func noteMissed(ctx context.Context, tx *store.Tx, ws sapa.WorkspaceID, some []missed, at time.Time) error {
	for _, m := range some {
		if err := tx.NoteMissed(ctx, ws, m.channel, m.kind, m.count, at); err != nil {
			return err
		}
	}
	return nil
}
