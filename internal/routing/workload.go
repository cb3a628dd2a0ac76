package routing

import "github.com/sapa-inbox/sapa/internal/sapa"

// Mode says how a workload limit counts (spec ASG-7).
type Mode string

// The modes.
const (
	Unlimited   Mode = "off"
	AllChannels Mode = "all_channels" // one number for everything a member handles
	PerChannel  Mode = "per_channel"  // a number for each channel
)

// Workload is how many conversations an agent may handle at once. The zero Workload limits nothing.
type Workload struct {
	Mode Mode
	// All counts in the mode AllChannels.
	All int
	// Channels counts in the mode PerChannel; a channel that is absent is not limited.
	Channels map[sapa.ChannelID]int
	// Own are members' own numbers, in place of the one that would count for them; they limit nothing where none counts.
	Own map[sapa.MemberID]int
}

// NoLimit is what Limit and Room answer where nothing is limited.
const NoLimit = -1

// Limit is how many conversations the member may handle: on all channels, or on this one in the mode PerChannel.
func (w Workload) Limit(m sapa.MemberID, ch sapa.ChannelID) int {
	limit, limited := NoLimit, false
	switch w.Mode {
	case AllChannels:
		limit, limited = w.All, true
	case PerChannel:
		limit, limited = w.Channels[ch], w.Channels[ch] > 0
	}
	if !limited {
		return NoLimit
	}
	if own, ok := w.Own[m]; ok {
		return own
	}
	return limit
}

// Room is how many more conversations of the channel a candidate may take; zero at or above the limit, NoLimit without one.
func (w Workload) Room(c Candidate, ch sapa.ChannelID) int {
	limit := w.Limit(c.Member, ch)
	if limit == NoLimit {
		return NoLimit
	}
	held := c.Handled
	if w.Mode == PerChannel {
		held = c.OnChannel
	}
	return max(0, limit-held)
}
