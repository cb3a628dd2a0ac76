package floor

import (
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/report"
)

func sections(s scale, all []result) []report.Section {
	return []report.Section{drainSection(s, all), pickSection(s, all)}
}

func drainSection(s scale, all []result) report.Section {
	section := report.Section{Title: "How a queue is given out", Text: []string{fmt.Sprintf(
		"%s conversations wait, %d agents are online, and the owner chooses a strategy: from that request on until nobody waits. With a limit each agent may handle %d, which is all of it. "+
			"In the end everybody has as many as everybody else, one more or less. The ceiling is how many transactions a second the engine itself commits that insert one row and do nothing else, one after the other, "+
			"as the router's are; it was measured just before. An assignment writes the conversation, the load of who got it and an event with the reason; up to 50 share a commit. "+
			"Meanwhile the numbers on the tabs are asked for ten times a second; *slowest answer* is what that took at worst.",
		report.Thousands(s.drained.queued), s.drained.agents, s.drained.queued/s.drained.agents)}}
	t := report.Table{Head: []string{"Strategy", "Engine", "ceiling", "assignments", "whole queue", "processor for each", "slowest answer"}}
	for _, r := range all {
		for _, d := range r.drained {
			name := strategies[d.strategy]
			if d.limit > 0 {
				name += fmt.Sprintf(", at most %d each", d.limit)
			}
			whole := time.Duration(float64(s.drained.queued) / d.rate * float64(time.Second))
			t.Add(name, r.version, fmt.Sprintf("%.0f/s", r.ceiling), fmt.Sprintf("%.2f × (%.0f/s)", d.rate/r.ceiling, d.rate), fmt.Sprintf("%.1f s", whole.Seconds()),
				fmt.Sprintf("%d µs", d.cpu.Microseconds()), milliseconds(d.most)+" ms")
		}
	}
	section.Tables = []report.Table{t}
	return section
}

// strategies are named as on the screen.
var strategies = map[string]string{"round_robin": "In turn", "min_workload": "Minimum workload"}

func pickSection(s scale, all []result) report.Section {
	section := report.Section{Title: "What one pick costs", Text: []string{fmt.Sprintf(
		"Everybody has as many as they may, an agent gets room, and the router gives them the conversation that has waited longest: from its first question until its commit, with the verbs and the "+
			"database of the program, in the process that measures. The houses take turns, so that what else the machine does meets them all alike. The times are the median and the 95th percentile in milliseconds. "+
			"The aim is that the queue's length does not matter: at most %.1f times what it takes with the shortest, in the median.", flatAim)}}
	section.Tables = []report.Table{queueTable(s, all), agentTable(s, all)}
	waiting := report.Chart{File: "picks.svg", Title: fmt.Sprintf("One pick among %d agents as the queue grows", s.queues[0].agents), X: "conversations that wait", Y: "median, ms", LogX: true}
	agents := report.Chart{File: "picks-agents.svg", Title: fmt.Sprintf("One pick of %s as the agents grow in number", report.Thousands(s.agents[0].queued)), X: "agents who are online", Y: "median, ms", LogX: true}
	for _, r := range all {
		waiting.Lines = append(waiting.Lines, r.line(s.queues, func(c crowd) int { return c.queued }))
		agents.Lines = append(agents.Lines, r.line(s.agents, func(c crowd) int { return c.agents }))
	}
	section.Charts = []report.Chart{waiting, agents}
	return section
}

func queueTable(s scale, all []result) report.Table {
	t := report.Table{Head: []string{fmt.Sprintf("%d agents, and so many wait", s.queues[0].agents)}}
	for _, c := range s.queues {
		t.Head = append(t.Head, report.Thousands(c.queued))
	}
	t.Head = append(t.Head, "worst by first", "aim")
	for _, r := range all {
		ratio := r.worst(s.queues)
		t.Add(append(r.row(s.queues), fmt.Sprintf("%.2f ×", ratio), report.Verdict(ratio <= flatAim))...)
	}
	return t
}

func agentTable(s scale, all []result) report.Table {
	t := report.Table{Head: []string{fmt.Sprintf("%s wait, for so many agents", report.Thousands(s.agents[0].queued))}}
	for _, c := range s.agents {
		t.Head = append(t.Head, report.Thousands(c.agents))
	}
	for _, r := range all {
		t.Add(r.row(s.agents)...)
	}
	return t
}

// row is an engine's figures for some crowds.
func (r result) row(some []crowd) []string {
	cells := []string{r.version}
	for _, c := range some {
		p := r.picked[c]
		cells = append(cells, milliseconds(p.at(.5))+", p95 "+milliseconds(p.at(.95)))
	}
	return cells
}

func (r result) line(some []crowd, by func(crowd) int) report.Line {
	l := report.Line{Name: r.version}
	for _, c := range some {
		l.Points = append(l.Points, report.Point{X: float64(by(c)), Y: float64(r.picked[c].at(.5).Microseconds()) / 1000})
	}
	return l
}

// worst is how much dearer the dearest pick of some crowds is than that of the first.
func (r result) worst(some []crowd) float64 {
	first, worst := r.picked[some[0]].at(.5), time.Duration(0)
	for _, c := range some {
		worst = max(worst, r.picked[c].at(.5))
	}
	return float64(worst) / float64(max(first, 1))
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1000) }
