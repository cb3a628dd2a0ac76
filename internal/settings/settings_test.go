package settings_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

// Every default is a value the setting takes, and nothing else than what is stored comes out.
func TestDefaultsAreValues(t *testing.T) {
	t.Parallel()
	for name, value := range settings.Of(nil).Map() {
		if name == string(settings.CustomAllocation) {
			continue // off is its default; that it needs an address is below
		}
		next, err := settings.Change(nil, map[string]any{name: value})
		if err != nil || settings.Of(next).Map()[name] != value {
			t.Errorf("%s cannot be %v: %v", name, value, err)
		}
	}
}

func TestWrongValuesAreRefused(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  settings.Name
		value any
		code  string
	}{
		{"shoe_size", 43.0, "unknown"},
		{settings.AgentCanAssign, "yes", "not_a_switch"},
		{settings.InactivityMinutes, 0.0, "out_of_range"},
		{settings.InactivityMinutes, 61.0, "out_of_range"},
		{settings.InactivityMinutes, 1.5, "not_a_whole_number"},
		{settings.InactivityMinutes, "15", "not_a_whole_number"},
		{settings.IdleMinutes, 1441.0, "out_of_range"},
		{settings.WorkloadAll, 101.0, "out_of_range"},
		{settings.AssignmentStrategy, "random", "not_an_option"},
		{settings.CustomAllocationURL, "ftp://x.example", "invalid_url"},
		{settings.CustomAllocationURL, "https://me:secret@x.example", "invalid_url"},
	} {
		_, err := settings.Change(nil, map[string]any{string(row.name): row.value})
		problem, ok := err.(*sapa.Error)
		if !ok || len(problem.Fields) != 1 || problem.Fields[0].Code != row.code {
			t.Errorf("%s = %v: %v, want %s", row.name, row.value, err, row.code)
		}
	}
}

// Conversations never find their agents in two ways at once, whatever is switched in whatever order; what was switched last
// holds (spec ASG-6).
func TestOneWayToAllocate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		stored := map[string]any{string(settings.CustomAllocationURL): "https://allocate.example/ask"}
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			patch := map[string]any{}
			custom, strategy := rapid.Bool().Draw(t, "custom"), rapid.SampledFrom([]string{"open", "min_workload", "round_robin"}).Draw(t, "strategy")
			if rapid.Bool().Draw(t, "which") {
				patch[string(settings.CustomAllocation)] = custom
			} else {
				patch[string(settings.AssignmentStrategy)] = strategy
			}
			next, err := settings.Change(stored, patch)
			if err != nil {
				t.Fatal(err)
			}
			is := settings.Of(next)
			if is.On(settings.CustomAllocation) && is.Strategy().Automatic() {
				t.Fatalf("both after %v: %v", patch, next)
			}
			for name, value := range patch {
				if is.Map()[name] != value {
					t.Fatalf("%s was set to %v and is %v", name, value, is.Map()[name])
				}
			}
			stored = next
		}
	})
	if _, err := settings.Change(nil, map[string]any{string(settings.CustomAllocation): true}); err == nil {
		t.Error("a service is asked that has no address")
	}
}
