package realtime

import (
	"maps"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SignalKind says what a signal tells.
type SignalKind string

// The kinds of signals.
const (
	Typing  SignalKind = "typing"
	Looking SignalKind = "looking"
	Away    SignalKind = "away" // looks no more
)

// Signal tells what somebody is doing at this moment. It is kept nowhere; lost, it is missed by nobody for long.
type Signal struct {
	Kind         SignalKind          `json:"kind"`
	Workspace    sapa.WorkspaceID    `json:"workspace"`
	Conversation sapa.ConversationID `json:"conversation"`
	Room         sapa.RoomID         `json:"room"`
	Actor        sapa.Actor          `json:"actor"`
	// Facts decide who may know of it, as they were when it was sent.
	Facts sapa.Facts `json:"facts"`
}

// LookFor is how long a look counts without being renewed.
const LookFor = 45 * time.Second

// eyes is who looks at which conversation, and until when.
type eyes map[sapa.ConversationID]map[sapa.MemberID]time.Time

// note keeps a look or forgets it.
func (e eyes) note(s Signal, now time.Time) {
	member := s.Actor.Member()
	if member == 0 {
		return
	}
	switch s.Kind {
	case Looking:
		if e[s.Conversation] == nil {
			e[s.Conversation] = map[sapa.MemberID]time.Time{}
		}
		e[s.Conversation][member] = now.Add(LookFor)
	case Away:
		delete(e[s.Conversation], member)
	case Typing:
	}
	if len(e[s.Conversation]) == 0 {
		delete(e, s.Conversation)
	}
}

// at lists who looks at a conversation now, and forgets who has stopped.
func (e eyes) at(id sapa.ConversationID, now time.Time) []sapa.MemberID {
	maps.DeleteFunc(e[id], func(_ sapa.MemberID, until time.Time) bool { return !now.Before(until) })
	var all []sapa.MemberID
	for m := range e[id] {
		all = append(all, m)
	}
	return all
}

// Send tells everybody who may know of it, in every process.
func (h *Hub) Send(s Signal) {
	h.hear(s)
	if h.bus != nil {
		h.bus.signal(s)
	}
}

// hear tells the viewers of this process.
func (h *Hub) hear(s Signal) {
	h.mu.Lock()
	r := h.rooms[s.Workspace]
	h.mu.Unlock()
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.eyes.note(s, h.now())
	for sub := range r.subs {
		if frame := sub.viewer.Hear(s); frame != nil {
			sub.offer(frame)
		}
	}
}

// Lookers lists who looks at a conversation now.
func (h *Hub) Lookers(ws sapa.WorkspaceID, id sapa.ConversationID) []sapa.MemberID {
	h.mu.Lock()
	r := h.rooms[ws]
	h.mu.Unlock()
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.eyes.at(id, h.now())
}
