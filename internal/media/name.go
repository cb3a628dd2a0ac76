package media

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how long a file name may be, in runes: what fits on a screen and in every file system's 255.
const maxName = 120

// maxExt is the longest extension worth keeping, in bytes with its dot.
const maxExt = 16

// CleanName makes a file name safe to show and to save under: no folders, no control, invisible or
// direction-changing characters, none that Windows reserves, at most 120 runes with the extension kept.
// It is never empty; a name of which nothing remains becomes "file". Cleaning twice changes nothing.
func CleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Join(strings.Fields(strings.Map(cleanRune, name)), " ")
	name = trimEnds(name)
	if name == "" {
		return "file"
	}
	if stem, _, _ := strings.Cut(name, "."); reserved(stem) {
		name = "_" + name
	}
	return shorten(name)
}

// Name is the clean name with an extension that fits the type, so that a system which trusts extensions opens the
// file as what it is. A name of which nothing remains becomes the kind, as in "image.jpg".
func (t Type) Name(name string) string {
	clean := CleanName(name)
	if clean == "file" && t.Kind != "" {
		clean = string(t.Kind)
	}
	if t.has(strings.ToLower(path.Ext(clean))) {
		return clean
	}
	return cut(clean, maxName-len(t.Ext)) + t.Ext
}

// cleanRune maps to -1 what is dropped. Category Cf holds the zero-width, direction and tag characters.
func cleanRune(r rune) rune {
	switch {
	case r == utf8.RuneError, unicode.IsControl(r) && !unicode.IsSpace(r), unicode.In(r, unicode.Cf, unicode.Co):
		return -1
	case unicode.In(r, unicode.Variation_Selector), strings.ContainsRune("\u115f\u1160\u2800\u3164\uffa0", r):
		return -1 // invisible though not of category Cf: variation selectors, Hangul fillers, the blank Braille cell
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	}
	return r
}

// trimEnds removes what hides a file on Unix or is dropped by Windows.
func trimEnds(name string) string {
	return strings.Trim(name, ". ")
}

// shorten cuts the stem and keeps the extension.
func shorten(name string) string {
	if utf8.RuneCountInString(name) <= maxName {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > maxExt || strings.ContainsRune(ext, ' ') {
		ext = ""
	}
	return cut(strings.TrimSuffix(name, ext), maxName-utf8.RuneCountInString(ext)) + ext
}

// cut keeps the first runes of name, and ends it as CleanName would.
func cut(name string, runes int) string {
	if utf8.RuneCountInString(name) > runes {
		name = string([]rune(name)[:runes])
	}
	return strings.TrimRight(name, ". ")
}

// reserved reports whether Windows takes the name, whatever its extension, for a device.
func reserved(stem string) bool {
	stem = strings.ToUpper(strings.TrimSpace(stem))
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "COM" || stem[:3] == "LPT") && stem[3] >= '0' && stem[3] <= '9'
}
