package floor

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
	"github.com/sapa-inbox/sapa/internal/store"
	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// base is the name of the house that is set up and has nobody in it but its owner; the others are copies of it.
const base = "floor"

// establish sets a house up, with a number, as its owner would, and stops it again.
func establish(ctx context.Context, site *house.Site, binary string) error {
	if err := site.Drop(ctx, base); err != nil {
		return err
	}
	place, err := site.Place(ctx, base)
	if err != nil {
		return err
	}
	provider, err := house.NewProvider(fake.Options{Receipts: fake.Receipts{None: true}})
	if err != nil {
		return err
	}
	defer provider.Close()
	place.Binary, place.Graph = binary, provider.Graph
	h, err := place.Start(ctx)
	if err != nil {
		return err
	}
	owner, err := h.Open(ctx)
	if err == nil {
		_, err = owner.Connect(ctx, provider)
	}
	return errors.Join(err, h.Stop())
}

// crowd is who is on a floor: agents who are online, and conversations that wait for them, each of a customer of its own.
type crowd struct{ agents, queued int }

// gather makes the house of a name, in which a crowd is.
func (c crowd) gather(ctx context.Context, site *house.Site, name string, now time.Time) (house.Place, error) {
	if err := site.Copy(ctx, base, name); err != nil {
		return house.Place{}, err
	}
	place, err := site.Place(ctx, name)
	if err != nil {
		return place, err
	}
	if err := ready(ctx, place); err != nil {
		return place, err
	}
	db, err := open(place)
	if err != nil {
		return place, err
	}
	return place, errors.Join(c.write(ctx, db, now), db.Close())
}

// ready tells whether the house has the schema that is written here; and SQLite knows the functions of its search from then on.
func ready(ctx context.Context, p house.Place) error {
	s, err := store.Open(ctx, p.Address())
	if err != nil {
		return fmt.Errorf("floor: %w", err)
	}
	return errors.Join(s.Current(ctx), s.Close())
}

// open opens the database of a house that does not run.
func open(p house.Place) (*sql.DB, error) {
	driver, address := "sqlite", "file:"+p.Address()+"?_pragma=journal_mode(WAL)"
	if p.Database != "" {
		driver, address = "pgx", p.Database
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		return nil, fmt.Errorf("floor: %w", err)
	}
	return db, nil
}

// numbers is the beginning of a statement that makes n rows, numbered from 1.
const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) `

// here is for how long those who are online stay so without doing anything.
const here = 24 * time.Hour

// queueHours is how long ago the first of those who wait began to.
const queueHours = 2 * time.Hour

// write puts the crowd into a house that is set up: the same rows as customers who write and agents who sign in would, but
// for what no strategy looks at.
func (c crowd) write(ctx context.Context, db *sql.DB, now time.Time) error {
	micros := now.UnixMicro()
	first := now.Add(-queueHours).UnixMicro()
	for _, s := range []struct {
		text string
		args []any
	}{
		{numbers + `INSERT INTO members (workspace_id, name, role, state, created_at, presence, presence_why, presence_at, active_at, connected_at)
			SELECT w.id, 'Agen ' || n.i, 'agent', 'active', CAST($2 AS BIGINT) + n.i, 'online', 'active', CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($3 AS BIGINT)
			FROM n CROSS JOIN workspaces w`, []any{c.agents, micros, now.Add(here).UnixMicro()}},
		{numbers + `INSERT INTO contacts (workspace_id, name, created_at, seen_at)
			SELECT w.id, 'Pelanggan ' || n.i, CAST($2 AS BIGINT), CAST($2 AS BIGINT) FROM n CROSS JOIN workspaces w`, []any{c.queued, first}},
		{`INSERT INTO rooms (workspace_id, contact_id, channel_id) SELECT workspace_id, id, (SELECT min(id) FROM channels) FROM contacts`, nil},
		{`INSERT INTO conversations (workspace_id, room_id, contact_id, channel_id, episode, state, returning_, from_ad, opened_at, queued_at, waiting_since,
				session_ends, window_ends, last_seq, inbound_count, shown_count, last_at, last_direction, last_kind, last_text, last_by, last_by_id)
			SELECT workspace_id, id, contact_id, channel_id, 1, 'in_queue', 0, 0, began, began, began, began + CAST($2 AS BIGINT), began + CAST($2 AS BIGINT), 1, 1, 1,
				began, 'in', 'text', 'Halo kak, pesanan saya kapan dikirim ya?', 'contact', contact_id
			FROM (SELECT *, CAST($1 AS BIGINT) + id AS began FROM rooms) AS r`, []any{first, (24 * time.Hour).Microseconds()}},
		{`ANALYZE`, nil},
	} {
		if _, err := db.ExecContext(ctx, s.text, s.args...); err != nil {
			return fmt.Errorf("floor: %w", err)
		}
	}
	return nil
}

// spread is how many conversations the agents of a house handle: all together, whoever has the fewest, and the most.
func spread(ctx context.Context, p house.Place) (all, least, most int, err error) {
	db, err := open(p)
	if err != nil {
		return 0, 0, 0, err
	}
	const query = `SELECT coalesce(sum(has), 0), coalesce(min(has), 0), coalesce(max(has), 0) FROM
		(SELECT m.id, (SELECT count(*) FROM conversations c WHERE c.assignee_id = m.id AND c.state = 'handled') AS has FROM members m WHERE m.role = 'agent') AS each_one`
	err = db.QueryRowContext(ctx, query).Scan(&all, &least, &most)
	return all, least, most, errors.Join(err, db.Close())
}
