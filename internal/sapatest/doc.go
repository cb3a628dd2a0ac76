// Package sapatest gives tests what they stand on: both databases, a running house with named people, a clock one
// turns by hand. Nothing of it is part of the program.
package sapatest
