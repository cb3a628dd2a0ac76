package sapa

import (
	"cmp"
	"time"
)

// Workspace is one company's data, sealed from all others of the installation.
type Workspace struct {
	ID   WorkspaceID
	Name string
	// TimeZone is an IANA name. It decides days in lists and reports; stored times are UTC.
	TimeZone string
	Language Language
	// Settings holds what was changed from its default, by name; package settings knows the names.
	Settings map[string]any
	// Sealed are the secrets among the settings, encrypted with a key outside the database; nil for none.
	Sealed []byte
	// Main is the department that takes what belongs to no other; zero while there are no departments.
	Main      DepartmentID
	CreatedAt time.Time
}

// DepartmentOf is whose conversations a channel opens: those of the department it was given to, else the main one's
// (spec ASG-12). Zero while there are no departments.
func (w Workspace) DepartmentOf(ch Channel) DepartmentID {
	if ch.Revoked {
		return w.Main
	}
	return cmp.Or(ch.Department, w.Main)
}

// Language is a language the screens speak.
type Language string

// The languages, the first being the default.
const (
	Indonesian Language = "id"
	English    Language = "en"
)

// Valid tells whether the screens speak it.
func (l Language) Valid() bool { return l == Indonesian || l == English }

// PlanMode says whether features depend on a subscription; chosen once at set-up.
type PlanMode string

// The plan modes.
const (
	Metered   PlanMode = "metered"   // features by subscription, for hosts who serve other companies
	Unlimited PlanMode = "unlimited" // everything on, for one's own company
)

// Valid tells whether m is one of the two modes.
func (m PlanMode) Valid() bool { return m == Metered || m == Unlimited }
