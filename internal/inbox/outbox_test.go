package inbox

import (
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// A provider hands our ids of sends back with statuses; what it hands back that is none of ours names no message.
func FuzzSendID(f *testing.F) {
	for _, seed := range []string{
		"", "sapa-m1-2", "sapa-x0000000001", "sapa-m0-1", "sapa-m-1-2", "sapa-m1", "sapa-m1-", "sapa-m9223372036854775808-1", "sapa-m+1-1", "sapa-m1-2-3", "sapa-M1-2", " sapa-m1-2", "sapa-m1_0-2", "\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := sendOf(text)
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
		default:
			if again, still := sendOf(sendID(got)); again != got || !still {
				t.Fatalf("%q is %+v, then %+v", text, got, again)
			}
		}
	})
}
