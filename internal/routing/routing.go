// Package routing decides who takes a conversation: who may (presence, department, channel, workload), whom a strategy
// picks among them, and why. It decides too when a conversation whose agent does not answer moves on. It is pure: it reads
// no clock, keeps nothing, and answers the same for the same values in whatever order they come.
package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Candidate is a member who may be picked, as they stand at the moment of the pick.
type Candidate struct {
	Member sapa.MemberID
	// Here tells that the member is online. Who is offline keeps what they have and is given nothing.
	Here bool
	// Joined is when the member came into the pool: the order of the rotation.
	Joined time.Time
	// Handled is how many conversations the member handles, OnChannel how many of them on the channel in question.
	Handled, OnChannel int
	// Picked is when a strategy last picked the member; zero for never.
	Picked time.Time
}

// Seat is a place in the rotation. The zero Seat stands before everybody.
type Seat struct {
	Joined time.Time
	Member sapa.MemberID
}

// Seat is the candidate's place in the rotation.
func (c Candidate) Seat() Seat { return Seat{Joined: c.Joined, Member: c.Member} }

func (s Seat) compare(other Seat) int {
	return cmp.Or(s.Joined.Compare(other.Joined), cmp.Compare(s.Member, other.Member))
}

// Bar is why a candidate cannot be picked; empty when nothing is in the way.
type Bar string

// What can be in the way.
const (
	Offline Bar = "offline"
	Full    Bar = "full"
	// Tried means that the conversation comes from this candidate, or was with them in this waiting spell.
	Tried Bar = "tried"
)

// Ask is what is to be decided: who takes one conversation.
type Ask struct {
	Channel sapa.ChannelID
	Pool    []Candidate
	Limit   Workload
	// Not are those who must not be picked, such as the agent who did not answer.
	Not []sapa.MemberID
	// Last is the seat that was picked last in this pool; only Round asks for it.
	Last Seat
}

// Bar is what keeps a candidate from being picked; empty when nothing does.
func (a Ask) Bar(c Candidate) Bar {
	switch {
	case slices.Contains(a.Not, c.Member):
		return Tried
	case !c.Here:
		return Offline
	case a.Limit.Room(c, a.Channel) == 0:
		return Full
	}
	return ""
}

// Passed is a candidate who was not picked and what was in the way.
type Passed struct {
	Member sapa.MemberID `json:"member"`
	Bar    Bar           `json:"bar"`
}

// Pick is who takes the conversation and why.
type Pick struct {
	// Member is zero when nobody can take it.
	Member sapa.MemberID
	Why    Why
	// Last is the rotation's new seat: the picked one's, or what it was when nobody was picked.
	Last Seat
}

// Why explains a pick to those who supervise.
type Why struct {
	Strategy Strategy `json:"strategy"`
	// Rule is what decided: see the constants.
	Rule Rule `json:"rule"`
	// Load is how many conversations the picked one handled before this one.
	Load int `json:"load"`
	// Among is how many could have taken it.
	Among int `json:"among"`
	// Passed are those who could not, in the order of the rotation; 20 at most.
	Passed []Passed `json:"passed,omitempty"`
}

// Rule is what decided among those who could take a conversation.
type Rule string

// What can decide.
const (
	Nobody      Rule = "nobody"       // nobody could take it
	OnlyOne     Rule = "only_one"     // nobody else could take it
	LeastLoad   Rule = "least_load"   // handled the fewest
	LongestAgo  Rule = "longest_ago"  // among those with the least load, the one picked longest ago
	FirstJoined Rule = "first_joined" // among those, the one who came first
	NextInTurn  Rule = "next_in_turn" // the rotation
)

// passedMost bounds what is kept of a pick's explanation.
const passedMost = 20

// InTurn has two candidates in the order of the rotation.
func InTurn(a, b Candidate) int { return a.Seat().compare(b.Seat()) }

// split divides the pool, in the order of the rotation, into those who can take the conversation and those who cannot. A pool that
// comes in that order is not put into it again.
func (a Ask) split() (able []Candidate, passed []Passed) {
	pool := a.Pool
	if !slices.IsSortedFunc(pool, InTurn) {
		pool = slices.SortedFunc(slices.Values(pool), InTurn)
	}
	able = make([]Candidate, 0, len(pool))
	for _, c := range pool {
		if bar := a.Bar(c); bar != "" {
			if len(passed) < passedMost {
				passed = append(passed, Passed{c.Member, bar})
			}
			continue
		}
		able = append(able, c)
	}
	return able, passed
}
