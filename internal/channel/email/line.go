package email

import (
	"errors"
	"net"
	"sync/atomic"
)

// answerMost is how many bytes a server may answer a question with, beside a mail that was asked for: the numbers of a
// million mails, or all that is said while one is sent.
const answerMost = 16 << 20

// errChatty means that a server says more than anybody asked for. The libraries would keep all of it.
var errChatty = errors.New("email: the server says too much")

// line is a connection to a server over which only so much comes until more is asked for.
type line struct {
	net.Conn
	left atomic.Int64
}

func newLine(conn net.Conn) *line {
	l := &line{Conn: conn}
	l.allow(answerMost)
	return l
}

// allow lets so many bytes come from now on.
func (l *line) allow(bytes int64) { l.left.Store(bytes) }

// Read satisfies net.Conn.
func (l *line) Read(b []byte) (int, error) {
	if l.left.Load() <= 0 {
		l.Conn.Close()
		return 0, errChatty
	}
	n, err := l.Conn.Read(b)
	l.left.Add(int64(-n))
	return n, err
}
