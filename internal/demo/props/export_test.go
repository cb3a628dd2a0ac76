package props

import (
	"maps"
	"slices"
	"time"
)

// KnownPayments are the names of the receipts whose amount the script tells.
func KnownPayments() []string { return slices.Sorted(maps.Keys(payments)) }

// AmountOf is what the receipt of that name shows, as it shows it.
func AmountOf(name string) string { return rupiah(payments[name].amount) }

// PaidAt is when the payment of that name was made, for a picture taken at that moment, as the receipt shows it.
func PaidAt(name string, at time.Time) string { return dated(payments[name].made(at)) }

// KnownPapers are the names of the documents written for the script.
func KnownPapers() []string { return slices.Sorted(maps.Keys(papers)) }

// LinesOf is what the document of that name says.
func LinesOf(name string, at time.Time) (title string, lines []string) { return papers[name](at) }

// Rupiah is an amount as the pictures show it.
func Rupiah(amount int) string { return rupiah(amount) }
