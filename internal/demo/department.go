package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// desk is a department of the company: who leads it, who serves it, and what it takes besides what belongs to no other.
type desk struct {
	name   string
	leader person
	agents []person
	via    []string
}

// desks are the departments, the main one first. Who answers somewhere in the script serves the department it belongs to. They
// take what they like from its queue: whoever tries the demo alone would otherwise be given all of it at once.
var desks = []desk{
	{name: "Penjualan", leader: ajeng, agents: []person{dewi, bayu, cecep, rahmi, kadek, yohana, maruli}},
	{name: "Layanan pelanggan", leader: tenri, agents: []person{rahmi, cecep, dewi}, via: []string{ViaMail, ViaApp, ViaTelegram}},
}

// divide makes the departments.
func (s *Seeder) divide(ctx context.Context, owner sapa.By) error {
	for _, t := range desks {
		agents, channels := []sapa.MemberID{}, []sapa.ChannelID{}
		for _, p := range t.agents {
			agents = append(agents, s.people[p].Member)
		}
		for _, one := range s.joined {
			if slices.Contains(t.via, one.Via) {
				channels = append(channels, one.Channel.ID)
			}
		}
		f := admin.DepartmentFields{Name: &t.name, Supervisor: &s.people[t.leader].Member, Members: &agents, Channels: &channels}
		if _, err := s.Admin.CreateDepartment(ctx, owner, f); err != nil {
			return fmt.Errorf("demo: %s: %w", t.name, err)
		}
	}
	return nil
}
