package load

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// door is a kept-open connection to the address a provider delivers to. It is as plain as can be: what it takes of the
// processor is missing to the program that is measured on the same machine.
type door struct {
	conn    net.Conn
	answers *bufio.Reader
	head    string
	request []byte
}

func openDoor(url, path string) (*door, error) {
	host := strings.TrimPrefix(url, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	return &door{
		conn: conn, answers: bufio.NewReaderSize(conn, 1<<10),
		head: "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n",
	}, nil
}

// answerTime is how long a delivery may take: the provider waits no longer.
const answerTime = 20 * time.Second

// bring posts a delivery, and answers nil when it was taken.
func (d *door) bring(b delivery) error {
	d.request = append(d.request[:0], d.head...)
	d.request = fmt.Appendf(d.request, "X-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n", b.signature, len(b.body))
	d.request = append(d.request, b.body...)
	if err := d.conn.SetDeadline(time.Now().Add(answerTime)); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if _, err := d.conn.Write(d.request); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return d.answer()
}

// answer reads an answer, which has no body when all is well.
func (d *door) answer() error {
	status, err := d.answers.ReadSlice('\n')
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if !bytes.HasPrefix(status, []byte("HTTP/1.1 200 ")) {
		return fmt.Errorf("load: a delivery was answered %q", status)
	}
	for {
		line, err := d.answers.ReadSlice('\n')
		if err != nil {
			return fmt.Errorf("load: %w", err)
		}
		if len(line) == len("\r\n") {
			return nil
		}
	}
}

// doors are what a provider delivers by at the same time.
type doors []*door

func openDoors(url, path string, n int) (doors, error) {
	var all doors
	for range n {
		d, err := openDoor(url, path)
		if err != nil {
			all.close()
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func (all doors) close() {
	for _, d := range all {
		_ = d.conn.Close()
	}
}

// bring posts all deliveries, by all doors at once. When is how long after the start one may be brought and, if it is
// late, should have been; nil for as soon as there is a free door.
func (all doors) bring(what []delivery, start time.Time, when func(i int) time.Duration) error {
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var busy sync.WaitGroup
	for _, d := range all {
		busy.Go(func() {
			for failed.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(what) {
					return
				}
				if when != nil {
					time.Sleep(time.Until(start.Add(when(i))))
				}
				if err := d.bring(what[i]); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	busy.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}
