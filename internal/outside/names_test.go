package outside_test

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"testing"
)

// names are what the tests' own name server knows; each question gets the next of the answers.
var names = map[string][][]netip.Addr{
	"inside.example": {{netip.MustParseAddr("127.0.0.1")}},
	"both.example":   {{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("127.0.0.1")}},
	"turns.example":  {{netip.MustParseAddr("192.0.2.1")}, {netip.MustParseAddr("127.0.0.1")}},
}

var questions atomic.Int64

func TestMain(m *testing.M) {
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go answer(there)
		return here, nil
	}}
	os.Exit(m.Run())
}

// answer speaks DNS over a stream (RFC 1035, section 4.2.2): a length, and then the message.
func answer(conn net.Conn) {
	defer conn.Close()
	for {
		head := make([]byte, 2)
		if _, err := io.ReadFull(conn, head); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(head))
		if _, err := io.ReadFull(conn, question); err != nil {
			return
		}
		reply := replyTo(question)
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...)); err != nil {
			return
		}
	}
}

// replyTo answers the one question of a message.
func replyTo(question []byte) []byte {
	var labels []string
	at := 12
	for question[at] != 0 {
		n := int(question[at])
		labels = append(labels, string(question[at+1:at+1+n]))
		at += 1 + n
	}
	kind := binary.BigEndian.Uint16(question[at+1:])
	asked := question[12 : at+5]
	answers := names[strings.ToLower(strings.Join(labels, "."))]
	flags, given := uint16(0x8180), []netip.Addr{}
	switch {
	case len(answers) == 0:
		flags |= 3 // there is no such name
	case kind == 1:
		given = answers[int(questions.Add(1))%len(answers)]
	}
	reply := append([]byte{}, question[:2]...)
	reply = binary.BigEndian.AppendUint16(reply, flags)
	for _, count := range []int{1, len(given), 0, 0} {
		reply = binary.BigEndian.AppendUint16(reply, uint16(count))
	}
	reply = append(reply, asked...)
	for _, a := range given {
		// The name asked for, an address, of the internet, for no time, of four bytes.
		reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
		reply = append(reply, a.AsSlice()...)
	}
	return reply
}
