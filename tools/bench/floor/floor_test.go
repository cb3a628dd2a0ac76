package floor

import (
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// A small queue is given out by every rule, evenly; picks are measured in floors of several sizes, which are gone afterwards; and
// what was found makes a page.
func TestFloor(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	binary, err := house.BuildProgram(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	site, err := house.OpenSite(t.Context(), "sqlite", folder)
	if err != nil {
		t.Fatal(err)
	}
	o := run.Options{Binary: binary, Small: true, Say: t.Logf}
	if err := establish(t.Context(), site, binary); err != nil {
		t.Fatal(err)
	}
	s := scale{drained: crowd{4, 80}, queues: []crowd{{4, 20}, {4, 60}}, agents: []crowd{{4, 60}, {9, 60}}}
	r := result{version: "SQLite", ceiling: 1, picked: map[crowd]picked{}}
	for _, by := range rules(s.drained) {
		d, err := drain(t.Context(), o, site, s.drained, by)
		if err != nil || d.rate <= 0 || d.most <= 0 || d.rule != by {
			t.Errorf("%+v, %v", d, err)
		}
		r.drained = append(r.drained, d)
	}
	if len(s.crowds()) != 3 {
		t.Errorf("%v", s.crowds())
	}
	found, err := picks(t.Context(), o, site, s.crowds())
	if err != nil || len(found) != 3 {
		t.Fatalf("%v, %v", found, err)
	}
	for _, p := range found {
		if len(p.took) != 20 || p.at(.5) <= 0 || p.at(.95) < p.at(.5) {
			t.Errorf("%+v", p)
		}
		r.picked[p.crowd] = p
	}
	if size, err := site.Size(t.Context(), named(0)); size != 0 || err != nil {
		t.Errorf("%d bytes are left, %v", size, err)
	}
	page := sections(s, []result{r, r})
	for _, section := range page {
		for _, table := range section.Tables {
			for _, row := range table.Rows {
				if len(row) != len(table.Head) {
					t.Errorf("%s: %q under %q", section.Title, row, table.Head)
				}
			}
		}
	}
	for _, c := range page[1].Charts {
		if strings.Contains(c.SVG(), "NaN") || len(c.Lines) != 2 || len(c.Lines[0].Points) != 2 {
			t.Errorf("%+v", c)
		}
	}
}

// A queue that was not given out, or not evenly, is no measurement.
func TestEven(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	binary, err := house.BuildProgram(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	site, err := house.OpenSite(t.Context(), "sqlite", folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := establish(t.Context(), site, binary); err != nil {
		t.Fatal(err)
	}
	c := crowd{2, 6}
	place, err := c.gather(t.Context(), site, "some", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		give string
		even bool
	}{
		{`UPDATE members SET name = name`, false},
		{`UPDATE conversations SET state = 'handled', queued_at = NULL, assignee_id = (SELECT max(id) FROM members)`, false},
		{`UPDATE conversations SET assignee_id = (SELECT max(id) - 1 FROM members) WHERE id % 2 = 0`, true},
	} {
		db, err := open(place)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), row.give); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if err := c.even(t.Context(), place); (err == nil) != row.even {
			t.Errorf("%s: %v", row.give, err)
		}
	}
}

// A pick is flat when it is at most so much dearer in the longest queue than in the shortest.
func TestWorst(t *testing.T) {
	t.Parallel()
	short, long := crowd{1, 1}, crowd{1, 9}
	r := result{picked: map[crowd]picked{
		short: {short, []time.Duration{1, 2, 3}}, long: {long, []time.Duration{2, 5, 9}},
	}}
	if got := r.worst([]crowd{short, long}); got != 2.5 {
		t.Errorf("%f", got)
	}
	if got := r.worst([]crowd{long, short}); got != 1 {
		t.Errorf("%f", got)
	}
}
