package api

import (
	"slices"
	"testing"
)

// However a connection's greeting ends, what was taken for it is given back, the last first: at once when nothing is left
// to be done, and after the rest else.
func TestAConnectionGivesBackWhatItTook(t *testing.T) {
	t.Parallel()
	for name, greet := range map[string]func(said chan string) func(){
		"refused": func(chan string) func() { return nil },
		"broken":  func(chan string) func() { panic("a fault of ours") },
		"served":  func(said chan string) func() { return func() { said <- "served" } },
	} {
		said := make(chan string, 3)
		p := &pipe{}
		p.also(func() { said <- "place"; close(said) })
		p.also(func() { said <- "connection" })
		func() {
			defer func() { _ = recover() }() // as the server does
			p.carryOn(func() func() { return greet(said) })
		}()
		var all []string
		for word := range said {
			all = append(all, word)
		}
		want := []string{"connection", "place"}
		if name == "served" {
			want = []string{"served", "connection", "place"}
		}
		if !slices.Equal(all, want) {
			t.Errorf("%s: %v", name, all)
		}
	}
}
