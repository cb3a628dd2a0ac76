package whatsapp

import "bytes"

// Concerns satisfies channel.Verifier. A delivery may hold changes of several numbers.
func (a *account) Concerns(body []byte) bool {
	// As nearly all are written, and no text of a customer can be: in it, the quotation marks are escaped.
	if bytes.Contains(body, []byte(`"phone_number_id":"`+a.phone+`"`)) {
		return true
	}
	changes, ok := changesOf(body)
	if !ok {
		return true
	}
	for _, c := range changes {
		if a.concerned(c) {
			return true
		}
	}
	return false
}

// concerned tells whether a change is about this number or, where it names none, about its business account. A change
// that names neither is everybody's: somebody must see it.
func (a *account) concerned(c change) bool {
	switch {
	case c.phone != "":
		return c.phone == a.phone
	case c.waba != "":
		return c.waba == a.waba
	}
	return true
}
