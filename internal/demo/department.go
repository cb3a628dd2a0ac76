package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// department is one of the company's: who leads it, who serves it, and what it takes besides what belongs to no other.
type department struct {
	name   string
	leader person
	agents []person
	via    []string
}

// departments are those of the company, the main one first. Who answers somewhere in the script serves the department it belongs to. They
// take what they like from its queue: whoever tries the demo alone would otherwise be given all of it at once.
var departments = []department{
	{name: "Penjualan", leader: ajeng, agents: []person{dewi, bayu, cecep, rahmi, kadek, yohana, maruli}},
	{name: "Layanan pelanggan", leader: tenri, agents: []person{rahmi, cecep, dewi}, via: []string{ViaMail, ViaApp, ViaTelegram}},
}

// divide makes the departments.
func (s *Seeder) divide(ctx context.Context, owner sapa.By) error {
	for _, d := range departments {
		agents, channels := []sapa.MemberID{}, []sapa.ChannelID{}
		for _, p := range d.agents {
			agents = append(agents, s.people[p].Member)
		}
		for _, one := range s.joined {
			if slices.Contains(d.via, one.Via) {
				channels = append(channels, one.Channel.ID)
			}
		}
		f := admin.DepartmentFields{Name: &d.name, Supervisor: &s.people[d.leader].Member, Members: &agents, Channels: &channels}
		if _, err := s.Admin.CreateDepartment(ctx, owner, f); err != nil {
			return fmt.Errorf("demo: %s: %w", d.name, err)
		}
	}
	return nil
}
