package sapa

import "time"

// Contact is a person who writes to the business.
type Contact struct {
	ID        ContactID
	Workspace WorkspaceID
	// Name may be empty: then the screens show a neutral name made from the id.
	Name string
	// Phone is E.164, or empty.
	Phone string
	// Email is lower case, or empty.
	Email    string
	Language Language
	// Facts are what the channel told of the person: page, browser, city. Shown, never decided upon.
	Facts     map[string]string
	CreatedAt time.Time
	SeenAt    time.Time
}

// Identity is how a contact is known on one channel.
type Identity struct {
	Channel ChannelID
	Contact ContactID
	// External is the provider's id for the person; unique in the channel.
	External string
}

// Room is the permanent place of one contact on one channel.
type Room struct {
	ID      RoomID
	Contact ContactID
	Channel ChannelID
	// Topic is empty for direct messages; for comments it is the post, for mails the thread.
	Topic string
	// Episodes is how many conversations the room has had.
	Episodes int
}
