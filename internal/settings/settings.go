// Package settings declares every workspace setting once: its name, default, and what values it takes. Who may
// change one is a permission of package access; where they are kept is the store's business.
package settings

import (
	"maps"
	"net/url"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/routing"
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
	// AssignmentStrategy is how conversations find their agents (spec ASG-1).
	AssignmentStrategy Name = "assignment_strategy"
	// CustomAllocation lets an outside service decide; it and an automatic strategy exclude each other (spec ASG-6).
	CustomAllocation Name = "custom_allocation"
	// CustomAllocationURL is where that service is asked.
	CustomAllocationURL Name = "custom_allocation_url"
	// CustomAllocationFallback is what happens when it does not answer: they wait, or a strategy picks.
	CustomAllocationFallback Name = "custom_allocation_fallback"
	// WorkloadMode says how the limit of conversations at once counts (spec ASG-7).
	WorkloadMode Name = "workload_mode"
	// WorkloadAll is that limit over all channels; those of single channels are the channels' own.
	WorkloadAll Name = "workload_all"
	// IdleRule takes conversations from agents who do not answer (spec ASG-8), IdleMinutes says after how long.
	IdleRule    Name = "idle_rule"
	IdleMinutes Name = "idle_minutes"
	// InactivityMinutes is how long a member may do nothing before they are offline (spec WSP-1).
	InactivityMinutes Name = "inactivity_minutes"
	// SupervisorScope says what supervisors see where there are departments (spec CNV-3).
	SupervisorScope Name = "supervisor_scope"
	// RevokedMoveDays is after how many days what a revoked department has goes to the main one (spec ASG-10).
	RevokedMoveDays Name = "department_revoke_move_days"
)

// Fallback to nobody: what is not allocated stays in the queue.
const FallbackQueue = "queue"

// The values of SupervisorScope.
const (
	ScopeAll            = "all"
	ScopeOwnDepartments = "own_departments"
)

// Setting is the declaration of one setting: a switch, one of several options, a whole number between two bounds, or an
// address. The default tells which: true or false, a text, a number.
type Setting struct {
	Name    Name
	Default any
	// Options are all values of a choice; nil for others.
	Options []string
	// Least and Most bound a number.
	Least, Most int
	// Address tells that the text is an address on the web, or empty.
	Address bool
}

// addressMost bounds an address, in bytes.
const addressMost = 2000

// All lists the declarations in the order the screens show them.
func All() []Setting {
	strategies := []string{string(routing.Open), string(routing.MinWorkload), string(routing.RoundRobin)}
	return []Setting{
		{Name: AgentCanTakeover, Default: true},
		{Name: AgentCanAssign, Default: true},
		{Name: AgentsCanConnectChannels, Default: true},
		{Name: AssignmentStrategy, Default: strategies[0], Options: strategies},
		{Name: CustomAllocation, Default: false},
		{Name: CustomAllocationURL, Default: "", Address: true},
		{Name: CustomAllocationFallback, Default: FallbackQueue, Options: append([]string{FallbackQueue}, strategies[1:]...)},
		{Name: WorkloadMode, Default: string(routing.Unlimited), Options: []string{string(routing.Unlimited), string(routing.AllChannels), string(routing.PerChannel)}},
		{Name: WorkloadAll, Default: 5, Least: 1, Most: 100},
		{Name: IdleRule, Default: false},
		{Name: IdleMinutes, Default: 15, Least: 1, Most: 1440},
		{Name: InactivityMinutes, Default: 15, Least: 1, Most: 60},
		{Name: SupervisorScope, Default: ScopeAll, Options: []string{ScopeAll, ScopeOwnDepartments}},
		{Name: RevokedMoveDays, Default: 7, Least: 1, Most: 90},
	}
}

func find(name Name) (Setting, bool) {
	i := slices.IndexFunc(All(), func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return Setting{}, false
	}
	return All()[i], true
}

// wrong is the code of why a value cannot be the setting's; empty when it can.
func (s Setting) wrong(value any) string {
	switch s.Default.(type) {
	case bool:
		if _, ok := value.(bool); !ok {
			return "not_a_switch"
		}
	case int:
		n, ok := whole(value)
		if !ok {
			return "not_a_whole_number"
		}
		if n < s.Least || n > s.Most {
			return "out_of_range"
		}
	case string:
		text, ok := value.(string)
		switch {
		case !ok || s.Options != nil && !slices.Contains(s.Options, text):
			return "not_an_option"
		case s.Address && text != "" && !isAddress(text):
			return "invalid_url"
		}
	}
	return ""
}

// whole reads a whole number as it comes from JSON.
func whole(value any) (int, bool) {
	switch n := value.(type) {
	case int:
		return n, true
	case float64:
		return int(n), n == float64(int(n))
	}
	return 0, false
}

func isAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && len(text) <= addressMost && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil
}

// Values are a workspace's settings: what was changed, over the defaults.
type Values struct{ changed map[string]any }

// Of reads the stored settings of a workspace. Names nobody declares any more are ignored.
func Of(stored map[string]any) Values { return Values{changed: stored} }

// value is a setting's present value: what is stored, unless it is none of its values any more.
func (v Values) value(name Name) any {
	s, ok := find(name)
	if !ok {
		return nil
	}
	stored, changed := v.changed[string(name)]
	if !changed || s.wrong(stored) != "" {
		return s.Default
	}
	if n, ok := whole(stored); ok {
		return n
	}
	return stored
}

// On tells whether a switch is on.
func (v Values) On(name Name) bool {
	on, _ := v.value(name).(bool)
	return on
}

// Number is the value of a number.
func (v Values) Number(name Name) int {
	n, _ := v.value(name).(int)
	return n
}

// Text is the value of a choice or an address.
func (v Values) Text(name Name) string {
	text, _ := v.value(name).(string)
	return text
}

// Strategy is how conversations find their agents.
func (v Values) Strategy() routing.Strategy { return routing.Strategy(v.Text(AssignmentStrategy)) }

// Idle is the rule for agents who do not answer.
func (v Values) Idle() routing.Idle {
	if !v.On(IdleRule) {
		return routing.Idle{}
	}
	return routing.Idle{After: time.Duration(v.Number(IdleMinutes)) * time.Minute}
}

// Inactivity is how long a member may do nothing before they are offline.
func (v Values) Inactivity() time.Duration {
	return time.Duration(v.Number(InactivityMinutes)) * time.Minute
}

// Map lists every setting with its present value.
func (v Values) Map() map[string]any {
	values := map[string]any{}
	for _, s := range All() {
		values[string(s.Name)] = v.value(s.Name)
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
		s, known := find(Name(name))
		if !known {
			wrong.Check(false, name, "unknown")
			continue
		}
		code := s.wrong(value)
		wrong.Check(code == "", name, code)
		next[name] = value
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return one(stored, next)
}

// one keeps to one way in which conversations find their agents: who switches one on, switches the other off (spec ASG-6).
func one(before, next map[string]any) (map[string]any, error) {
	was, is := Of(before), Of(next)
	if !is.On(CustomAllocation) {
		return next, nil
	}
	if is.Text(CustomAllocationURL) == "" {
		return nil, sapa.BadField(string(CustomAllocationURL), "required")
	}
	switch {
	case !is.Strategy().Automatic():
	case was.On(CustomAllocation) && !was.Strategy().Automatic():
		next[string(CustomAllocation)] = false
	default:
		next[string(AssignmentStrategy)] = string(routing.Open)
	}
	return next, nil
}
