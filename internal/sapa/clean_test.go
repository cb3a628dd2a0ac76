package sapa_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

func TestCleanPhone(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "081234567890": "+6281234567890", "0812-3456-7890": "+6281234567890", "(0812) 3456.7890": "+6281234567890", "6281234567890": "+6281234567890",
		"+62 812 3456 7890": "+6281234567890", "006281234567890": "+6281234567890", "+1 415 555 2671": "+14155552671", " 021 7654321 ": "+62217654321",
	} {
		if got, ok := sapa.CleanPhone(in); got != want || !ok {
			t.Errorf("%q becomes %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, bad := range []string{"1", "812345678", "+", "+0812345678", "+6281234567890123", "0812abc4567", "٠٨١٢٣٤٥٦٧٨٩", "+62+8123456789", "08123456789;ext=5", "tel:08123456789"} {
		if got, ok := sapa.CleanPhone(bad); ok {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

func TestCleanEmail(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": "", " Ratna@Melati.Example ": "ratna@melati.example", "a+b@x.co.id": "a+b@x.co.id"} {
		if got, ok := sapa.CleanEmail(in); got != want || !ok {
			t.Errorf("%q becomes %q, %v; want %q", in, got, ok, want)
		}
	}
	for _, bad := range []string{
		"ratna", "@melati.example", "ratna@", "ratna@melati", "a b@melati.example", "Ratna <ratna@melati.example>", "ratna@melati.example, b@x.id", "a@b@x.id",
		"ratna@melati.example\r\nBcc: x@y.z", "<ratna@melati.example>", strings.Repeat("a", 250) + "@x.id", "a\x00b@x.id",
	} {
		if got, ok := sapa.CleanEmail(bad); ok {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

func TestCleanName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "  Ratna \n\t Sari ": "Ratna Sari", "\u202eanstaR": "anstaR", "R\u200batna\ufeff": "Ratna", "\u2066\u2069": "", "a\x00b\x1bc": "abc",
		"👩‍👩‍👧 Keluarga": "👩‍👩‍👧 Keluarga", "Siti Nurḥaliza": "Siti Nurḥaliza", "\u00a0Budi\u00a0": "Budi",
	} {
		if got, ok := sapa.CleanName(in); got != want || !ok {
			t.Errorf("%q becomes %q, %v; want %q", in, got, ok, want)
		}
	}
	if _, ok := sapa.CleanName(strings.Repeat("é", 100)); !ok {
		t.Error("a hundred runes are refused")
	}
	if _, ok := sapa.CleanName(strings.Repeat("é", 101)); ok {
		t.Error("a hundred and one runes are taken")
	}
}

// Whatever somebody types: what is taken is clean, and cleaning it again changes nothing.
func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"", " ", "Ratna Sari", "ratna@melati.example", "0812-3456-7890", "+62", "00", "0", "\u202e", "a\u0300", "İ@x.id", "ſ@x.id", "\"a b\"@x.id",
		"a@[127.0.0.1].id", "\xff\xfe", "\x00", "+62 (812) 3456-7890", "xn--a@x.id", "ratna@melati.example.", "K@x.id",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if name, ok := sapa.CleanName(in); ok {
			again, still := sapa.CleanName(name)
			switch {
			case again != name || !still:
				t.Fatalf("the name %q becomes %q, then %q", in, name, again)
			case utf8.RuneCountInString(name) > sapa.NameRunes || strings.ContainsFunc(name, unicode.IsControl):
				t.Fatalf("the name %q", name)
			case utf8.ValidString(in) && !sapa.Storable(name):
				t.Fatalf("the name %q cannot be stored", name)
			}
		}
		if email, ok := sapa.CleanEmail(in); ok && email != "" {
			again, still := sapa.CleanEmail(email)
			if again != email || !still || strings.ContainsFunc(email, unicode.IsControl) || strings.ContainsAny(email, "\r\n <>,;") || len(email) > 254 {
				t.Fatalf("the email %q becomes %q, then %q %v", in, email, again, still)
			}
		}
		if phone, ok := sapa.CleanPhone(in); ok && phone != "" {
			again, still := sapa.CleanPhone(phone)
			if again != phone || !still || phone[0] != '+' || strings.Trim(phone[1:], "0123456789") != "" || len(phone) < 9 || len(phone) > 16 {
				t.Fatalf("the phone %q becomes %q, then %q %v", in, phone, again, still)
			}
		}
	})
}
