package meta

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// CodeUnreadable marks an element of which nothing can be made.
const CodeUnreadable = "unreadable"

// Broken is an element that cannot be read. It goes to the account, so that somebody sees it: the rest of its delivery is
// fine.
func Broken(at time.Time, what string) sapa.Inbound {
	return sapa.Inbound{Kind: sapa.InboundAccount, At: at, FailureCode: CodeUnreadable, FailureDetail: what}
}

// Entries reads a delivery about an object, entry by entry, and finishes each element. A delivery in which nothing can be
// understood is an error.
func Entries(body []byte, object string, read func(wire.Object) []sapa.Inbound, finish func(*sapa.Inbound)) ([]sapa.Inbound, error) {
	delivery := wire.Read(body)
	entries := delivery.List("entry")
	if delivery.Text("object") != object || len(entries) == 0 {
		return nil, sapa.Errorf(sapa.Invalid, "bad_delivery", "the body is no delivery of the object %s", object)
	}
	var all []sapa.Inbound
	broken := 0
	for _, raw := range entries {
		all = append(all, read(wire.Read(raw))...)
	}
	for i := range all {
		finish(&all[i])
		if all[i].FailureCode == CodeUnreadable {
			broken++
		}
	}
	if len(all) > 0 && broken == len(all) {
		return nil, sapa.Errorf(sapa.Invalid, CodeUnreadable, "nothing in the delivery can be understood")
	}
	return all, nil
}
