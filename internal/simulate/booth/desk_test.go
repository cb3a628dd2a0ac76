package booth

import (
	"slices"
	"testing"
)

func TestWhoseThreadIsShown(t *testing.T) {
	people := []string{"Rina", "Budi"}
	for _, one := range []struct{ key, who, shown string }{{"1", "Budi", "1"}, {"0", "Rina", "0"}, {"", "Rina", "0"}, {"2", "Rina", "0"}, {"-1", "Rina", "0"}, {"x", "Rina", "0"}} {
		if who, key := Chosen(people, one.key); who != one.who || key != one.shown {
			t.Errorf("%q chooses %s %q, not %s %q", one.key, who, key, one.who, one.shown)
		}
	}
	if who, key := Chosen([]string{}, "0"); who != "" || key != "" {
		t.Errorf("nobody is %q %q", who, key)
	}
	if _, err := ByKey(people, "2"); err == nil {
		t.Error("there is a third of two")
	}
}

func TestNewestAreShown(t *testing.T) {
	all := make([]int, 2*shownThread)
	thread := make([]*int, len(all))
	for i := range all {
		all[i] = i
		thread[i] = &all[i]
	}
	if got := Logged(all); len(got) != ShownLog || got[ShownLog-1] != len(all)-1 {
		t.Errorf("%d are shown, the last is %d", len(got), got[len(got)-1])
	}
	if got := Shown(thread); len(got) != shownThread || got[0] != len(all)-shownThread {
		t.Errorf("%d are shown, the first is %d", len(got), got[0])
	}
	if Logged[int](nil) == nil || Shown[int](nil) == nil {
		t.Error("nothing is shown as null")
	}
	if got := Those(thread, func(n *int) bool { return *n%200 == 1 }); !slices.Equal(got, []int{1, 201, 401}) {
		t.Errorf("those are %v", got)
	}
}

func TestOldestIsForgotten(t *testing.T) {
	var all []int
	for i := range 5 {
		all = Keep(all, 3, i)
	}
	if !slices.Equal(all, []int{2, 3, 4}) {
		t.Errorf("kept are %v", all)
	}
}
