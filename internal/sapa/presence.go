package sapa

import "time"

// PresenceState says whether a member is there to take conversations (spec ASG-13).
type PresenceState string

// The states of presence.
const (
	Online  PresenceState = "online"
	Offline PresenceState = "offline"
)

// PresenceWhy says what made somebody online or offline. The names are stored.
type PresenceWhy string

// What makes somebody online or offline.
const (
	PresenceSignedIn  PresenceWhy = "signed_in"
	PresenceByHand    PresenceWhy = "by_hand"
	PresenceActive    PresenceWhy = "active"     // back at work after having been away by themselves
	PresenceIdle      PresenceWhy = "idle"       // nothing was done for the workspace's inactivity timeout
	PresenceLeft      PresenceWhy = "left"       // no connection for a minute
	PresenceSignedOut PresenceWhy = "signed_out" // in the last of their browsers
)

// Returns tells whether whoever is offline for this reason comes back by doing something: not who left by hand or signed out. Of
// whom nothing is known yet, as of those who were signed in before presence was kept, counts as away by themselves.
func (w PresenceWhy) Returns() bool { return w == PresenceIdle || w == PresenceLeft || w == "" }

// Presence is whether a member is there, and how it is known.
type Presence struct {
	State PresenceState
	Why   PresenceWhy
	// Since is when the state began; zero for who never signed in.
	Since time.Time
	// Active is when the member last did something, Connected when a live connection of theirs was last there. Both are kept to
	// about ten seconds.
	Active, Connected time.Time
	// Device is the kind of device of the last act: desktop, phone or tablet; empty when unknown.
	Device string
}

// Here tells whether the member is online.
func (p Presence) Here() bool { return p.State == Online }
