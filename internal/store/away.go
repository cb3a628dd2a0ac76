package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Away tells that the database cannot be used now, for a cause outside of the program: it does not answer, somebody else
// holds it, or there is no room. Nothing was committed, or nobody knows; trying again later helps.
func Away(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return sqliteAway[lite.Code()&0xff]
	}
	var door *pgconn.ConnectError
	if errors.As(err, &door) {
		return true
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return postgresAway(pg.Code)
	}
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, pgconn.ErrConnClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// sqliteAway are the result codes that come from the file's surroundings and not from the statement.
var sqliteAway = map[int]bool{
	sqlite3.SQLITE_BUSY: true, sqlite3.SQLITE_LOCKED: true, sqlite3.SQLITE_FULL: true, sqlite3.SQLITE_IOERR: true,
	sqlite3.SQLITE_CANTOPEN: true, sqlite3.SQLITE_READONLY: true, sqlite3.SQLITE_NOMEM: true,
}

// postgresAway tells the same of an SQLSTATE ("Appendix A. PostgreSQL Error Codes"): connections, lack of resources, the
// operator's hand, the system; and a server that has become a standby, which only reads.
func postgresAway(state string) bool {
	const readOnly = "25006"
	for _, class := range []string{"08", "53", "57", "58"} {
		if strings.HasPrefix(state, class) {
			return true
		}
	}
	return state == readOnly
}
