package email

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// plusMark begins the word after the plus sign of an address that answers of a thread come to.
const plusMark = "c."

// macBytes is how much of the signature travels: eighty bits, which nobody tries out one by one over mail.
const macBytes = 10

var plusText = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// sign is the signature of a thread's room.
func (a *account) sign(room []byte) []byte {
	mac := hmac.New(sha256.New, a.key)
	mac.Write([]byte("mail thread\x00"))
	mac.Write(room)
	return mac.Sum(nil)[:macBytes]
}

// replyAddress is the address that answers of a thread come to; empty where it is the mailbox's own.
func (a *account) replyAddress(room sapa.RoomID) string {
	local, domain, ok := strings.Cut(a.box.Address, "@")
	if !a.plus || room == 0 || !ok || len(a.key) == 0 {
		return ""
	}
	id := binary.BigEndian.AppendUint64(nil, uint64(room))
	return local + "+" + plusMark + plusText.EncodeToString(append(id, a.sign(id)...)) + "@" + domain
}

// roomIn finds the thread that a signed address among those a mail came to names; zero for none.
func (a *account) roomIn(recipients []string) sapa.RoomID {
	own, _, _ := strings.Cut(a.box.Address, "@")
	for _, r := range recipients {
		local, _, _ := strings.Cut(r, "@")
		word, ok := strings.CutPrefix(local, own+"+"+plusMark)
		if !ok || len(a.key) == 0 {
			continue
		}
		raw, err := plusText.DecodeString(word)
		if err != nil || len(raw) != 8+macBytes || !hmac.Equal(raw[8:], a.sign(raw[:8])) {
			continue
		}
		if n := binary.BigEndian.Uint64(raw[:8]); n > 0 && n < 1<<63 {
			return sapa.RoomID(n)
		}
	}
	return 0
}
