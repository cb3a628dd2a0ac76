package routing

// roundRobin picks the first after the seat that was picked last, in the order in which members came; after the last one it
// begins again (spec ASG-4). Between two picks of somebody the seat passes everybody else once, so that of those who can
// always take something nobody gets more than one ahead. Who could not take anything keeps their seat.
func roundRobin(able []Candidate, last Seat) (int, Rule) {
	for i, c := range able {
		if c.Seat().compare(last) > 0 {
			return i, NextInTurn
		}
	}
	return 0, NextInTurn
}
