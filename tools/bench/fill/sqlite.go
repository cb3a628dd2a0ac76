package fill

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// sqliteDatabase is a file nobody else has open. Until it is filled it would not survive a crash.
type sqliteDatabase struct {
	conn *sql.Conn
	sent map[*table]driver.Stmt
}

func openSQLite(ctx context.Context, path string) (database, func() error, error) {
	address := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_pragma=journal_mode(DELETE)&_pragma=locking_mode(EXCLUSIVE)" +
		"&_pragma=journal_mode(OFF)&_pragma=synchronous(OFF)&_pragma=foreign_keys(OFF)&_pragma=cache_size(-500000)&_pragma=temp_store(MEMORY)"
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	shut := func() error { return errors.Join(conn.Close(), db.Close()) }
	return &sqliteDatabase{conn, map[*table]driver.Stmt{}}, shut, nil
}

func (d *sqliteDatabase) ask(ctx context.Context, query string, into ...*int64) error {
	return scan(d.conn.QueryRowContext(ctx, query), into)
}

func scan(row *sql.Row, into []*int64) error {
	fields := make([]any, len(into))
	for i := range into {
		fields[i] = into[i]
	}
	return row.Scan(fields...)
}

func (d *sqliteDatabase) exec(ctx context.Context, statement string) error {
	_, err := d.conn.ExecContext(ctx, statement)
	return err
}

// inMemory is how many bytes of words the search indexes collect before they write: with SQLite's own number, most of the
// time goes into merging.
const inMemory = 64 << 20

// ownMemory is SQLite's own number.
const ownMemory = 1 << 20

func (d *sqliteDatabase) strip(ctx context.Context) (func() error, error) {
	rows, err := d.conn.QueryContext(ctx, `SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`)
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
	dress := func() error {
		return d.all(ctx, append(create, memory(ownMemory)...))
	}
	return dress, d.all(ctx, append(drop, memory(inMemory)...))
}

func memory(bytes int) []string {
	var set []string
	for _, name := range []string{"message_search", "contact_search"} {
		set = append(set, fmt.Sprintf(`INSERT INTO %[1]s(%[1]s, rank) VALUES ('hashsize', %[2]d)`, name, bytes))
	}
	return set
}

func filled(name string) bool {
	for _, t := range tables {
		if t.name == name {
			return true
		}
	}
	return false
}

func (d *sqliteDatabase) all(ctx context.Context, statements []string) error {
	for _, s := range statements {
		if err := d.exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

func (d *sqliteDatabase) load(ctx context.Context, batches <-chan batch) error {
	if err := d.exec(ctx, `BEGIN`); err != nil {
		return err
	}
	err := d.conn.Raw(func(raw any) error {
		for b := range batches {
			if err := d.insert(ctx, raw.(driver.Conn), b); err != nil {
				return fmt.Errorf("%s: %w", b.table.name, err)
			}
		}
		return nil
	})
	for _, s := range d.sent {
		err = errors.Join(err, s.Close())
	}
	if err != nil {
		return err
	}
	return d.exec(ctx, `COMMIT`)
}

// insert writes a batch in one statement, which is prepared for whole batches.
func (d *sqliteDatabase) insert(ctx context.Context, conn driver.Conn, b batch) error {
	s := d.sent[b.table]
	if s == nil || len(b.rows) < batchRows {
		var err error
		if s, err = conn.Prepare(insertOf(b.table, len(b.rows))); err != nil {
			return err
		}
		if len(b.rows) < batchRows {
			defer s.Close()
		} else {
			d.sent[b.table] = s
		}
	}
	values := make([]driver.NamedValue, 0, len(b.rows)*len(b.table.columns))
	for _, row := range b.rows {
		for _, v := range row {
			values = append(values, driver.NamedValue{Ordinal: len(values) + 1, Value: v})
		}
	}
	_, err := s.(driver.StmtExecContext).ExecContext(ctx, values)
	return err
}

func insertOf(t *table, rows int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(t.columns)), ",") + ")"
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES " + strings.TrimSuffix(strings.Repeat(one+",", rows), ",")
}
