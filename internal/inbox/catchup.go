package inbox

import (
	"context"
	"errors"
)

// roundsMost is how often everything is looked through before it is said not to come to rest.
const roundsMost = 1000

// CatchUp does at once what the Run verbs do beside requests, until nothing is due any more: it sends what waits, ingests
// deliveries, gives out conversations, fetches files, profiles and posts. Bring waits until providers have brought what they have.
func (b *Inbox) CatchUp(ctx context.Context, bring func(context.Context) error) error {
	for range roundsMost {
		if err := b.Dispatch(ctx); err != nil {
			return err
		}
		if err := bring(ctx); err != nil {
			return err
		}
		moved := 0
		for _, do := range []func(context.Context) (int, error){b.IngestWaiting, b.Route, b.FetchDue, b.ProfilesDue, b.PostsDue} {
			n, err := do(ctx)
			if err != nil {
				return err
			}
			moved += n
		}
		if moved == 0 {
			return nil
		}
	}
	return errors.New("inbox: it never comes to rest")
}
