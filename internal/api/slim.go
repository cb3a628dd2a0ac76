package api

import (
	"bufio"
	"net"
	"net/http"
)

// The buffers of a socket in bytes: what a client says is short, and what it is told mostly, too; longer frames are
// written past the buffer. The server's own take 8 KB together, more than all else that an open connection keeps.
const (
	readBuffer  = 512
	writeBuffer = 1 << 10
)

// slim gives a connection that becomes a socket small buffers.
type slim struct{ http.ResponseWriter }

// Hijack satisfies http.Hijacker. What was read already stays in the buffer it is in.
func (s slim) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(s.ResponseWriter).Hijack()
	if err != nil || rw.Reader.Buffered() > 0 {
		return conn, rw, err
	}
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, readBuffer), bufio.NewWriterSize(conn, writeBuffer)), nil
}
