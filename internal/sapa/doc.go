// Package sapa holds the words of the product: the nouns every other package speaks of, their typed ids, and the
// one error type. It decides nothing, stores nothing and imports nothing but the standard library's pure parts.
package sapa
