package inbox

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// RoomList asks for a page of all customers: rooms with their latest conversation (spec CUS-1).
type RoomList struct {
	store.RoomQuery
	// FromDay and ToDay are days of the workspace's calendar, as 2026-11-22: what was opened on them and in between. Empty for
	// no bound.
	FromDay, ToDay string
	// Text searches; empty does not. What is found are conversations, of resolved ones all, newest message first.
	Text string
	// Before is where the next page of a search begins; zero for the first.
	Before sapa.MessageID
}

// RoomsFound is a page of all customers.
type RoomsFound struct {
	Hits []store.Hit
	// After and Before are where the next page begins, of a list and of a search; zero for none.
	After  store.Cursor
	Before sapa.MessageID
}

// Rooms reads a page of all customers a member may see.
func (b *Inbox) Rooms(ctx context.Context, by sapa.By, q RoomList) (RoomsFound, access.Who, error) {
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return RoomsFound{}, access.Who{}, err
	}
	if q, err = q.within(w); err != nil {
		return RoomsFound{}, access.Who{}, err
	}
	if q.Text != "" {
		return b.searchRooms(ctx, by, q)
	}
	who, err := b.who(ctx, by)
	if err != nil {
		return RoomsFound{}, who, err
	}
	q.Scope, q.Member = who.Scope(), by.Member
	page, err := b.store.Rooms(ctx, by.Workspace, q.RoomQuery)
	found := RoomsFound{After: page.Next}
	for _, row := range page.Rows {
		found.Hits = append(found.Hits, store.Hit{Row: row})
	}
	return found, who, err
}

// within turns the days into moments, by the workspace's clock.
func (q RoomList) within(w sapa.Workspace) (RoomList, error) {
	zone := zoneOf(w)
	var wrong sapa.Fields
	day := func(field, text string, later int) time.Time {
		if text == "" {
			return time.Time{}
		}
		at, err := time.Parse(time.DateOnly, text)
		wrong.Check(err == nil, field, "invalid")
		return dayOf(at.Year(), at.Month(), at.Day()+later, zone)
	}
	q.From, q.Until = day("from", q.FromDay, 0), day("to", q.ToDay, 1)
	wrong.Check(q.FromDay == "" || q.ToDay == "" || q.From.Before(q.Until), "to", "before_from")
	return q, wrong.Err()
}

// zoneOf is where a workspace's clock hangs; UTC when its name means nothing here.
func zoneOf(w sapa.Workspace) *time.Location {
	zone, err := time.LoadLocation(w.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// searchRounds is how many pages of what a search finds are sifted for one page of customers.
const searchRounds = 5

// searchRooms finds conversations by words, of those the tab and the filters let pass. Resolved ones are found on every tab.
func (b *Inbox) searchRooms(ctx context.Context, by sapa.By, q RoomList) (RoomsFound, access.Who, error) {
	found, who := RoomsFound{Before: q.Before}, access.Who{}
	rooms := map[sapa.RoomID]bool{}
	for range searchRounds {
		page, reader, err := b.Search(ctx, by, q.Text, store.SearchQuery{Before: found.Before, Limit: q.Limit - len(found.Hits)})
		if err != nil {
			return found, reader, err
		}
		who, found.Before = reader, page.Next
		for _, hit := range page.Hits {
			// Of somebody with the name, the latest conversation says enough.
			if again := hit.ByContact && rooms[hit.Room]; q.onTab(hit.State) && q.Takes(hit.Conversation) && !again {
				found.Hits, rooms[hit.Room] = append(found.Hits, hit), true
			}
		}
		if page.Next == 0 || len(found.Hits) >= q.Limit {
			break
		}
	}
	return found, who, nil
}

// onTab tells whether a search on the query's tab finds conversations of a state.
func (q RoomList) onTab(s sapa.State) bool {
	switch q.Tab {
	case store.RoomsQueue:
		return s == sapa.InQueue || s == sapa.Resolved
	case store.RoomsHandled:
		return s == sapa.Handled || s == sapa.Resolved
	case store.RoomsAll:
	}
	return true
}
