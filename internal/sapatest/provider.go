package sapatest

import "context"

// turn lets everything happen that is due on the house's clock, until nothing moves any more. Settle waits until the
// provider has brought everything.
func (h *House) turn(settle func()) {
	h.T.Helper()
	h.must(h.Inbox.CatchUp(h.T.Context(), func(context.Context) error {
		settle()
		return nil
	}))
}
