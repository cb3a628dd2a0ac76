// Package widget holds the built widget script. With the build tag embed it is inside the program; without, it is
// read from the folder widget/dist of the checkout, for those who work on it.
package widget
