package routing

// Strategy is how conversations find their agents (spec ASG-1). The names are stored.
type Strategy string

// The strategies, in the order the screens show them.
const (
	Open        Strategy = "open"         // agents take for themselves
	MinWorkload Strategy = "min_workload" // to the one with the least load
	RoundRobin  Strategy = "round_robin"  // evenly, in turn
)

// pickers are the strategies that pick, each in a file of its own. What is absent leaves conversations in the queue.
var pickers = map[Strategy]func(able []Candidate, last Seat) (int, Rule){
	MinWorkload: minWorkload,
	RoundRobin:  roundRobin,
}

// Strategies lists all strategies.
func Strategies() []Strategy { return []Strategy{Open, MinWorkload, RoundRobin} }

// Automatic tells whether the strategy picks by itself.
func (s Strategy) Automatic() bool { return pickers[s] != nil }

// Pick picks who takes a conversation. A strategy that does not pick answers nobody.
func (s Strategy) Pick(a Ask) Pick {
	able, passed := a.split()
	p := Pick{Last: a.Last, Why: Why{Strategy: s, Rule: Nobody, Among: len(able), Passed: passed}}
	pick := pickers[s]
	if pick == nil || len(able) == 0 {
		return p
	}
	i, rule := pick(able, a.Last)
	if len(able) == 1 {
		rule = OnlyOne
	}
	p.Member, p.Last = able[i].Member, able[i].Seat()
	p.Why.Rule, p.Why.Load = rule, able[i].Handled
	return p
}
