package report

import (
	"fmt"
	"strconv"
)

// Verdict says whether an aim was met.
func Verdict(met bool) string {
	if met {
		return "met"
	}
	return "missed"
}

// Thousands writes a number with its groups apart.
func Thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return Thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
