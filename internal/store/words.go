package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"modernc.org/sqlite"
)

// SQLite's search indexes hold words as this file finds them; PostgreSQL finds them by itself (see foldedWords).

// wordsOf are the words of a text: runs of letters, digits and marks with more in them than marks, small, and Latin
// letters without their accents.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(folded(text), func(r rune) bool { return !solid(r) && !unicode.IsMark(r) })
	return slices.DeleteFunc(words, func(word string) bool { return !strings.ContainsFunc(word, solid) })
}

func solid(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// folded takes case and the accents U+0300 to U+036F away.
func folded(text string) string {
	text = norm.NFD.String(strings.ToLower(strings.ToValidUTF8(text, " ")))
	return strings.Map(func(r rune) rune {
		if r >= '\u0300' && r <= '\u036f' {
			return -1
		}
		return r
	}, text)
}

// sliceBits say how many rows a slice of a search index has: words are kept by workspace and slice of the rows' ids, so
// that a search reads the newest rows first and stops when it has enough, however long the history is (ADR 0012). On SQLite
// a slice is a stretch of the dictionary.
const sliceBits = stretchBits

// searched is the text of a message by which a search finds it.
func searched(message string) string { return message + ".subject || ' ' || " + message + ".body" }

// sliceName is what a word of a row in a slice begins with in the index.
func sliceName(workspace, slice int64) string { return fmt.Sprintf("%dx%dx", workspace, slice) }

// defineWords gives SQLite the two functions its search goes by. Once is enough for all connections of the process.
var defineWords = sync.OnceValue(func() error {
	// sapa_words(workspace, id, text) is what the index keeps of a row's text.
	err := sqlite.RegisterDeterministicScalarFunction("sapa_words", 3, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		workspace, ok := args[0].(int64)
		id, known := args[1].(int64)
		text, said := args[2].(string)
		if !ok || !known || !said {
			return nil, fmt.Errorf("sapa_words(%T, %T, %T)", args[0], args[1], args[2])
		}
		name := sliceName(workspace, id>>sliceBits)
		var b strings.Builder
		for _, word := range wordsOf(text) {
			b.WriteString(name + word + " ")
		}
		return b.String(), nil
	})
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	// sapa_says(text, words) is 1 when each of the words is the beginning of one of the text's.
	err = sqlite.RegisterDeterministicScalarFunction("sapa_says", 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		text, ok := args[0].(string)
		asked, known := args[1].(string)
		if !ok || !known {
			return nil, fmt.Errorf("sapa_says(%T, %T)", args[0], args[1])
		}
		return flag(says(wordsOf(text), strings.Fields(asked))), nil
	})
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
})

func says(words, asked []string) bool {
	for _, beginning := range asked {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, beginning) }) {
			return false
		}
	}
	return true
}
