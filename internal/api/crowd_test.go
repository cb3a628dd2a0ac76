package api

import "testing"

// There is room for so many of a key, and again as they leave; others have room of their own. Nothing is kept of a key
// that nobody uses.
func TestCrowd(t *testing.T) {
	t.Parallel()
	var c crowd
	first, ok := c.enter("budi", 2)
	second, also := c.enter("budi", 2)
	if _, more := c.enter("budi", 2); !ok || !also || more {
		t.Fatalf("the first two and a third: %v, %v, %v", ok, also, more)
	}
	other, ok := c.enter("sari", 2)
	if !ok {
		t.Fatal("somebody else finds no room")
	}
	first()
	third, ok := c.enter("budi", 2)
	if !ok {
		t.Fatal("who left made no room")
	}
	for _, leave := range []func(){second, third, other} {
		leave()
	}
	if len(c.open) != 0 {
		t.Errorf("kept: %v", c.open)
	}
}
