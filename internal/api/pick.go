package api

import (
	"encoding/json"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Pick is why a strategy chose somebody.
type Pick struct {
	Strategy routing.Strategy `json:"strategy" enum:"min_workload,round_robin,custom_allocation"`
	Rule     routing.Rule     `json:"rule" enum:"nobody,only_one,least_load,longest_ago,first_joined,next_in_turn,custom_allocation" doc:"What decided"`
	Load     int              `json:"load" doc:"How many conversations the member handled before this one"`
	Among    int              `json:"among" doc:"How many could have taken it"`
	Passed   []Passed         `json:"passed,omitempty" doc:"Who could not, of those who were there, 20 at most; told to those who monitor"`
}

// Passed is somebody who could not take a conversation.
type Passed struct {
	MemberID string      `json:"member_id"`
	Bar      routing.Bar `json:"bar" enum:"offline,full,tried" doc:"What was in the way; tried: they had it in this wait and did not answer"`
}

// pick reads why somebody was chosen from an event; nil when no strategy chose.
func (a *API) pick(e sapa.Event, w access.Who) *Pick {
	said, ok := e.Data["pick"]
	if !ok {
		return nil
	}
	var why routing.Why
	text, err := json.Marshal(said)
	if err == nil {
		err = json.Unmarshal(text, &why)
	}
	if err != nil {
		return nil
	}
	out := &Pick{Strategy: why.Strategy, Rule: why.Rule, Load: why.Load, Among: why.Among}
	if !w.May(access.Monitor) {
		return out
	}
	for _, p := range why.Passed {
		out.Passed = append(out.Passed, Passed{a.seal.id(aMember, int64(p.Member)), p.Bar})
	}
	return out
}
