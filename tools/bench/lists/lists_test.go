package lists

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// Every question is answered by a real house, and what was found makes a page.
func TestQuestionsAreAnswered(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	folder := t.TempDir()
	binary, err := house.BuildProgram(ctx, folder)
	if err != nil {
		t.Fatal(err)
	}
	site, err := house.OpenSite(ctx, "sqlite", folder)
	if err != nil {
		t.Fatal(err)
	}
	const few = 400
	o := run.Options{Binary: binary, Folder: folder, Small: true, Say: func(string, ...any) {}}
	name, err := site.Filled(ctx, o.Binary, few, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if again, err := site.Filled(ctx, "no program at all", few, time.Now()); err != nil || again != name {
		t.Errorf("what was filled is not used again: %v", err)
	}
	place, err := site.Place(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	place.Binary = binary
	h, err := place.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := h.Stop(); err != nil {
			t.Error(err)
		}
	}()
	w, err := gather(ctx, h)
	if err != nil {
		t.Fatal(err)
	}
	all := []Found{}
	for _, q := range w.questions() {
		if err := q.ask(ctx, w.people(q)[0], 0); err != nil {
			t.Errorf("%s: %v", q.name, err)
		}
		all = append(all, found(q, []time.Duration{time.Millisecond, 2 * time.Millisecond, 3 * time.Millisecond}))
	}
	for _, s := range sections([]int{few}, []result{{engine: "sqlite", version: "SQLite", size: map[int]int64{few: 1 << 20}, found: map[int][]Found{few: all}}}) {
		for _, table := range s.Tables {
			for _, row := range table.Rows {
				if len(row) != len(table.Head) {
					t.Errorf("%s: %q under %q", s.Title, row, table.Head)
				}
			}
		}
		for _, c := range s.Charts {
			if !strings.Contains(c.SVG(), "search: common") {
				t.Errorf("%s is empty", c.File)
			}
		}
	}
}

// A verdict is missed for a slow answer, and for a page that is much slower than the first.
func TestJudge(t *testing.T) {
	t.Parallel()
	first := Found{Question: "a", P95: 10 * time.Millisecond}
	for want, f := range map[string]Found{
		"met": first, "missed": {P95: aim}, "met, 1.40 × page 1": {P95: 14 * time.Millisecond, First: "a"},
		"missed, 1.60 × page 1": {P95: 16 * time.Millisecond, First: "a"},
	} {
		if got := judge(f, []Found{first, f}); got != want {
			t.Errorf("%v is %q, want %q", f, got, want)
		}
	}
}
