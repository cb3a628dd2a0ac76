package inbox_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/store"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"": nil, "  ": nil, "Halo, KAK!": {"halo", "kak"}, `"a OR b" NOT c*`: {"a", "or", "b", "not", "c"}, "0812-3456": {"0812", "3456"},
		"ratna@melati.example": {"ratna", "melati", "example"}, "a b c d e f g h i j": {"a", "b", "c", "d", "e", "f", "g", "h"}, "\xff\xfe": nil, "👍": nil,
	} {
		if got := inbox.Words(in); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// No input is an error, on either engine, and none finds what has nothing to do with it.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{
		"halo", "ha", `"halo"`, "halo*", "halo AND NOT kak", "ha lo", "body:halo", "workspace:w1", "w1", "'w1':*", "NEAR(a b)", "a^b", "-halo", "(halo", `\'x`, ":*", "&|!<->",
		"'; DROP TABLE messages; --", "%", "_", "h\u00e1lo", "hal\u0301o", "\u0301\u0301", "ɐɐ", "𞤀𞤁", "ಠ_ಠ", "日本語", "สวัสดี", "\U0001e900\U0001e901", "ﬁﬁ", "ßẞ", "İi", "a\x00b", "\xff\xfe",
		strings.Repeat("a", 200), strings.Repeat("é ", 100), "1e10", "http://x.id/a?b=c", "a.b.c", "00", "\u200b\u200b", "²²", "ⅷⅷ", "़़",
	} {
		f.Add(seed)
	}
	houses := map[*sapatest.House]sapa.By{sapatest.New(f, sapatest.SQLite): {}, sapatest.New(f, sapatest.Postgres): {}}
	for h := range houses {
		houses[h] = h.By(sapatest.Ratna)
		c, _, err := h.Admin.ChannelByKey(f.Context(), h.Widget)
		if err != nil {
			f.Fatal(err)
		}
		if _, err := h.Inbox.Ingest(f.Context(), c, []sapa.Inbound{said(c, "budi", "zzzqqq-1", "zzzqqq xxxjjj")}); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len([]rune(text)) > 200 {
			return // the API takes no more
		}
		for h, ratna := range houses {
			page, _, err := h.Inbox.Search(t.Context(), ratna, text, store.SearchQuery{Limit: 10})
			if err != nil && sapa.KindOf(err) != sapa.Invalid {
				t.Fatalf("%s: %q: %v", h.Engine, text, err)
			}
			if touches := strings.ContainsAny(strings.ToLower(text), "zqxjbudi"); len(page.Hits) > 0 && !touches {
				t.Fatalf("%s: %q found %q", h.Engine, text, page.Hits[0].Text)
			}
		}
	})
}
