package access

import "github.com/sapa-inbox/sapa/internal/sapa"

// Act is something one does to a single conversation.
type Act string

// The acts on a conversation.
const (
	Reply    Act = "reply"
	Note     Act = "note"
	Take     Act = "take"     // "Assign to me"
	Assign   Act = "assign"   // to another member: from the queue, or as a transfer
	Unassign Act = "unassign" // back to the queue
	Resolve  Act = "resolve"
	Move     Act = "move" // to another department
)

// Acts lists all acts.
func Acts() []Act { return []Act{Reply, Note, Take, Assign, Unassign, Resolve, Move} }

// Check answers nil when the member may do the act to a conversation with these facts. Otherwise: NotFound when
// they may not see it, Forbidden when their role or a switch rules it out, Conflict when its state does.
func (w Who) Check(act Act, f sapa.Facts) error {
	if !w.Scope().Sees(f) {
		return sapa.Missing("conversation")
	}
	if f.State == sapa.Resolved && act != Note && act != Reply {
		return sapa.Errorf(sapa.Conflict, "wrong_state", "the conversation is resolved")
	}
	free := f.State == sapa.InQueue || f.State == sapa.Inactive
	switch act {
	case Note:
		return nil
	case Reply, Resolve:
		if free {
			return w.needClaim()
		}
		return nil
	case Take:
		return w.checkTake(f, free)
	case Assign, Move:
		return w.Need(AssignOthers)
	case Unassign:
		if free {
			return sapa.Errorf(sapa.Conflict, "wrong_state", "nobody handles the conversation")
		}
		return nil
	}
	return sapa.Errorf(sapa.Forbidden, "", "unknown act %s", act)
}

func (w Who) checkTake(f sapa.Facts, free bool) error {
	switch {
	case free:
		return w.needClaim()
	case f.Assignee == w.ID:
		return sapa.Errorf(sapa.Conflict, "same_agent", "you handle the conversation already")
	}
	return w.Need(AssignOthers)
}

func (w Who) needClaim() error {
	if w.May(Claim) {
		return nil
	}
	return sapa.Errorf(sapa.Forbidden, "takeover_off", "agents may not take conversations from the queue")
}

// Can lists every act with whether the member may do it, for the buttons on the screens.
func (w Who) Can(f sapa.Facts) map[Act]bool {
	can := make(map[Act]bool, len(Acts()))
	for _, act := range Acts() {
		can[act] = w.Check(act, f) == nil
	}
	return can
}

// Mine tells whether the member is the assignee.
func (w Who) Mine(f sapa.Facts) bool { return f.State == sapa.Handled && f.Assignee == w.ID }
