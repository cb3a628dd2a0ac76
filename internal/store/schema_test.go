package store_test

import (
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// open opens a migrated database past the store.
func open(t *testing.T, e sapatest.Engine) *sql.DB {
	t.Helper()
	address := e.Database(t)
	sapatest.OpenStore(t, address)
	return openAt(t, e, address)
}

func openAt(t *testing.T, e sapatest.Engine, address string) *sql.DB {
	t.Helper()
	driver := map[sapatest.Engine]string{sapatest.SQLite: "sqlite", sapatest.Postgres: "pgx"}[e]
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// lines runs a query and answers its rows, each as one text.
func lines(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		texts := make([]any, len(columns))
		for i := range texts {
			texts[i] = new(sql.NullString)
		}
		if err := rows.Scan(texts...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i := range cells {
			cells[i] = texts[i].(*sql.NullString).String
		}
		all = append(all, strings.Join(cells, " | "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// Each engine tells of its schema in its own words; these queries and the replacements below make them the same ones:
// "column", table, name, whether it may be empty, default; "index", table, unique, columns, condition; "link", table,
// column, other table.
var schemaOf = map[sapatest.Engine][]string{
	sapatest.SQLite: {
		`SELECT 'column', t.name, c.name, CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN 'full' ELSE 'may be empty' END, coalesce(c.dflt_value, '')
			FROM sqlite_schema t, pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE '%\_search%' ESCAPE '\' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'goose_db_version'`,
		`SELECT 'index', t.name, CASE WHEN i."unique" = 1 THEN 'unique' ELSE 'many' END,
				(SELECT group_concat(c.name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) c),
				coalesce(substr(s.sql, nullif(instr(s.sql, ' WHERE '), 0) + 7), '')
			FROM sqlite_schema t, pragma_index_list(t.name) i LEFT JOIN sqlite_schema s ON s.name = i.name
			WHERE t.type = 'table' AND t.name NOT LIKE '%\_search%' ESCAPE '\' AND t.name <> 'goose_db_version'`,
		`SELECT 'link', t.name, f."from", f."table" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`,
	},
	sapatest.Postgres: {
		`SELECT 'column', table_name, column_name, CASE WHEN is_nullable = 'NO' THEN 'full' ELSE 'may be empty' END, coalesce(column_default, '')
			FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'goose_db_version' AND column_name <> 'search'`,
		`SELECT 'index', t.relname, CASE WHEN i.indisunique THEN 'unique' ELSE 'many' END,
				(SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY k(col, n) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.col),
				coalesce(pg_get_expr(i.indpred, t.oid), '')
			FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace s ON s.oid = t.relnamespace JOIN pg_class x ON x.oid = i.indexrelid
				JOIN pg_am m ON m.oid = x.relam
			WHERE s.nspname = 'public' AND t.relname <> 'goose_db_version' AND m.amname = 'btree'`,
		`SELECT 'link', c.conrelid::regclass, a.attname, c.confrelid::regclass FROM pg_constraint c
			JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f'`,
	},
}

var (
	casts = regexp.MustCompile(`::(text|bigint)(\[\])?`)
	anyOf = regexp.MustCompile(`(\w+) = ANY \(ARRAY\[([^\]]*)\]\)`)
	outer = regexp.MustCompile(`[()]`)
)

// plain makes PostgreSQL's way of writing a default or a condition the one of the migration.
func plain(line string) string {
	line = casts.ReplaceAllString(line, "")
	line = anyOf.ReplaceAllString(line, "$1 IN $2")
	return strings.TrimSuffix(strings.Join(strings.Fields(outer.ReplaceAllString(line, "")), " "), " |")
}

func schema(t *testing.T, e sapatest.Engine) []string {
	t.Helper()
	db := open(t, e)
	var all []string
	for _, query := range schemaOf[e] {
		for _, line := range lines(t, db, query) {
			all = append(all, plain(line))
		}
	}
	slices.Sort(all)
	return all
}

// onlyPostgres are what SQLite has without saying so: its row ids are an index of their own.
func onlyPostgres(line string) bool { return strings.HasSuffix(line, "| unique | id") }

// The two schemas are one: tables, columns, which may be empty, defaults, indexes with their conditions, links.
func TestSchemasAreTheSame(t *testing.T) {
	t.Parallel()
	ours, theirs := schema(t, sapatest.SQLite), slices.DeleteFunc(schema(t, sapatest.Postgres), onlyPostgres)
	if len(ours) < 150 {
		t.Fatalf("only %d lines were found of SQLite's schema", len(ours))
	}
	for name, d := range map[string][2][]string{"SQLite": {ours, theirs}, "PostgreSQL": {theirs, ours}} {
		for _, line := range d[0] {
			if !slices.Contains(d[1], line) {
				t.Errorf("only %s has: %s", name, line)
			}
		}
	}
	if len(ours) != len(theirs) {
		t.Errorf("%d lines and %d", len(ours), len(theirs))
	}
}

// checks are the conditions the tables of an engine's migrations put on their rows.
func checks(t *testing.T, e sapatest.Engine) []string {
	t.Helper()
	files, err := filepath.Glob("migrations/" + string(e) + "/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, regexp.MustCompile(`CHECK \(.*\)`).FindAllString(string(text), -1)...)
	}
	return all
}

// Both engines keep the same laws.
func TestChecksAreTheSame(t *testing.T) {
	t.Parallel()
	ours, theirs := checks(t, sapatest.SQLite), checks(t, sapatest.Postgres)
	if len(ours) < 3 || !slices.Equal(ours, theirs) {
		t.Errorf("SQLite checks %q, PostgreSQL %q", ours, theirs)
	}
}

// apart are the tables without a workspace, each with the reason.
var apart = map[string]string{
	"installation": "what the whole installation shares",
	"workspaces":   "the workspaces themselves",
	"throttles":    "who tries to sign in is in no workspace yet",
}

// Every row says whose it is, and cannot be without.
func TestEveryTableHasTheWorkspace(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	for _, line := range schema(t, sapatest.SQLite) {
		cells := strings.Split(line, " | ")
		if cells[0] == "column" {
			has[cells[1]] = has[cells[1]] || cells[2] == "workspace_id" && cells[3] == "full"
		}
	}
	if len(has) < 15 {
		t.Fatalf("only %d tables were found: %v", len(has), slices.Sorted(maps.Keys(has)))
	}
	for table, sealed := range has {
		if sealed == (apart[table] != "") {
			t.Errorf("%s: with the workspace %v, an exception %q", table, sealed, fmt.Sprint(apart[table]))
		}
	}
}
