package inbox

import (
	"cmp"
	"slices"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// ordered is an element with the delivery it came in.
type ordered struct {
	element
	from sapa.DeliveryID
}

// ofPeople are the elements of which the sender is looked up.
func ofPeople(order []ordered) []sapa.Inbound {
	var all []sapa.Inbound
	for _, o := range order {
		switch o.Kind {
		case sapa.InboundMessage, sapa.InboundEcho, sapa.InboundRenamed, sapa.InboundContact, sapa.InboundReferral:
			all = append(all, o.Inbound)
		}
	}
	return all
}

// byClock brings the elements of deliveries into the order of the provider's clock. Of the same moment, statuses come
// last: what they are about may be among the rest, and the rest is written together.
func byClock(group []parsed) []ordered {
	var all []ordered
	for _, p := range group {
		for _, e := range p.elements {
			all = append(all, ordered{e, p.ID})
		}
	}
	slices.SortStableFunc(all, func(x, y ordered) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(place(x.Kind), place(y.Kind)))
	})
	return all
}

// place is 1 for what comes last of a moment.
func place(kind sapa.InboundKind) int {
	if kind == sapa.InboundStatus {
		return 1
	}
	return 0
}

// worthTrying is how often something about a message that is not here is tried: a provider that could not bring the
// message brings it an hour later, and then it must not stand there as if nobody had taken it back.
func worthTrying(kind sapa.InboundKind) int {
	if kind == sapa.InboundStatus {
		return earlyTries
	}
	return patience
}
