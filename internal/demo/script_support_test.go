package demo_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/sapa-inbox/sapa/internal/demo"
)

func title(dialogue demo.Dialogue) string {
	name := demo.Customers[dialogue.Customer].Name
	return fmt.Sprintf("%s about %s, %d days ago", name, dialogue.Subject, dialogue.Days)
}

func place(dialogue demo.Dialogue, n int) string {
	return fmt.Sprintf("%s, line %d", title(dialogue), n+1)
}

func has(text string, table *unicode.RangeTable) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(table, r) })
}

func atLeast(t *testing.T, what string, got, want int) {
	t.Helper()
	if got < want {
		t.Errorf("%d %s, want at least %d", got, what, want)
	}
}

func mustBeText(t *testing.T, what, text string) {
	t.Helper()
	if text == "" || strings.TrimSpace(text) != text {
		t.Errorf("%s is %q", what, text)
	}
}

func mustBePhone(t *testing.T, name, phone string) {
	t.Helper()
	if !phonePattern.MatchString(phone) {
		t.Errorf("%s: phone %q", name, phone)
	}
}

func mustBeLanguage(t *testing.T, what, language string) {
	t.Helper()
	if language != "id" && language != "en" {
		t.Errorf("%s: language %q", what, language)
	}
}

func mustBeExampleMail(t *testing.T, customer demo.Customer) {
	t.Helper()
	_, domain, _ := strings.Cut(customer.Email, "@")
	if domain != "example.com" && domain != "example.net" && domain != "example.org" {
		t.Errorf("%s: %q is not a reserved domain", customer.Name, customer.Email)
	}
}

// mustBeNew fails when somebody else has the value already; upper and lower case are the same.
func mustBeNew(t *testing.T, seen map[string]string, value, owner string) {
	t.Helper()
	key := strings.ToLower(value)
	if other, taken := seen[key]; taken {
		t.Errorf("%s and %s share %q", other, owner, value)
	}
	seen[key] = owner
}

func mustUseEach(t *testing.T, used map[string]int, allowed ...string) {
	t.Helper()
	for _, value := range allowed {
		if used[value] == 0 {
			t.Errorf("%q is never used", value)
		}
		delete(used, value)
	}
	for value := range used {
		t.Errorf("%q is not a known value", value)
	}
}
