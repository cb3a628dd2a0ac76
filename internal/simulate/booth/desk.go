package booth

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// Ask is what every wish of a page says: what is to be done, and as which customer. It is embedded in the page's own.
type Ask struct {
	Do       string `json:"do"`
	Customer string `json:"customer"`
}

func (a Ask) asked() Ask { return a }

// Desk does what a page asks for. A is one wish, P the provider and C one of its customers.
type Desk[A interface{ asked() Ask }, P, C any] struct {
	// Provider is what the page does with the provider itself, Customer what it does as a customer, by their names.
	Provider map[string]func(P, A) error
	Customer map[string]func(C, A) error
}

// Act does what a request asks for; find is the customer of a key.
func (d Desk[A, P, C]) Act(r *http.Request, p P, find func(key string) (C, error)) error {
	var a A
	if err := Wish(r, &a); err != nil {
		return err
	}
	if do, ok := d.Provider[a.asked().Do]; ok {
		return do(p, a)
	}
	do, ok := d.Customer[a.asked().Do]
	if !ok {
		return fmt.Errorf("nobody can %q", a.asked().Do)
	}
	c, err := find(a.asked().Customer)
	if err != nil {
		return err
	}
	return do(c, a)
}

// Did is an act that cannot fail.
func Did(f func()) error {
	f()
	return nil
}

// Receive lets a customer send the request's body as a file of so many bytes at the most.
func Receive[C any](find func(key string) (C, error), most int64, send func(C, File, url.Values) error) func(*http.Request) error {
	return func(r *http.Request) error {
		q := r.URL.Query()
		c, err := find(q.Get("customer"))
		if err != nil {
			return err
		}
		f, err := Received(r, most)
		if err != nil {
			return err
		}
		return send(c, f, q)
	}
}

// ByKey is who has this key, which is their place among all people.
func ByKey[T any](people []T, key string) (T, error) {
	n, err := strconv.Atoi(key)
	if err != nil || n < 0 || n >= len(people) {
		var nobody T
		return nobody, fmt.Errorf("no customer %q", key)
	}
	return people[n], nil
}

// Chosen is whose thread a page shows: the customer of the key, or else the first, with their own key. Without people it is
// the zero value with none.
func Chosen[T any](people []T, key string) (T, string) {
	if one, err := ByKey(people, key); err == nil {
		return one, key
	}
	if len(people) == 0 {
		var nobody T
		return nobody, ""
	}
	return people[0], "0"
}

// ShownLog is how many requests and deliveries a page shows.
const ShownLog = 60

// shownThread is how many messages a page shows.
const shownThread = 300

// Logged are the newest of what came and went, as many as a page shows; never nil.
func Logged[T any](all []T) []T {
	return append([]T{}, all[max(0, len(all)-ShownLog):]...)
}

// Shown are the newest messages of a thread, as many as a page shows; never nil.
func Shown[T any](thread []*T) []T {
	some := []T{}
	for _, m := range thread[max(0, len(thread)-shownThread):] {
		some = append(some, *m)
	}
	return some
}

// Those are the messages of a thread that fit, oldest first.
func Those[T any](thread []*T, fits func(*T) bool) []T {
	var some []T
	for _, m := range thread {
		if fits(m) {
			some = append(some, *m)
		}
	}
	return some
}

// Keep adds to what is remembered and forgets the oldest beyond so many.
func Keep[T any](all []T, most int, one T) []T {
	all = append(all, one)
	return slices.Delete(all, 0, max(0, len(all)-most))
}

// ConnectValue is one line of what a person types to connect the simulator.
type ConnectValue struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Value string `json:"value"`
}
