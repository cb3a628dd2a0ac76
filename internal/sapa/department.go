package sapa

import "time"

// DepartmentState says whether a department takes part.
type DepartmentState string

// The states of a department.
const (
	DepartmentActive DepartmentState = "active"
	// DepartmentRevoked finishes what it has and gets nothing new (spec ASG-10).
	DepartmentRevoked DepartmentState = "revoked"
	DepartmentRemoved DepartmentState = "removed" // only the name remains, for history
)

// Department groups members and the channels whose conversations they take (spec ASG-9).
type Department struct {
	ID        DepartmentID
	Workspace WorkspaceID
	// Name is unique in the workspace among those that are not removed, whatever its case.
	Name string
	// Supervisor leads it: a member of the role supervisor or higher.
	Supervisor MemberID
	State      DepartmentState
	CreatedAt  time.Time
	// MoveAt is when the conversations of a revoked or removed department go to the main one; zero for never.
	MoveAt time.Time
}

// Load is how many conversations a member handles on a channel.
type Load struct {
	Member  MemberID
	Channel ChannelID
	Handled int
}
