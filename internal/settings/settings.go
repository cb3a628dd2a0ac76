// Package settings declares every workspace setting once: its name, default, and what values it takes. Who may
// change one is a permission of package access; where they are kept is the store's business.
package settings

import (
	"maps"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Name is a setting's stored name.
type Name string

// The settings.
const (
	// AgentCanTakeover lets agents claim conversations from the queue (spec ASG-2).
	AgentCanTakeover Name = "agent_can_takeover"
	// AgentCanAssign lets agents give conversations to each other (spec ASG-11).
	AgentCanAssign Name = "agent_can_assign"
	// AgentsCanConnectChannels lets agents connect channels (spec ROL-3, seed 003).
	AgentsCanConnectChannels Name = "agents_can_connect_channels"
)

// Setting is the declaration of one setting. All of them are switches so far.
type Setting struct {
	Name    Name
	Default bool
}

// All lists the declarations in the order the screens show them.
func All() []Setting {
	return []Setting{
		{AgentCanTakeover, true},
		{AgentCanAssign, true},
		{AgentsCanConnectChannels, true},
	}
}

// Values are a workspace's settings: what was changed, over the defaults.
type Values struct{ changed map[string]any }

// Of reads the stored settings of a workspace. Names nobody declares any more are ignored.
func Of(stored map[string]any) Values { return Values{changed: stored} }

// On tells whether a switch is on.
func (v Values) On(name Name) bool {
	if on, ok := v.changed[string(name)].(bool); ok {
		return on
	}
	i := slices.IndexFunc(All(), func(s Setting) bool { return s.Name == name })
	return i >= 0 && All()[i].Default
}

// Map lists every setting with its present value.
func (v Values) Map() map[string]any {
	values := map[string]any{}
	for _, s := range All() {
		values[string(s.Name)] = v.On(s.Name)
	}
	return values
}

// Change checks a patch and answers the stored form with the patch applied. Unknown names and values of the wrong
// type are Invalid and change nothing.
func Change(stored, patch map[string]any) (map[string]any, error) {
	next := maps.Clone(stored)
	if next == nil {
		next = map[string]any{}
	}
	var wrong sapa.Fields
	for name, value := range patch {
		known := slices.ContainsFunc(All(), func(s Setting) bool { return string(s.Name) == name })
		_, isBool := value.(bool)
		wrong.Check(known, name, "unknown")
		wrong.Check(!known || isBool, name, "not_a_switch")
		next[name] = value
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return next, nil
}
