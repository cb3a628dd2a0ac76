package sapa

import (
	"bytes"
	"reflect"
	"time"
)

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
	// Account is the provider's id of what is connected, such as that of a phone number; empty on channels of our own.
	Account string
	// Sealed are the secret fields, encrypted with a key outside the database; nil for none.
	Sealed []byte
	Health Health
	// Department is whose conversations the channel opens; zero for those of the main department.
	Department DepartmentID
	// Revoked tells that this department gets nothing new: the main one does.
	Revoked bool
	// Workload is how many conversations of the channel a member may handle, where channels have limits of their own; zero for
	// any number.
	Workload int
	// CheckAt is when to ask the provider how the account does; zero for never.
	CheckAt time.Time
	// MissedMessages and MissedComments are what did not come because it is switched off.
	MissedMessages, MissedComments Missed
}

// Missed is how many messages of contacts a provider brought that were not taken, and since when; both are zero for none.
type Missed struct {
	Count int
	Since time.Time
}

// Missed is what did not come of the conversations of a kind.
func (c Channel) Missed(kind ConversationKind) Missed {
	if kind == Comments {
		return c.MissedComments
	}
	return c.MissedMessages
}

// Forget begins anew to count what does not come of the conversations of a kind.
func (c *Channel) Forget(kind ConversationKind) {
	if kind == Comments {
		c.MissedComments = Missed{}
	} else {
		c.MissedMessages = Missed{}
	}
}

// SameAccount tells whether a channel is connected with the same as another state of it: the same fields, the same secrets.
func (c Channel) SameAccount(as Channel) bool {
	return bytes.Equal(c.Sealed, as.Sealed) && reflect.DeepEqual(c.Config, as.Config)
}

// HealthState says whether a channel's account works.
type HealthState string

// The states of health. A channel that was never tried, or has nobody to ask, has the empty one.
const (
	Well HealthState = "well"
	// Limited works, and something about it wants attention: a bad quality, a lowered limit.
	Limited HealthState = "limited"
	// Ill means that sending has stopped, and what is to be sent waits.
	Ill HealthState = "ill"
)

// Health is how a channel's account does, as far as the provider tells.
type Health struct {
	State HealthState `json:"state"`
	// Code is the word for what is wrong, such as "token_expired"; empty when nothing is.
	Code string `json:"code,omitempty"`
	// Detail is the provider's own sentence about it, without secrets.
	Detail string    `json:"detail,omitempty"`
	Since  time.Time `json:"since,omitzero"`
	// LastSuccess is when the provider last took something from us, LastDelivery when it last brought us something.
	LastSuccess  time.Time `json:"-"`
	LastDelivery time.Time `json:"-"`
	// Facts are what the provider tells of the account, such as "number", "name", "quality", "limit".
	Facts map[string]string `json:"facts,omitempty"`
}

// Session is the length of the ownership session.
func (c Channel) Session() time.Duration { return time.Duration(c.SessionHours) * time.Hour }
