package store_test

import (
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		s := e.Store(t)
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Current(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
