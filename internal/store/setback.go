package store

import (
	"context"
	"time"
)

// setBack is further ahead than anything is due that nobody has tried yet, and than any lease reaches: what lies beyond it
// was stored before the clock was set back, and would wait for as long as that was.
const setBack = 15 * time.Minute

// Hasten makes due what nobody has tried yet and what would wait only because the clock was set back.
func (tx *Tx) Hasten(ctx context.Context, now time.Time) error {
	for _, table := range []string{"deliveries", "attachments"} {
		_, err := tx.exec(ctx, `UPDATE `+table+` SET due_at = $1 WHERE state = 'waiting' AND attempts = 0 AND due_at > $2`,
			micros(now), micros(now.Add(setBack)))
		if err != nil {
			return err
		}
	}
	return nil
}
