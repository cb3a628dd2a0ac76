package demo

import "slices"

// Dialogues are the conversations of the last 30 days. One customer's dialogues follow each other in time.
var Dialogues = slices.Concat(choosing, paying, delivery, returning, bespoke, visiting, sundry, elsewhere)
