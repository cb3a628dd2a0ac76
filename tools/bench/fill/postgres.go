package fill

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// postgresDatabase takes rows by COPY, each table on connections of its own.
type postgresDatabase struct{ pool *pgxpool.Pool }

func openPostgres(ctx context.Context, address string) (database, func() error, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, nil, errors.New("the PostgreSQL address cannot be read")
	}
	config.MaxConns = int32(len(tables) + copiers)
	// As a replica, the server checks no foreign key, each of which would cost a look-up a row.
	config.ConnConfig.RuntimeParams["session_replication_role"] = "replica"
	config.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	config.ConnConfig.RuntimeParams["maintenance_work_mem"] = "1GB"
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, nil, err
	}
	shut := func() error {
		pool.Close()
		return nil
	}
	return &postgresDatabase{pool}, shut, nil
}

func (d *postgresDatabase) ask(ctx context.Context, query string, into ...*int64) error {
	fields := make([]any, len(into))
	for i := range into {
		fields[i] = into[i]
	}
	return d.pool.QueryRow(ctx, query).Scan(fields...)
}

func (d *postgresDatabase) exec(ctx context.Context, statement string) error {
	_, err := d.pool.Exec(ctx, statement)
	return err
}

// strip drops every index that keeps no constraint.
func (d *postgresDatabase) strip(ctx context.Context) (func() error, error) {
	rows, err := d.pool.Query(ctx, `SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), i.indrelid::regclass::text FROM pg_index i
		JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace
			AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var drop, create []string
	for rows.Next() {
		var name, made, on string
		if err := rows.Scan(&name, &made, &on); err != nil {
			return nil, err
		}
		if filled(on) {
			drop, create = append(drop, `DROP INDEX `+name), append(create, made)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	// The trigger that finds the words of messages works for a replica too, meanwhile.
	drop = append(drop, `ALTER TABLE messages ENABLE ALWAYS TRIGGER messages_words`)
	create = append(create, `ALTER TABLE messages ENABLE TRIGGER messages_words`)
	for _, s := range drop {
		if err := d.exec(ctx, s); err != nil {
			return nil, err
		}
	}
	return func() error { return d.dress(ctx, create) }, nil
}

// dress makes the indexes again, two at a time, and brings up to date what the server knows of its tables.
func (d *postgresDatabase) dress(ctx context.Context, create []string) error {
	work := make(chan string)
	errs := make(chan error, copiers)
	for range copiers {
		go func() {
			var err error
			for s := range work {
				if err == nil {
					err = d.exec(ctx, s)
				}
			}
			errs <- err
		}()
	}
	for _, s := range create {
		work <- s
	}
	close(work)
	var err error
	for range copiers {
		err = errors.Join(err, <-errs)
	}
	if err != nil {
		return err
	}
	for _, t := range tables {
		if t.columns[0] == "id" {
			set := fmt.Sprintf(`SELECT setval(pg_get_serial_sequence('%[1]s', 'id'), max(id)) FROM %[1]s`, t.name)
			if err := d.exec(ctx, set); err != nil {
				return err
			}
		}
		if err := d.exec(ctx, `VACUUM ANALYZE `+t.name); err != nil {
			return err
		}
	}
	return d.exec(ctx, `CHECKPOINT`)
}

// copiers is how many connections take messages, whose words are found while they are taken in: as many as a small
// machine has cores.
const copiers = 2

func (d *postgresDatabase) load(ctx context.Context, batches <-chan batch) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	into := map[*table]chan batch{}
	var wait sync.WaitGroup
	var once sync.Once
	var failed error
	for _, t := range tables {
		into[t] = make(chan batch, 8)
		for range copiers {
			wait.Go(func() {
				if err := d.copy(ctx, t, into[t]); err != nil {
					once.Do(func() { failed = fmt.Errorf("%s: %w", t.name, err) })
					stop()
				}
			})
			if t != messages {
				break
			}
		}
	}
	for b := range batches {
		select {
		case into[b.table] <- b:
			continue
		case <-ctx.Done():
		}
		break
	}
	for _, c := range into {
		close(c)
	}
	wait.Wait()
	return failed
}

func (d *postgresDatabase) copy(ctx context.Context, t *table, from <-chan batch) error {
	conn, err := d.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	source := &stream{from: from}
	_, err = conn.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, source)
	return err
}

// stream hands batches to COPY row by row.
type stream struct {
	from <-chan batch
	rows [][]any
}

// Next satisfies pgx.CopyFromSource.
func (s *stream) Next() bool {
	if len(s.rows) > 1 {
		s.rows = s.rows[1:]
		return true
	}
	b, ok := <-s.from
	s.rows = b.rows
	return ok
}

// Values satisfies pgx.CopyFromSource.
func (s *stream) Values() ([]any, error) { return s.rows[0], nil }

// Err satisfies pgx.CopyFromSource.
func (s *stream) Err() error { return nil }
