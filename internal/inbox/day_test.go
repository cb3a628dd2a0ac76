package inbox_test

import (
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// changing are zones whose clocks are put forward and back in every way there is: over midnight, at it, by half an hour, and over
// a whole day.
var changing = []string{
	"Asia/Jakarta", "Europe/Berlin", "America/New_York", "America/Santiago", "America/Havana", "America/Asuncion", "Africa/Cairo",
	"Asia/Beirut", "Australia/Lord_Howe", "Atlantic/Azores", "Pacific/Apia", "Asia/Tehran", "Antarctica/Troll",
}

// Hours and days go on in every zone, whatever its clocks do: a day begins on its date and none begins twice.
func TestDaysGoOn(t *testing.T) {
	t.Parallel()
	for _, name := range changing {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for at := time.Date(2009, 12, 31, 11, 0, 0, 0, zone); at.Year() < 2027; {
			next := inbox.Tomorrow(at)
			if !next.After(at) || next.Sub(at) > 50*time.Hour || next.Day() == at.Day() {
				t.Fatalf("%s: after %s comes %s", name, at, next)
			}
			if again := inbox.Today(next.Add(3 * time.Hour)); !again.Equal(next) {
				t.Fatalf("%s: the day of %s begins at %s", name, next, again)
			}
			at = next
		}
		for at := time.Date(2011, 1, 1, 0, 17, 3, 0, zone); at.Year() < 2013; {
			next := inbox.NextHour(at)
			if !next.After(at) || next.Sub(at) > time.Hour {
				t.Fatalf("%s: after %s comes %s", name, at, next)
			}
			at = next
		}
	}
}

// Who supposes something about a night in which the clocks were put back, or a day that had no midnight, is answered: each
// hour once, one after the other.
func TestWhatIfWhenClocksChange(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	dewi := h.By(sapatest.Dewi)
	for _, row := range []struct {
		zone     string
		from, to time.Time
		points   int
	}{
		{"America/New_York", time.Date(2025, 11, 2, 4, 0, 0, 0, time.UTC), time.Date(2025, 11, 3, 5, 0, 0, 0, time.UTC), 25},
		{"America/New_York", time.Date(2025, 3, 9, 5, 0, 0, 0, time.UTC), time.Date(2025, 3, 10, 4, 0, 0, 0, time.UTC), 23},
		{"America/Santiago", time.Date(2025, 9, 1, 4, 0, 0, 0, time.UTC), time.Date(2025, 9, 12, 3, 0, 0, 0, time.UTC), 11},
	} {
		h.Exec(`UPDATE workspaces SET time_zone = '` + row.zone + `'`)
		w, err := h.Inbox.WhatIf(t.Context(), dewi, inbox.Supposition{From: row.from, To: row.to, Strategy: routing.MinWorkload})
		if err != nil || len(w.Series) != row.points {
			t.Errorf("%s from %s: %d points, want %d: %v", row.zone, row.from, len(w.Series), row.points, err)
		}
		for i := 1; i < len(w.Series); i++ {
			if !w.Series[i].At.After(w.Series[i-1].At) {
				t.Errorf("%s: after %s comes %s", row.zone, w.Series[i-1].At, w.Series[i].At)
			}
		}
	}
}
