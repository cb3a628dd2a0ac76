// Package fill writes the past of a busy company straight into a database: quickly, and for the same plan always the
// same rows on either engine. What becomes of a conversation is computed by the product's own rules.
package fill

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Version goes up whenever a plan would make other rows than before, so that databases kept from earlier are not used.
const Version = 1

// Plan says what to write.
type Plan struct {
	Seed uint64
	// Conversations is how many there are in all, ten messages each on average: nine in ten of the company's own, the
	// rest of four neighbours in the same database. It must be a multiple of ten.
	Conversations int
	// Now is the moment the past ends. Sessions of handled conversations end more than Fresh later.
	Now time.Time
	// PasswordHash is every member's; empty for members who cannot sign in.
	PasswordHash string
}

// Fresh is how long after the plan's Now a filled database is as it was meant: later, sessions begin to end.
const Fresh = 36 * time.Hour

// Members is how many the company has: one supervisor, then agents.
const Members = 50

// Email is by which a member of the company signs in, from 0, who is the supervisor.
func Email(member int) string { return fmt.Sprintf("anggota%d@melati.example", member) }

// Run fills a migrated database: the workspace that is there, on its channels, or else a new one; and its neighbours.
// The database must not be in use.
func Run(ctx context.Context, address string, plan Plan) error {
	if plan.Conversations <= 0 || plan.Conversations%10 != 0 {
		return fmt.Errorf("fill: %d conversations are no multiple of ten", plan.Conversations)
	}
	if err := ready(ctx, address); err != nil {
		return err
	}
	open := openSQLite
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		open = openPostgres
	}
	d, shut, err := open(ctx, address)
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	if err := errors.Join(into(ctx, d, plan), shut()); err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	return words(ctx, address)
}

// words brings the search's dictionary up to date, as the program would after a while.
func words(ctx context.Context, address string) error {
	s, err := store.Open(ctx, address)
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	for more := true; more && err == nil; {
		more, err = s.CloseStretch(ctx)
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	return nil
}

// ready tells whether the database has the schema that is filled here.
func ready(ctx context.Context, address string) error {
	s, err := store.Open(ctx, address)
	if err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	return errors.Join(s.Current(ctx), s.Close())
}

// database is one of the engines, ready to take many rows.
type database interface {
	// ask reads a query's first row of numbers.
	ask(ctx context.Context, query string, into ...*int64) error
	// strip takes away what slows many rows down, and answers what brings it back.
	strip(ctx context.Context) (dress func() error, err error)
	// load takes everything that comes, until the channel is closed.
	load(ctx context.Context, batches <-chan batch) error
	exec(ctx context.Context, statement string) error
}

func into(ctx context.Context, d database, plan Plan) error {
	base, err := found(ctx, d)
	if err != nil {
		return err
	}
	dress, err := d.strip(ctx)
	if err != nil {
		return err
	}
	p := newPast(plan, base)
	batches := make(chan batch, 64)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		defer close(batches)
		p.write(func(b batch) bool {
			select {
			case batches <- b:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	if err := d.load(ctx, batches); err != nil {
		return err
	}
	for _, c := range p.companies {
		if err := d.exec(ctx, fmt.Sprintf(`UPDATE workspaces SET last_change = %d WHERE id = %d`, c.number, c.id)); err != nil {
			return err
		}
	}
	return dress()
}

// base is what is in the database already: the workspace to fill, its channels, and the highest ids.
type base struct {
	workspace, number int64
	channels          []int64
	last              map[string]int64
}

func found(ctx context.Context, d database) (base, error) {
	b := base{last: map[string]int64{}}
	for _, t := range tables {
		if t.columns[0] != "id" {
			continue
		}
		var last int64
		if err := d.ask(ctx, `SELECT coalesce(max(id), 0) FROM `+t.name, &last); err != nil {
			return b, err
		}
		b.last[t.name] = last
	}
	if b.last["workspaces"] == 0 {
		return b, nil
	}
	if err := d.ask(ctx, `SELECT id, last_change FROM workspaces ORDER BY id LIMIT 1`, &b.workspace, &b.number); err != nil {
		return b, err
	}
	for range channelsUsed {
		var id int64
		query := fmt.Sprintf(`SELECT coalesce(min(id), 0) FROM channels WHERE workspace_id = %d AND state = 'on' AND id > %d`, b.workspace, lastOf(b.channels))
		if err := d.ask(ctx, query, &id); err != nil || id == 0 {
			return b, err
		}
		b.channels = append(b.channels, id)
	}
	return b, nil
}

// channelsUsed is how many channels of a workspace that is there get a past.
const channelsUsed = 3

func lastOf(ids []int64) int64 {
	if len(ids) == 0 {
		return 0
	}
	return ids[len(ids)-1]
}

// table is one that is filled: its name and the columns that are written, first the number its rows are known by.
type table struct {
	name    string
	columns []string
}

// batch is a number of rows of one table; each has a value a column: int64, string or nil.
type batch struct {
	table *table
	rows  [][]any
}

// batchRows is how many rows are handed over at once.
const batchRows = 250

func newTable(name, columns string) *table {
	return &table{name, strings.Fields(strings.ReplaceAll(columns, ",", " "))}
}

var (
	workspaces = newTable("workspaces", "id, name, time_zone, language, created_at")
	members    = newTable("members", "id, workspace_id, name, email, role, state, password_hash, created_at")
	channels   = newTable("channels", "id, workspace_id, kind, name, public_key, state, config, session_hours, created_at")
	contacts   = newTable("contacts", "id, workspace_id, name, phone, email, created_at, seen_at")
	identities = newTable("identities", "channel_id, external, workspace_id, contact_id, used_at")
	rooms      = newTable("rooms", "id, workspace_id, contact_id, channel_id")

	conversations = newTable("conversations", `id, workspace_id, room_id, contact_id, channel_id, episode, state, assignee_id, last_handler_id,
		returning_, from_ad, opened_at, queued_at, assigned_at, resolved_at, waiting_since, session_ends, window_ends, due_at,
		last_seq, inbound_count, shown_count, agent_read_seq, last_at, last_direction, last_kind, last_text, last_by, last_by_id`)
	messages = newTable("messages", `id, workspace_id, conversation_id, channel_id, seq, shown, direction, by_kind, by_id, kind, body, status,
		provider_id, client_id, at, provider_at`)
	reads  = newTable("reads", "member_id, conversation_id, workspace_id, seq, inbound_count, updated_at")
	events = newTable("events", "workspace_id, number, idx, kind, at, by_kind, by_id, why, conversation_id, after_seq, message_id, subject_id, was, shown")

	tables = []*table{workspaces, members, channels, contacts, identities, rooms, conversations, messages, reads, events}
)

// micros is how a time is stored; a zero time as NULL.
func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// orNull stores an id; zero as NULL.
func orNull(id sapa.MemberID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

func flag(on bool) int64 {
	if on {
		return 1
	}
	return 0
}
