// Package web holds the built web app. With the build tag embed it is inside the program; without, it is read from
// the folder web/dist of the checkout, for those who work on it.
package web
