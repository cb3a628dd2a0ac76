package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/routing"
)

type whatIfInput struct {
	Body struct {
		From       time.Time        `json:"from"`
		To         time.Time        `json:"to" doc:"31 days after from at most; what has not come yet is left out"`
		Strategy   routing.Strategy `json:"strategy" enum:"min_workload,round_robin"`
		Limit      *int             `json:"limit,omitempty" minimum:"0" maximum:"100" doc:"How many conversations an agent would have handled at once; 0 for no limit, absent for the limits as they are set"`
		MoreAgents int              `json:"more_agents,omitempty" minimum:"-50" maximum:"50" doc:"How many more agents there would have been, working as those did who were there longest; below 0, how many of those fewer"`
	}
}

// WhatIf is how long customers waited, and how long they would have.
type WhatIf struct {
	From         time.Time     `json:"from"`
	To           time.Time     `json:"to"`
	Happened     Waits         `json:"happened"`
	Would        Waits         `json:"would"`
	HappenedPeak int           `json:"happened_peak" doc:"The most conversations one agent handled at once"`
	WouldPeak    int           `json:"would_peak" doc:"The most one agent would have handled at once"`
	Agents       int           `json:"agents" doc:"How many agents there were"`
	WouldAgents  int           `json:"would_agents" doc:"How many there would have been; one at least where there was any"`
	GuessedUntil *time.Time    `json:"guessed_until" doc:"Until when somebody's presence was not noted yet: when they were there is guessed from what they did; null when it was noted all along"`
	Step         string        `json:"step" enum:"hour,day" doc:"What a point of the series sums up, in the workspace's zone: an hour, or a day where the stretch is longer than 3 days"`
	Series       []WhatIfPoint `json:"series" maxItems:"80"`
}

// WhatIfPoint sums up those who came in one hour or day.
type WhatIfPoint struct {
	At       time.Time `json:"at"`
	Happened Waits     `json:"happened"`
	Would    Waits     `json:"would"`
}

// Waits sums up how long customers waited.
type Waits struct {
	Count    int `json:"count" doc:"How many came into the queue"`
	Waiting  int `json:"waiting" doc:"How many of them nobody had taken by the end"`
	Median   int `json:"median" doc:"Seconds: half waited no longer"`
	Most     int `json:"p90" doc:"Seconds: nine of ten waited no longer"`
	Longest  int `json:"longest" doc:"Seconds"`
	Within1  int `json:"within_1" doc:"How many waited a minute or less"`
	Within5  int `json:"within_5" doc:"How many waited 5 minutes or less"`
	Within15 int `json:"within_15" doc:"How many waited 15 minutes or less"`
}

func (a *API) whatIfRoutes() {
	handle(a, route{method: "POST", path: "/what-if", who: member, name: "what-if", group: "routing", doc: "Replay a past stretch of time with another strategy, limit or number of agents, and compare how long customers waited. It changes nothing"},
		func(ctx context.Context, in *whatIfInput) (*body[WhatIf], error) {
			w, err := a.Inbox.WhatIf(ctx, who(ctx).By, inbox.Supposition{
				From: in.Body.From, To: in.Body.To, Strategy: in.Body.Strategy, Limit: in.Body.Limit, More: in.Body.MoreAgents,
			})
			return &body[WhatIf]{whatIf(w)}, err
		})
}

func whatIf(w inbox.WhatIf) WhatIf {
	out := WhatIf{
		From: w.From, To: w.To, Happened: waits(w.Happened), Would: waits(w.Would),
		HappenedPeak: w.HappenedPeak, WouldPeak: w.WouldPeak, Agents: w.Agents, WouldAgents: w.WouldAgents,
		GuessedUntil: moment(w.GuessedUntil), Step: "hour", Series: []WhatIfPoint{},
	}
	if w.Daily {
		out.Step = "day"
	}
	for _, p := range w.Series {
		out.Series = append(out.Series, WhatIfPoint{At: p.At, Happened: waits(p.Happened), Would: waits(p.Would)})
	}
	return out
}

func waits(w routing.Waits) Waits {
	seconds := func(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }
	return Waits{
		Count: w.Count, Waiting: w.Waiting, Median: seconds(w.Median), Most: seconds(w.Most), Longest: seconds(w.Longest),
		Within1: w.Within1, Within5: w.Within5, Within15: w.Within15,
	}
}
