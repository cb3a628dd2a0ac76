package demo

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/sapa-inbox/sapa/internal/admin"
)

// lastAtWork finds the scene in which each member, by their place in People, wrote for the last time.
func lastAtWork(scenes []scene) map[scene]int {
	last := map[int]scene{}
	for _, sc := range scenes {
		if lines := Dialogues[sc.dialogue].Lines; sc.line < len(lines) && lines[sc.line].By != Nobody {
			last[lines[sc.line].By] = sc
		}
	}
	who := map[scene]int{}
	for person, sc := range last {
		who[sc] = person
	}
	return who
}

// signIn lets somebody sign in on their phone, so that the house knows since when they were not seen.
func (s *Seeder) signIn(ctx context.Context, person int) error {
	_, err := s.Admin.SignIn(ctx, People[person].Email, Password, admin.Device{
		Agent:   "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
		Address: netip.MustParseAddr("127.0.0.1"),
	})
	if err != nil {
		return fmt.Errorf("demo: %s signs in: %w", People[person].Name, err)
	}
	return nil
}
