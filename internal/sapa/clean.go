package sapa

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Storable tells whether both databases can keep a text: it is UTF-8 and holds no zero byte. No keyboard makes
// anything else.
func Storable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

// NameRunes is the longest name of a person or a company (spec ROL-4).
const NameRunes = 100

// CleanName trims a name, drops control and direction-override characters that could disguise it, and folds runs
// of space. It answers false when the name is longer than NameRunes. Empty stays empty.
func CleanName(name string) (string, bool) {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' || hidden(r) {
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	return name, utf8.RuneCountInString(name) <= NameRunes
}

// hidden tells characters that change how text around them is shown without being seen. The zero-width joiner is
// not among them: emoji and several scripts need it.
func hidden(r rune) bool {
	return r == '\u200b' || r == '\ufeff' || (r >= '\u202a' && r <= '\u202e') || (r >= '\u2066' && r <= '\u2069')
}

// CleanEmail trims and lowers an address and answers whether it can be one. Empty is fine and stays empty.
func CleanEmail(address string) (string, bool) {
	address = strings.ToLower(strings.TrimSpace(address))
	if address == "" {
		return "", true
	}
	parsed, err := mail.ParseAddress(address)
	ok := err == nil && parsed.Address == address && len(address) <= 254 && strings.Contains(address[strings.LastIndex(address, "@"):], ".")
	return address, ok
}

// CleanPhone brings a number to E.164 and answers whether it can be one: Indonesian numbers may begin with 0 or
// 62, spaces, dots, dashes and brackets go (spec ROL-4). Empty is fine and stays empty.
func CleanPhone(number string) (string, bool) {
	number = strings.TrimSpace(number)
	if number == "" {
		return "", true
	}
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-()", r) {
			return -1
		}
		return r
	}, number)
	switch {
	case strings.HasPrefix(digits, "00"):
		digits = "+" + digits[2:]
	case strings.HasPrefix(digits, "0"):
		digits = "+62" + digits[1:]
	case strings.HasPrefix(digits, "62"):
		digits = "+" + digits
	}
	// E.164: at most 15 digits; fewer than 8 is no subscriber anywhere.
	rest, plus := strings.CutPrefix(digits, "+")
	ok := plus && len(rest) >= 8 && len(rest) <= 15 && rest[0] != '0' && strings.Trim(rest, "0123456789") == ""
	return digits, ok
}
