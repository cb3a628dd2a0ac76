package sapa

import "time"

// ChannelState says whether a channel takes part.
type ChannelState string

// The states of a channel.
const (
	ChannelOn           ChannelState = "on"
	ChannelOff          ChannelState = "off"          // switched off by a person; nothing comes in or goes out
	ChannelDisconnected ChannelState = "disconnected" // removed; history stays
)

// Channel is one connected account customers write to.
type Channel struct {
	ID        ChannelID
	Workspace WorkspaceID
	// Kind is the stored name of the channel kind, such as "webchat".
	Kind string
	Name string
	// PublicKey is what outside parties address the channel by, such as the key in a widget's script tag.
	PublicKey string
	State     ChannelState
	// Config holds the fields an administrator filled in that are not secret, by field name.
	Config map[string]any
	// SessionHours is the length of the ownership session, 1 to 168 hours (spec CNV-6).
	SessionHours int
	CreatedAt    time.Time
}

// Session is the length of the ownership session.
func (c Channel) Session() time.Duration { return time.Duration(c.SessionHours) * time.Hour }
