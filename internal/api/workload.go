package api

import (
	"context"
	"maps"
	"slices"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Workload is how many conversations an agent may handle at once.
type Workload struct {
	Mode routing.Mode `json:"mode" enum:"off,all_channels,per_channel"`
	All  int          `json:"all" minimum:"1" maximum:"100" doc:"Counts in the mode all_channels"`
	// The lists hold those who have a number.
	Channels []ChannelLimit `json:"channels" maxItems:"1000" doc:"Count in the mode per_channel; a channel that is absent is not limited"`
	Members  []MemberLimit  `json:"members" maxItems:"5000" doc:"Members' own numbers, in place of whichever would count for them"`
}

// ChannelLimit is how many conversations of a channel an agent may handle at once.
type ChannelLimit struct {
	ChannelID string `json:"channel_id" maxLength:"64"`
	Limit     int    `json:"limit" minimum:"1" maximum:"100"`
}

// MemberLimit is how many conversations a member may handle at once.
type MemberLimit struct {
	MemberID string `json:"member_id" maxLength:"64"`
	Limit    int    `json:"limit" minimum:"1" maximum:"100"`
}

type workloadInput struct {
	Body Workload
}

func (a *API) workloadRoutes() {
	handle(a, route{method: "GET", path: "/workload", who: member, name: "workload", group: "routing", doc: "How many conversations an agent may handle at once"},
		func(ctx context.Context, _ *none) (*body[Workload], error) {
			w, err := a.Admin.Workload(ctx, who(ctx).By)
			return &body[Workload]{a.workload(w)}, err
		})
	handle(a, route{method: "PUT", path: "/workload", who: member, name: "set-workload", group: "routing", doc: "Replace all limits at once. They count from the next conversation on; nobody loses one they have", status: 204},
		func(ctx context.Context, in *workloadInput) (*none, error) {
			w, err := a.workloadAsked(in.Body)
			if err != nil {
				return nil, err
			}
			return nil, a.Admin.SetWorkload(ctx, who(ctx).By, w)
		})
}

func (a *API) workload(w admin.Workload) Workload {
	out := Workload{Mode: w.Mode, All: w.All, Channels: []ChannelLimit{}, Members: []MemberLimit{}}
	for _, id := range slices.Sorted(maps.Keys(w.Channels)) {
		out.Channels = append(out.Channels, ChannelLimit{a.seal.id(aChannel, int64(id)), w.Channels[id]})
	}
	for _, id := range slices.Sorted(maps.Keys(w.Members)) {
		out.Members = append(out.Members, MemberLimit{a.seal.id(aMember, int64(id)), w.Members[id]})
	}
	return out
}

func (a *API) workloadAsked(in Workload) (admin.Workload, error) {
	w := admin.Workload{Mode: in.Mode, All: in.All, Channels: map[sapa.ChannelID]int{}, Members: map[sapa.MemberID]int{}}
	var wrong sapa.Fields
	for _, one := range in.Channels {
		id, err := a.channelID(one.ChannelID)
		wrong.Check(err == nil, "channels", "not_found")
		w.Channels[id] = one.Limit
	}
	for _, one := range in.Members {
		id, err := a.memberID(one.MemberID)
		wrong.Check(err == nil, "members", "not_found")
		w.Members[id] = one.Limit
	}
	return w, wrong.Err()
}
