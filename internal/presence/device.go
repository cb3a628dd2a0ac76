package presence

import "strings"

// Device is the kind of device a browser describes itself to be on: desktop, phone or tablet; empty when it tells nothing of the
// kind. A tablet that asks for pages as desktops get them is taken for one.
func Device(agent string) string {
	switch has := func(word string) bool { return strings.Contains(agent, word) }; {
	case has("iPad"), has("Tablet"), has("Android") && !has("Mobile"):
		return "tablet"
	case has("Mobile"), has("iPhone"):
		return "phone"
	case has("Windows"), has("Macintosh"), has("X11"), has("CrOS"):
		return "desktop"
	}
	return ""
}
