// Package run holds what every part of the benchmark is told.
package run

// Options say what to measure and with what.
type Options struct {
	// Binary is the program that is measured.
	Binary string
	// Folder is where databases are kept between runs.
	Folder string
	// Engines are "sqlite" and "postgres", or one of them; see house.Site.
	Engines []string
	// Small asks for a short run on little data.
	Small bool
	// Say tells how far the run is.
	Say func(format string, args ...any)
}
