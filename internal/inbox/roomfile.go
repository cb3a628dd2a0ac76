package inbox

import (
	"context"
	"iter"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// RoomFile is a list of customers that is taken away as a file, page by page.
type RoomFile struct {
	Who access.Who
	// Zone is the workspace's.
	Zone *time.Location
	// Channels, Members and Departments are names by id, of those that are gone too.
	Channels    map[sapa.ChannelID]string
	Members     map[sapa.MemberID]string
	Departments map[sapa.DepartmentID]string
	// Pages are read one after the other, each when the one before was taken. Each asks again whether the
	// member may take them away, and what they may see.
	Pages iter.Seq2[[]store.Hit, error]
}

// ExportRooms opens the file of what Rooms lists, and notes who took it.
func (b *Inbox) ExportRooms(ctx context.Context, by sapa.By, q RoomList) (RoomFile, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return RoomFile{}, err
	}
	if err := who.Need(gates["ExportRooms"].Need); err != nil {
		return RoomFile{}, err
	}
	q.Limit = MaxRows
	first, _, err := b.Rooms(ctx, by, q)
	if err != nil {
		return RoomFile{}, err
	}
	f, err := b.named(ctx, by, who)
	if err != nil {
		return f, err
	}
	err = b.change(ctx, by, func(s *step) error {
		if err := s.who.Need(gates["ExportRooms"].Need); err != nil {
			return err
		}
		// What was searched for is a customer's name, perhaps, and not written down.
		data := map[string]any{"tab": string(q.Tab), "search": q.Text != "", "from": q.FromDay, "to": q.ToDay}
		s.Emit(sapa.Event{Kind: sapa.RoomsExported, At: s.now, Actor: sapa.MemberActor(by.Member), Data: data})
		return nil
	})
	f.Pages = b.pages(ctx, by, q, first)
	return f, err
}

// named is a file without its pages.
func (b *Inbox) named(ctx context.Context, by sapa.By, who access.Who) (RoomFile, error) {
	f := RoomFile{Who: who, Channels: map[sapa.ChannelID]string{}, Members: map[sapa.MemberID]string{}, Departments: map[sapa.DepartmentID]string{}}
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return f, err
	}
	channels, err := b.store.Channels(ctx, by.Workspace)
	if err != nil {
		return f, err
	}
	members, err := b.store.Members(ctx, by.Workspace)
	if err != nil {
		return f, err
	}
	departments, err := b.store.Departments(ctx, by.Workspace)
	f.Zone = zoneOf(w)
	for _, c := range channels {
		f.Channels[c.ID] = c.Name
	}
	for _, m := range members {
		f.Members[m.ID] = m.Name
	}
	for _, d := range departments {
		f.Departments[d.ID] = d.Name
	}
	return f, err
}

// pages goes on from a first page.
func (b *Inbox) pages(ctx context.Context, by sapa.By, q RoomList, page RoomsFound) iter.Seq2[[]store.Hit, error] {
	return func(yield func([]store.Hit, error) bool) {
		for yield(page.Hits, nil) && (page.After.ID != 0 || page.Before != 0) {
			var who access.Who
			var err error
			q.After, q.Before = page.After, page.Before
			if page, who, err = b.Rooms(ctx, by, q); err == nil {
				err = who.Need(gates["ExportRooms"].Need)
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}
