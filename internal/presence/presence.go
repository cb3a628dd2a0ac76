// Package presence says what makes a member online or offline (spec ASG-13, WSP-1). It is pure.
package presence

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const (
	// Absent is how long a member may be without any connection before they have left.
	Absent = time.Minute
	// Slack is how much older than it is a sign may look to another process: signs are noted every few seconds.
	Slack = 7 * time.Second
)

// Lapse tells what has become of a member of whom nothing was heard for too long, and false while nothing has. Of two reasons
// the one counts that came first.
func Lapse(p sapa.Presence, now time.Time, inactivity time.Duration) (sapa.Presence, bool) {
	if !p.Here() {
		return p, false
	}
	idle, left := p.Active.Add(inactivity+Slack), later(p.Active, p.Connected).Add(Absent+Slack)
	switch {
	case now.Before(idle) && now.Before(left):
		return p, false
	case idle.Before(left):
		return turn(p, sapa.Offline, sapa.PresenceIdle, now), true
	default:
		return turn(p, sapa.Offline, sapa.PresenceLeft, now), true
	}
}

// Act tells what becomes of a member who does something, and false when they stay what they are: who is offline by hand does.
func Act(p sapa.Presence, now time.Time) (sapa.Presence, bool) {
	if p.Here() || !p.Why.Returns() {
		return p, false
	}
	return turn(p, sapa.Online, sapa.PresenceActive, now), true
}

// SignIn tells what becomes of a member who signs in, and false when they are online already.
func SignIn(p sapa.Presence, now time.Time) (sapa.Presence, bool) {
	if p.Here() {
		return p, false
	}
	return turn(p, sapa.Online, sapa.PresenceSignedIn, now), true
}

// SignOut tells what becomes of a member who signs out in the last of their browsers, and false when they are offline already.
func SignOut(p sapa.Presence, now time.Time) (sapa.Presence, bool) {
	if !p.Here() {
		return p, false
	}
	return turn(p, sapa.Offline, sapa.PresenceSignedOut, now), true
}

// Switch tells what becomes of a member who says what they are, and false when that changes nothing. Who is offline by
// themselves and says so, stays offline.
func Switch(p sapa.Presence, to sapa.PresenceState, now time.Time) (sapa.Presence, bool) {
	if p.State == to && (to == sapa.Online || p.Why == sapa.PresenceByHand) {
		return p, false
	}
	return turn(p, to, sapa.PresenceByHand, now), true
}

func turn(p sapa.Presence, to sapa.PresenceState, why sapa.PresenceWhy, now time.Time) sapa.Presence {
	p.State, p.Why, p.Since = to, why, now
	if to == sapa.Online {
		p.Active, p.Connected = now, now
	}
	return p
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
