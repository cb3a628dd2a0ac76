package sapa

// Ids are positive database numbers; zero means "none". They are never shown outside: package api seals them
// into opaque strings, so that no counter tells a customer how busy a company is.
type (
	// WorkspaceID names a workspace.
	WorkspaceID int64
	// MemberID names a member of a workspace.
	MemberID int64
	// ChannelID names a connected channel.
	ChannelID int64
	// ContactID names a contact.
	ContactID int64
	// RoomID names the permanent place of one contact on one channel.
	RoomID int64
	// ConversationID names one episode in a room.
	ConversationID int64
	// MessageID names a message. Within a conversation messages are ordered by Seq, never by id.
	MessageID int64
	// DepartmentID names a department.
	DepartmentID int64
	// AttachmentID names an uploaded or received file.
	AttachmentID int64
)
