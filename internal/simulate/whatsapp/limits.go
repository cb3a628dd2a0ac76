package whatsapp

import (
	"encoding/base64"
	"strings"
	"time"
)

// bucket lets PairBurst messages through at once and one each Pair after that.
type bucket struct {
	left float64
	at   time.Time
}

// pace refuses what comes too fast; the lock is held.
func (p *Provider) pace(phone Phone, c *person, now time.Time) *GraphError {
	limits := p.o.Limits
	recent := p.sentAt[phone.ID]
	for len(recent) > 0 && now.Sub(recent[0]) >= time.Second {
		recent = recent[1:]
	}
	if limits.PerSecond > 0 && len(recent) >= limits.PerSecond {
		p.sentAt[phone.ID] = recent
		return Fail(130429)
	}
	if limits.Pair > 0 && !p.pairMay(phone.ID+" "+c.WaID+" "+c.BSUID, now) {
		return Fail(131056)
	}
	if limits.PerSecond > 0 {
		p.sentAt[phone.ID] = append(recent, now)
	}
	return nil
}

func (p *Provider) pairMay(key string, now time.Time) bool {
	limits := p.o.Limits
	most := float64(max(limits.PairBurst, 1))
	b := p.pairs[key]
	if b == nil {
		b = &bucket{left: most, at: now}
		p.pairs[key] = b
	}
	b.left = min(most, b.left+float64(now.Sub(b.at))/float64(limits.Pair))
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

const hexDigits = "0123456789ABCDEF"

// newID makes a message id with the parts a real one has inside: the number, the direction and a random part. The lock
// is held.
func (p *Provider) newID(c *person, inbound bool) string {
	random := make([]byte, 18)
	direction := byte(0x11)
	if inbound {
		random, direction = make([]byte, 20), 0x12
	}
	copy(random, p.Random(hexDigits, len(random)))
	whom := c.WaID
	if c.Hidden || whom == "" {
		whom = c.BSUID
	}
	if len(whom) > 60 {
		whom = whom[:60]
	}
	var b strings.Builder
	b.Write([]byte{0x1c, 0x18, byte(len(whom))})
	b.WriteString(whom)
	b.Write([]byte{0x15, 0x02, 0x00, direction, 0x18, byte(len(random))})
	b.Write(random)
	b.WriteByte(0)
	return "wamid." + base64.StdEncoding.EncodeToString([]byte(b.String()))
}

// newNumber is an id of digits as files and templates have it; the lock is held.
func (p *Provider) newNumber() string { return "1" + p.Random("0123456789", 15) }
