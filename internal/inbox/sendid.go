package inbox

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
)

// How our own ids of sends begin: those of messages, and those of all else, on whose fate nothing hangs.
const (
	messageSend = "sapa-m"
	otherSend   = "sapa-x"
)

// halfBytes is how many bytes of a sealed id either of its two numbers has.
const halfBytes = 6

// sendID is our own id of a send, as the provider hands it back with statuses. It is the same whenever the same is tried
// again, and tells nobody how many messages there are: the numbers of the message and of the send are sealed.
func sendID(s seal.Seal, q sapa.Send) string {
	var b seal.Block
	putHalf(b[len(b)-2*halfBytes:], int64(q.Message))
	putHalf(b[len(b)-halfBytes:], int64(q.ID))
	if q.Kind != sapa.SendMessage {
		return otherSend + s.Close(b)
	}
	return messageSend + s.Close(b)
}

// sendOf reads a sendID; false when it is none.
func sendOf(s seal.Seal, text string) (sapa.Send, bool) {
	if strings.HasPrefix(text, otherSend) {
		return sapa.Send{}, true
	}
	rest, ok := strings.CutPrefix(text, messageSend)
	if !ok {
		return sapa.Send{}, false
	}
	b, ok := s.Open(rest)
	if !ok {
		return openSend(rest)
	}
	halves := b[len(b)-2*halfBytes:]
	message, send := half(halves), half(halves[halfBytes:])
	for _, zero := range b[:len(b)-2*halfBytes] {
		ok = ok && zero == 0
	}
	return sendOfMessage(message, send, ok)
}

// openSend reads an id as sends had them that were not sealed: providers may bring one back for long.
func openSend(rest string) (sapa.Send, bool) {
	message, send, both := strings.Cut(rest, "-")
	m, err := strconv.ParseInt(message, 10, 64)
	id, wrong := strconv.ParseInt(send, 10, 64)
	return sendOfMessage(m, id, both && err == nil && wrong == nil)
}

func sendOfMessage(message, send int64, ok bool) (sapa.Send, bool) {
	if !ok || message <= 0 || send <= 0 {
		return sapa.Send{}, false
	}
	return sapa.Send{ID: sapa.SendID(send), Message: sapa.MessageID(message), Kind: sapa.SendMessage}, true
}

// putHalf and half write and read a number of halfBytes bytes.
func putHalf(b []byte, n int64) {
	var whole [8]byte
	binary.BigEndian.PutUint64(whole[:], uint64(n))
	copy(b, whole[8-halfBytes:])
}

func half(b []byte) int64 {
	var whole [8]byte
	copy(whole[8-halfBytes:], b[:halfBytes])
	return int64(binary.BigEndian.Uint64(whole[:]))
}
