package load

import (
	"math"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
)

// tried is a house on a program of this checkout.
func tried(t *testing.T) *stage {
	t.Helper()
	site, err := house.OpenSite(t.Context(), "sqlite", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	place, err := site.Place(t.Context(), "try")
	if err != nil {
		t.Fatal(err)
	}
	built, err := house.Build(t.Context(), place.Folder)
	if err != nil {
		t.Fatal(err)
	}
	s, err := raise(t.Context(), site, "try", built.Binary)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.strike(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Everything that is brought comes in, and to the screen of an agent who looks on, as fast as it can and at a rate.
func TestWhatIsBroughtComesIn(t *testing.T) {
	t.Parallel()
	s := tried(t)
	now := time.Now()
	what := s.writer.outside(now, 10)
	for range 10 {
		what = append(what, s.writer.one(now), s.writer.ten(now))
	}
	r, err := s.highest(t.Context(), what, 4)
	if err != nil || r.Accepted <= 0 || r.Ingested <= 0 || r.Ingested > r.Accepted {
		t.Errorf("%+v, %v", r, err)
	}
	what = nil
	for range 20 {
		what = append(what, s.writer.one(now))
	}
	took, err := s.steady(t.Context(), what, 200, 4)
	if err != nil || len(took) != 20 || took.at(.5) > took.at(.99) || took.at(0) <= 0 {
		t.Errorf("%v, %v", took, err)
	}
	if stuck := s.stuck(t); stuck != 0 {
		t.Errorf("%d deliveries were not understood", stuck)
	}
}

// A soak looks again and again, and tells whether something grows.
func TestSoak(t *testing.T) {
	t.Parallel()
	site, err := house.OpenSite(t.Context(), "sqlite", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	place, err := site.Place(t.Context(), "soak")
	if err != nil {
		t.Fatal(err)
	}
	built, err := house.Build(t.Context(), place.Folder)
	if err != nil {
		t.Fatal(err)
	}
	k := Soak{Binary: built.Binary, For: time.Second, Rate: 50, Every: 200 * time.Millisecond, Say: t.Logf, Keep: true}
	samples, err := k.Run(t.Context(), site)
	if err != nil || len(samples) != 5 {
		t.Fatalf("%d samples, %v", len(samples), err)
	}
	for _, s := range samples {
		if len(s.Delays) != 10 || s.RSS == 0 || s.Files == 0 || s.Goroutines == 0 {
			t.Errorf("%+v", s)
		}
	}
	page := k.Report([]Soaked{{"SQLite", samples}})
	if len(page) != 1 || len(page[0].Charts) != len(gauges) || len(page[0].Tables[0].Rows) != len(gauges) {
		t.Errorf("%+v", page)
	}
}

// What grows by a step a minute is told from what only goes up and down, whatever happened in the beginning.
func TestGrowth(t *testing.T) {
	t.Parallel()
	var all []Sample
	for i := range 60 {
		all = append(all, Sample{After: time.Duration(i) * time.Minute, Usage: house.Usage{Goroutines: 40 + i, Files: 30 + i%2}})
	}
	all[0].Goroutines = 5000
	if g := growth(all, func(s Sample) float64 { return float64(s.Goroutines) }); math.Abs(g-47) > .001 {
		t.Errorf("what grows by 47 in 47 minutes grows by %f", g)
	}
	if g := growth(all, func(s Sample) float64 { return float64(s.Files) }); math.Abs(g) > 1 {
		t.Errorf("what does not grow grows by %f", g)
	}
	least, mean, most := span(all, func(s Sample) float64 { return float64(s.Files) })
	if least != 30 || most != 31 || math.Abs(mean-30.5) > .001 {
		t.Errorf("%f %f %f", least, mean, most)
	}
}

// stuck is how many deliveries wait for a person.
func (s *stage) stuck(t *testing.T) int {
	t.Helper()
	var all struct{ Deliveries []any }
	if err := s.owner.Do(t.Context(), "GET", "/api/v1/deliveries", nil, &all); err != nil {
		t.Fatal(err)
	}
	return len(all.Deliveries)
}

// A ceiling is measured and leaves nothing behind it.
func TestCeiling(t *testing.T) {
	t.Parallel()
	site, err := house.OpenSite(t.Context(), "sqlite", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	rate, err := Ceiling(t.Context(), site, 4, 700, 20*time.Millisecond)
	if err != nil || rate <= 0 {
		t.Errorf("%f, %v", rate, err)
	}
	if size, err := site.Size(t.Context(), "ceiling"); size != 0 || err != nil {
		t.Errorf("%d bytes are left, %v", size, err)
	}
}
