package main

import (
	"fmt"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// sentences is how much one customer has to say: the widget's doors let one device write only so fast.
const sentences = 20

// visit is one place at the widget: one customer after the other, each a message after the other.
func (s *storm) visit(place int) {
	for visitor := place; ; visitor += visitorsAtOnce {
		for n := range sentences {
			if s.over.Err() != nil {
				return
			}
			text := fmt.Sprintf("pesan %d dari pelanggan %d", n, visitor)
			if !s.insist(text, func() bool { return s.stored(visitor, text) }) {
				return
			}
			s.ledger.wrote(text)
		}
	}
}

// stored tells whether a message was answered as stored.
func (s *storm) stored(visitor int, text string) bool {
	return s.wellAnswered(text, s.write(s.client, s.widget, visitor, text))
}

// ring is one place on WhatsApp: one customer after the other. The provider brings what they write, as often as it takes.
func (s *storm) ring(place int) {
	for guest := place; ; guest += guestsAtOnce {
		c := s.provider.Customer(fmt.Sprintf("62812%07d", guest), fmt.Sprint("tamu ", guest))
		s.ledger.joined(c)
		for n := range sentences {
			// No more is written than is brought, and while the program is down only what was on its way.
			if s.provider.Await(s.over, func() bool { return s.provider.Held() < 10 }) != nil {
				return
			}
			text := fmt.Sprintf("kabar %d dari tamu %d", n, guest)
			s.insist(text, func() bool {
				s.ledger.rang(text)
				c.Text(text)
				return true
			})
		}
	}
}

// unanswered is how many replies may wait to be sent: more of them would only wait longer.
const unanswered = 40

// reply is one agent, who answers here and there on WhatsApp.
func (s *storm) reply(agent int) {
	for n := agent; s.over.Err() == nil; n += agentsAtOnce {
		id := s.screens[agent].open(s.number, n)
		if id == "" {
			// Nobody has written, or enough waits.
			s.insist("the list", func() bool { return s.office.read("/api/v1/conversations?tab=all&limit=1", &struct{}{}) == nil })
			continue
		}
		text, key := fmt.Sprint("jawaban ", n), sapatest.NewKey()
		if !s.insist(text, func() bool { return s.queued(id, text, key) }) {
			return
		}
		s.ledger.queued(text)
	}
}

// queued tells whether a reply was answered as queued.
func (s *storm) queued(id, text, key string) bool {
	status, _, err := s.office.try("POST", "/api/v1/conversations/"+id+"/messages", map[string]string{"text": text}, key)
	if err != nil {
		status = 0
	}
	return s.wellAnswered(text, status)
}
