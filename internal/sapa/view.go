package sapa

import "time"

// ViewID names a saved view.
type ViewID int64

// View is a way of looking at the page of all customers that somebody keeps: its filters under a name.
type View struct {
	ID        ViewID
	Workspace WorkspaceID
	// Member is who made it.
	Member MemberID
	// Shared views are everybody's, the others their maker's alone.
	Shared bool
	Name   string
	// Filters are what stands behind the question mark of the page's address, such as "list=queue&type=inbox".
	Filters   string
	CreatedAt time.Time
}
