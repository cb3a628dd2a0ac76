package admin

import (
	"bytes"
	"maps"
	"reflect"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// workspaceChange is what an event keeps of a change of the workspace: the new values, by name.
func workspaceChange(before, after sapa.Workspace) map[string]any {
	data := map[string]any{}
	for name, value := range after.Settings {
		if before.Settings[name] != value {
			data[name] = value
		}
	}
	if !bytes.Equal(before.Sealed, after.Sealed) {
		data["secret"] = "made"
	}
	note(data, "name", before.Name, after.Name)
	note(data, "time_zone", before.TimeZone, after.TimeZone)
	note(data, "language", string(before.Language), string(after.Language))
	return data
}

// memberChange is what an event keeps of a change of a member: role and permissions, and nothing that is the member's own
// affair.
func memberChange(before, after sapa.Member) map[string]any {
	data := map[string]any{}
	if note(data, "role", string(before.Role), string(after.Role)) {
		data["was"] = string(before.Role)
	}
	if !slices.Equal(before.Denied, after.Denied) {
		data["denied"] = after.Denied
	}
	if !slices.Equal(before.Departments, after.Departments) {
		data["departments"] = after.Departments
	}
	return data
}

// departmentChange is what an event keeps of a change of a department: the new values, by name.
func departmentChange(before, after sapa.Department) map[string]any {
	data := map[string]any{}
	note(data, "name", before.Name, after.Name)
	if before.Supervisor != after.Supervisor {
		data["supervisor"] = after.Supervisor
	}
	return data
}

// channelChange is what an event keeps of a change of a channel: its state, and the names of what is another now. What is
// secret is not told apart, so that nobody learns which of the secrets were the same again.
func channelChange(before, after sapa.Channel) map[string]any {
	changed := []string{}
	fields := maps.Clone(before.Config)
	if fields == nil {
		fields = map[string]any{}
	}
	maps.Copy(fields, after.Config)
	for name := range fields {
		if !reflect.DeepEqual(before.Config[name], after.Config[name]) {
			changed = append(changed, "config."+name)
		}
	}
	for name, other := range map[string]bool{
		"name": before.Name != after.Name, "session_hours": before.SessionHours != after.SessionHours, "secrets": !bytes.Equal(before.Sealed, after.Sealed),
		"department": before.Department != after.Department,
	} {
		if other {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	return map[string]any{"state": string(after.State), "changed": changed}
}

// note keeps a new value when it is another, and tells whether it is.
func note(data map[string]any, name, before, after string) bool {
	if before == after {
		return false
	}
	data[name] = after
	return true
}
