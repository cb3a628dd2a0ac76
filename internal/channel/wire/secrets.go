package wire

import (
	"regexp"
	"slices"
	"strings"
)

// DetailRunes is how much of a provider's sentence is kept.
const DetailRunes = 500

// Secrets are texts nobody may hear of.
type Secrets []string

// NewSecrets leaves out empty ones and puts the longest first: one may be the beginning of another.
func NewSecrets(all ...string) Secrets {
	kept := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" })
	slices.SortFunc(kept, func(x, y string) int { return len(y) - len(x) })
	return kept
}

// addressQuery is what follows the path in an address: signatures and tokens stand there.
var addressQuery = regexp.MustCompile(`(https?://[^\s?#"']*)[?#][^\s"']*`)

// Scrub takes secrets out of a text that others wrote, and shortens it.
func (s Secrets) Scrub(text string) string {
	for _, secret := range s {
		text = strings.ReplaceAll(text, secret, "…")
	}
	return Short(addressQuery.ReplaceAllString(Storable(text), "$1"), DetailRunes)
}
