package sapatest

// turn lets everything happen that is due on the house's clock, until nothing moves any more. Settle waits until the
// provider has brought everything.
func (h *House) turn(settle func()) {
	h.T.Helper()
	ctx := h.T.Context()
	for range 1000 {
		h.must(h.Inbox.Dispatch(ctx))
		settle()
		moved := 0
		for _, do := range []func() (int, error){
			func() (int, error) { return h.Inbox.IngestWaiting(ctx) },
			func() (int, error) { return h.Inbox.FetchDue(ctx) },
			func() (int, error) { return h.Inbox.ProfilesDue(ctx) },
			func() (int, error) { return h.Inbox.PostsDue(ctx) },
		} {
			n, err := do()
			h.must(err)
			moved += n
		}
		if moved == 0 {
			return
		}
	}
	h.T.Fatal("it never comes to rest")
}
