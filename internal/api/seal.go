package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
)

// noun says what a sealed number counts, so that the id of one thing is never taken for another's. The values are
// part of every public id and never change.
type noun byte

const (
	aMember noun = iota + 1
	aChannel
	aContact
	aConversation
	aMessage
	aSession
	aPlace // a place in a workspace's changes
	aRow   // a place in a list
	aWorkspace
	aDelivery
	aPost
	aDepartment
	aView
)

// numbered turns database numbers into public ids and back. One block holds the noun and the number; what does not
// open to a known noun and zeros in between was never made by us. Public ids so need no column, no index and no
// look-up, and tell nobody how many there are (ADR 0002).
type numbered struct {
	ids   seal.Seal
	links []byte // the key that signs links
}

func newSeal(secret []byte) (numbered, error) {
	ids, err := seal.New(secret, "ids")
	return numbered{ids: ids, links: seal.Derive(secret, "links")}, err
}

// id is the public form of a number; zero, which means none, is the empty text.
func (s numbered) id(n noun, number int64) string {
	if number == 0 {
		return ""
	}
	b := seal.Block{byte(n)}
	binary.BigEndian.PutUint64(b[8:], uint64(number))
	return s.ids.Close(b)
}

// number opens a public id; false for any text that id did not make for this noun.
func (s numbered) number(n noun, id string) (int64, bool) {
	b, ok := s.ids.Open(id)
	ok = ok && b[0] == byte(n)
	for _, zero := range b[1:8] {
		ok = ok && zero == 0
	}
	number := int64(binary.BigEndian.Uint64(b[8:]))
	return number, ok && number > 0
}

// IDs are the public ids of what companies' services hear of.
type IDs struct{ seal numbered }

// NewIDs makes them with the installation's secret.
func NewIDs(secret []byte) (IDs, error) {
	s, err := newSeal(secret)
	return IDs{s}, err
}

// Of is the public id of what an id of ours stands for; empty for none, and for what services do not hear of.
func (i IDs) Of(id any) string {
	switch id := id.(type) {
	case sapa.WorkspaceID:
		return i.seal.id(aWorkspace, int64(id))
	case sapa.ConversationID:
		return i.seal.id(aConversation, int64(id))
	case sapa.ContactID:
		return i.seal.id(aContact, int64(id))
	case sapa.ChannelID:
		return i.seal.id(aChannel, int64(id))
	case sapa.DepartmentID:
		return i.seal.id(aDepartment, int64(id))
	case sapa.MemberID:
		return i.seal.id(aMember, int64(id))
	}
	return ""
}

// MemberOf finds the member of a public id; false for a text that is none.
func (i IDs) MemberOf(id string) (sapa.MemberID, bool) {
	number, ok := i.seal.number(aMember, id)
	return sapa.MemberID(number), ok
}

// cursor seals a place in a list: the sorted time and the id of the last row seen.
func (s numbered) cursor(at time.Time, id int64) string {
	return s.id(aPlace, at.UnixMicro()) + s.id(aRow, id)
}

func (s numbered) place(cursor string) (time.Time, int64, bool) {
	const half = 26 // characters of one sealed number
	if len(cursor) != 2*half {
		return time.Time{}, 0, false
	}
	at, ok1 := s.number(aPlace, cursor[:half])
	id, ok2 := s.number(aRow, cursor[half:])
	return time.UnixMicro(at), id, ok1 && ok2
}

// linkLife is how long a signed link to a file works at least; it works up to twice as long, so that the address
// stays the same for a while and browsers can keep what they loaded.
const linkLife = 6 * time.Hour

// What a signed link opens.
const (
	wholeFile = "f"
	thumbnail = "t"
	face      = "p" // a member's picture
)

// fileLink is the address of a file that somebody without a session may open for a while.
type fileLink struct {
	workspace sapa.WorkspaceID
	key, what string
	until     int64 // Unix seconds
}

// link signs the address of a file.
func (s numbered) link(ws sapa.WorkspaceID, key, what string, now time.Time) string {
	l := fileLink{workspace: ws, key: key, what: what, until: now.Truncate(linkLife).Add(2 * linkLife).Unix()}
	return fmt.Sprintf("/widget/files/%s?w=%s&u=%d&t=%s&s=%s", key, s.id(aWorkspace, int64(ws)), l.until, what, s.sign(l))
}

func (s numbered) sign(l fileLink) string {
	mac := hmac.New(sha256.New, s.links)
	fmt.Fprintf(mac, "%d|%s|%s|%d", l.workspace, l.key, l.what, l.until)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// opens tells whether a link's signature holds and its time has not passed.
func (s numbered) opens(l fileLink, signature string, now time.Time) bool {
	return hmac.Equal([]byte(signature), []byte(s.sign(l))) && now.Unix() < l.until
}
