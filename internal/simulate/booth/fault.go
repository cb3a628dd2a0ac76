package booth

import "slices"

// FaultKind is a way to fail.
type FaultKind string

// The ways to fail. The last four take the message all the same: the customer gets it, and only the answer is lost.
const (
	// FaultError answers with an error of the provider's own.
	FaultError FaultKind = "error"
	// FaultBusy answers 429.
	FaultBusy FaultKind = "busy"
	// FaultEmpty answers 503 with nothing, as a proxy in between does.
	FaultEmpty FaultKind = "empty"
	// FaultGone answers 404 with nothing, as an address of a file that has run out.
	FaultGone FaultKind = "gone"
	// FaultHang never answers and takes nothing.
	FaultHang FaultKind = "hang"
	// FaultReset cuts the connection and takes nothing.
	FaultReset FaultKind = "reset"
	// FaultCut takes the message and cuts the connection instead of answering.
	FaultCut FaultKind = "cut"
	// FaultHangAfter takes the message and never answers.
	FaultHangAfter FaultKind = "hang_after"
	// FaultGarbage takes the message and answers 200 with a page that is not JSON.
	FaultGarbage FaultKind = "garbage"
	// FaultLate takes the message and answers with an error.
	FaultLate FaultKind = "late"
)

// Takes tells whether the message is taken before the failure.
func (k FaultKind) Takes() bool {
	return k == FaultCut || k == FaultHangAfter || k == FaultGarbage || k == FaultLate
}

// Garbage is what FaultGarbage answers.
const Garbage = "<!doctype html><title>Please log in to the wireless network</title>"

// Coming is a failure that comes Left times.
type Coming[F any] struct {
	Left  int
	Fault F
}

// Script are the failures to come, those that were asked for first before the others.
type Script[F any] []Coming[F]

// Add lets a failure come n times.
func (s *Script[F]) Add(n int, f F) { *s = append(*s, Coming[F]{n, f}) }

// Left is how many failures are to come.
func (s Script[F]) Left() int {
	n := 0
	for _, c := range s {
		n += c.Left
	}
	return n
}

// Take is the next failure that fits; nil for none.
func (s *Script[F]) Take(fits func(F) bool) *F {
	i := slices.IndexFunc(*s, func(c Coming[F]) bool { return fits(c.Fault) })
	if i < 0 {
		return nil
	}
	f := (*s)[i].Fault
	if (*s)[i].Left--; (*s)[i].Left <= 0 {
		*s = slices.Delete(*s, i, i+1)
	}
	return &f
}
