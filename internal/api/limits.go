package api

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Limits on what one visitor's device and one address may do at the widget's doors. A person types a message every
// few seconds at most; an address may be an office, a campus or a mobile network with many behind it.
const (
	visitorRate   = rate.Limit(2)
	visitorBurst  = 40
	addressRate   = rate.Limit(20)
	addressBurst  = 200
	strangerRate  = rate.Limit(0.2) // new contacts of one address: one in five seconds
	strangerBurst = 20
	socketRate    = rate.Limit(2)
	socketBurst   = 40
	readingRate   = rate.Limit(100) // of one address
	readingBurst  = 1000
)

// Limits on what visitors upload, in bytes: a stranger needs nothing but the key in the page to upload, and a full disk
// would stop the house. A device may send a full message at once, and goes on at the pace of a slow line.
const (
	deviceBytesRate   = rate.Limit(64 << 10)
	deviceBytesBurst  = 256 << 20
	addressBytesRate  = rate.Limit(256 << 10)
	addressBytesBurst = 1 << 30
	// largestUpload stands for a body of unknown or impossible length.
	largestUpload = 32 << 20
)

// limitKeys bounds the memory of limits; the ones used longest ago go first.
const limitKeys = 20_000

// limits remembers how fast keys have been used, in this process.
type limits struct {
	now  func() time.Time
	mu   sync.Mutex
	used map[string]*use
}

type use struct {
	limiter *rate.Limiter
	at      time.Time
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, used: map[string]*use{}}
}

// take uses a key once; an error says when it may be used again.
func (l *limits) take(key string, limit rate.Limit, burst int) error {
	return l.takeMany(key, limit, burst, 1)
}

// takeMany uses up n of a key at once, of which there are never more than burst.
func (l *limits) takeMany(key string, limit rate.Limit, burst, n int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	u := l.used[key]
	if u == nil {
		if len(l.used) >= limitKeys {
			l.forget(now)
		}
		u = &use{limiter: rate.NewLimiter(limit, burst)}
		l.used[key] = u
	}
	u.at = now
	r := u.limiter.ReserveN(now, n)
	wait := r.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	r.CancelAt(now)
	return &sapa.Error{Kind: sapa.RateLimited, Msg: "too many requests", RetryAfter: int(wait.Seconds()) + 1}
}

// forget drops what has not been used for a while, and everything if that is not enough: a flood of keys must not
// fill the memory.
func (l *limits) forget(now time.Time) {
	for key, u := range l.used {
		if now.Sub(u.at) > time.Minute {
			delete(l.used, key)
		}
	}
	if len(l.used) >= limitKeys {
		clear(l.used)
	}
}

// visitor lets a visitor's device act.
func (l *limits) visitor(external string, from admin.Device) error {
	if err := l.take("address "+from.Key(), addressRate, addressBurst); err != nil {
		return err
	}
	return l.take("visitor "+external, visitorRate, visitorBurst)
}

// upload lets a visitor's device send so many bytes; fewer than none stands for an unknown number.
func (l *limits) upload(external string, from admin.Device, size int64) error {
	n := int(size)
	if size < 0 || size > largestUpload {
		n = largestUpload
	}
	if err := l.takeMany("bytes of visitor "+external, deviceBytesRate, deviceBytesBurst, n); err != nil {
		return err
	}
	return l.takeMany("bytes of address "+from.Key(), addressBytesRate, addressBytesBurst, n)
}

// reading lets an address read once more at the widget's doors.
func (l *limits) reading(from admin.Device) error {
	return l.take("reading "+from.Key(), readingRate, readingBurst)
}

// stranger lets an address bring one more contact who has never written.
func (l *limits) stranger(from admin.Device) error {
	return l.take("stranger "+from.Key(), strangerRate, strangerBurst)
}

// socket lets an address open one more socket.
func (l *limits) socket(from admin.Device) error {
	return l.take("socket "+from.Key(), addressRate, addressBurst)
}

// bucket limits the signals of one socket.
type bucket struct {
	now     func() time.Time
	limiter *rate.Limiter
}

func newBucket(now func() time.Time) *bucket {
	return &bucket{now: now, limiter: rate.NewLimiter(socketRate, socketBurst)}
}

func (b *bucket) take() bool { return b.limiter.AllowN(b.now(), 1) }
