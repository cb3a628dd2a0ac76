package inbox

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
)

func sends(t testing.TB, secret string) seal.Seal {
	t.Helper()
	s, err := seal.New([]byte(secret), "sends")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// An id of a send is the same at each try, opens to its send in its own house only, and has none of its numbers in it.
func TestSendIDs(t *testing.T) {
	t.Parallel()
	ours, theirs := sends(t, "rahasia"), sends(t, "lain")
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Int64Range(1, 1<<(8*halfBytes)-1)
		q := sapa.Send{Message: sapa.MessageID(number.Draw(t, "message")), ID: sapa.SendID(number.Draw(t, "send")), Kind: sapa.SendMessage}
		id := sendID(ours, q)
		if got, ok := sendOf(ours, id); got != q || !ok || id != sendID(ours, q) || len(id) != 32 {
			t.Fatalf("%+v is %q, which is %+v", q, id, got)
		}
		if got, ok := sendOf(theirs, id); ok {
			t.Fatalf("%q is %+v in another house", id, got)
		}
		next := q
		next.Message++
		if after := sendID(ours, next); strings.HasPrefix(after, id[:16]) {
			t.Fatalf("%q follows %q", after, id)
		}
		q.Kind = sapa.SendReaction
		if got, ok := sendOf(ours, sendID(ours, q)); got != (sapa.Send{}) || !ok {
			t.Fatalf("a reaction is %+v", got)
		}
	})
}

// What was sent before ids were sealed is still known by the id it had.
func TestFormerSendIDs(t *testing.T) {
	t.Parallel()
	got, ok := sendOf(sends(t, "rahasia"), "sapa-m81-93")
	if got != (sapa.Send{Message: 81, ID: 93, Kind: sapa.SendMessage}) || !ok {
		t.Errorf("it is %+v", got)
	}
}

// A provider hands our ids of sends back with statuses; what it hands back that is none of ours names no message.
func FuzzSendID(f *testing.F) {
	house := sends(f, "rahasia")
	for _, seed := range []string{
		"", "sapa-m1-2", "sapa-x0000000001", "sapa-m0-1", "sapa-m-1-2", "sapa-m1", "sapa-m1-", "sapa-m9223372036854775808-1", "sapa-m+1-1", "sapa-m1-2-3", "sapa-M1-2", " sapa-m1-2", "sapa-m1_0-2", "\x00",
		sendID(house, sapa.Send{Message: 1, ID: 2, Kind: sapa.SendMessage}), sendID(seal.Seal{}, sapa.Send{Message: 1, ID: 2, Kind: sapa.SendMessage}),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := sendOf(house, text)
		switch {
		case !ok:
			if strings.HasPrefix(text, "sapa-x") {
				t.Fatalf("%q is ours", text)
			}
		case got.Message == 0 && got.ID == 0:
			if !strings.HasPrefix(text, "sapa-x") {
				t.Fatalf("%q names nothing", text)
			}
		case got.Message <= 0 || got.ID <= 0 || got.Kind != sapa.SendMessage:
			t.Fatalf("%q is %+v", text, got)
		}
	})
}
