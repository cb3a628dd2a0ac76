package app

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/config"
)

// Only who measures with a simulator sends without a pace, and the kinds of channels say it themselves otherwise.
func TestPaced(t *testing.T) {
	t.Parallel()
	slow := 0
	for _, s := range paced(Channels(), config.Config{}) {
		if s.Caps.Rate > 0 && s.Caps.Pair > 0 {
			slow++
		}
	}
	if slow == 0 {
		t.Error("no kind of channel has a pace")
	}
	for _, s := range paced(Channels(), config.Config{Unpaced: true}) {
		if s.Caps.Rate != 0 || s.Caps.Pair != 0 || s.Caps.PairBurst != 0 {
			t.Errorf("%s still has a pace", s.Kind)
		}
	}
	if (config.Config{Unpaced: true, GraphURL: "https://graph.facebook.com"}).Validate() == nil {
		t.Error("a real provider is sent to without a pace")
	}
	if err := (config.Config{Unpaced: true, GraphURL: "http://127.0.0.1:9090"}).Validate(); err != nil {
		t.Error(err)
	}
}
