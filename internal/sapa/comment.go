package sapa

import "time"

// PostID names a post.
type PostID int64

// Post is what a business has put before everybody, below which people comment.
type Post struct {
	ID        PostID
	Workspace WorkspaceID
	Channel   ChannelID
	// External is the provider's id of it; unique in the channel.
	External string
	State    PostState
	// FailureCode is the word for why the provider does not show it; empty unless State is PostHidden.
	FailureCode string
	// Text, Author and Link may be empty; the link leads to the post at the provider.
	Text   string
	Author string
	Link   string
	// At is when it was written; zero when not told.
	At time.Time
	// Picture is what the channel fetches its picture by; empty for none. PictureKey is the blob key of what was fetched.
	Picture    string
	PictureKey string
	// FetchedAt is when the provider last told of it; zero for never.
	FetchedAt time.Time
}

// PostState says whether we know what a post says.
type PostState string

// The states of a post.
const (
	PostWaiting PostState = "waiting" // the provider is being asked
	PostKnown   PostState = "known"
	PostHidden  PostState = "failed" // the provider does not show it to us
)

// Limits of what is kept of a post.
const (
	// PostRunes is the longest text of a post that is kept.
	PostRunes = 2000
	// LinkBytes is the longest link that is kept.
	LinkBytes = 2000
)

// LiveTime is how long a live video may go on; from general knowledge. Nothing tells when one has ended.
const LiveTime = 4 * time.Hour

// Comment is what is particular about a message below a post.
type Comment struct {
	// Parent is the provider's id of the comment it answers; empty when it answers the post.
	Parent string `json:"parent,omitempty"`
	// Live tells that it stands below a live video, where nothing can be written below it.
	Live bool `json:"live,omitempty"`
	// Hidden comments are seen by whoever wrote them, and by nobody else. HiddenAt is when that last changed; zero for never.
	Hidden   bool      `json:"hidden,omitempty"`
	HiddenAt time.Time `json:"hidden_at,omitzero"`
	// Liked tells that the business likes it.
	Liked bool `json:"liked,omitempty"`
	// Private tells that a message of ours went to the contact alone.
	Private bool `json:"private,omitempty"`
	// PrivateUntil is until when it can be answered privately; zero for never.
	PrivateUntil time.Time `json:"private_until,omitzero"`
	// Answer is the message that answers it privately, or may have: there is no second one. Zero for none.
	Answer MessageID `json:"answer,omitempty"`
}
