package api

import (
	"context"
	"slices"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// RoomFilters are what the page of all customers is narrowed by. All must hold; of several values of one, one must.
type RoomFilters struct {
	Tab         store.RoomTab `query:"tab" enum:"all,queue,handled" default:"all"`
	Type        string        `query:"type" enum:",inbox,outbox" doc:"Who began: the customer (inbox) or the company (outbox); empty for either"`
	Channels    []string      `query:"channel" maxItems:"50" doc:"Ids, with commas between them"`
	Handlers    []string      `query:"last_handler" maxItems:"50" doc:"Ids of the members who handle it or did last, with commas between them"`
	Departments []string      `query:"department" maxItems:"50" doc:"Ids, with commas between them"`
	From        string        `query:"from" maxLength:"10" doc:"A day, as 2026-11-22 in the workspace's time zone: opened on it or later. With from or to, the list goes by when conversations were opened"`
	To          string        `query:"to" maxLength:"10" doc:"A day: opened on it or earlier"`
	Q           string        `query:"q" maxLength:"200" doc:"Words as in GET /search. Finds conversations by message too, and resolved ones on every tab, newest message first"`
}

type customersInput struct {
	RoomFilters
	Cursor string `query:"cursor" maxLength:"200" doc:"next of the page before"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"25"`
}

// CustomerPage is a page of all customers.
type CustomerPage struct {
	Rows []Hit  `json:"rows" doc:"Of each customer and channel the latest conversation; of a search, what was found"`
	Next string `json:"next" doc:"Where the next page begins; empty when there is none. A page may be short, even empty, and have a next"`
}

type assignManyInput struct {
	Body struct {
		Conversations []struct {
			ID               string `json:"id" maxLength:"64"`
			ExpectedAssignee string `json:"expected_assignee,omitempty" maxLength:"64" doc:"The assignee you saw, empty for nobody"`
		} `json:"conversations" minItems:"1" maxItems:"100"`
		To        string `json:"to" maxLength:"64" doc:"The member who is to handle them"`
		OverLimit bool   `json:"over_limit,omitempty" doc:"You know that the member handles as many as they may, and insist"`
	}
}

// AssignedMany says what became of each conversation that was to be assigned, in their order.
type AssignedMany struct {
	Results []AssignedOne `json:"results"`
}

// AssignedOne is what became of one.
type AssignedOne struct {
	ID     string `json:"id"`
	Status string `json:"status" enum:"assigned,refused"`
	Code   string `json:"code" doc:"Why it was refused, as the code of a problem; empty when it is assigned"`
}

func (a *API) customerRoutes() {
	handle(a, route{
		method: "GET", path: "/customers", who: member, name: "list-customers", group: "customers",
		doc: "Customers with their latest conversation: newest activity first, those in the queue oldest first",
	}, a.customers)
	handle(a, route{
		method: "POST", path: "/customers/assign", who: member, name: "assign-customers", group: "customers",
		doc: "Assign up to 100 conversations to one member; each succeeds or is refused by itself",
	}, a.assignMany)
	a.customerFileRoute()
}

// asked reads the filters.
func (a *API) asked(f RoomFilters) (inbox.RoomList, error) {
	q := inbox.RoomList{RoomQuery: store.RoomQuery{Tab: f.Tab}, FromDay: f.From, ToDay: f.To, Text: f.Q}
	if f.Type != "" {
		outbound := f.Type == "outbox"
		q.Outbound = &outbound
	}
	var wrong sapa.Fields
	q.Channels = opened[sapa.ChannelID](a, aChannel, f.Channels, &wrong, "channel")
	q.Handlers = opened[sapa.MemberID](a, aMember, f.Handlers, &wrong, "last_handler")
	q.Departments = opened[sapa.DepartmentID](a, aDepartment, f.Departments, &wrong, "department")
	return q, wrong.Err()
}

// opened reads ids of a filter, each once.
func opened[ID ~int64](a *API, n noun, ids []string, wrong *sapa.Fields, field string) []ID {
	var all []ID
	for _, id := range ids {
		number, ok := a.seal.number(n, id)
		wrong.Check(ok, field, "not_found")
		all = append(all, ID(number))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (a *API) customers(ctx context.Context, in *customersInput) (*body[CustomerPage], error) {
	q, err := a.asked(in.RoomFilters)
	if err != nil {
		return nil, err
	}
	if q.Limit = in.Limit; in.Cursor != "" {
		at, id, ok := a.seal.place(in.Cursor)
		message, found := a.seal.number(aMessage, in.Cursor)
		if q.Text != "" && !found || q.Text == "" && !ok {
			return nil, sapa.BadField("cursor", "invalid")
		}
		q.After, q.Before = store.Cursor{At: at, ID: sapa.ConversationID(id)}, sapa.MessageID(message)
	}
	found, w, err := a.Inbox.Rooms(ctx, who(ctx).By, q)
	if err != nil {
		return nil, err
	}
	page := CustomerPage{Rows: []Hit{}, Next: a.seal.id(aMessage, int64(found.Before))}
	if found.After.ID != 0 {
		page.Next = a.seal.cursor(found.After.At, int64(found.After.ID))
	}
	for _, h := range found.Hits {
		page.Rows = append(page.Rows, a.hit(h, w))
	}
	return &body[CustomerPage]{page}, nil
}

func (a *API) assignMany(ctx context.Context, in *assignManyInput) (*body[AssignedMany], error) {
	to, err := a.memberID(in.Body.To)
	if err != nil {
		return nil, sapa.BadField("to", "not_active")
	}
	given := make([]inbox.Given, len(in.Body.Conversations))
	for i, c := range in.Body.Conversations {
		id, err := a.conversationID(c.ID)
		if err != nil {
			id = 0 // nothing has that number, and it is refused as what is not there
		}
		from, err := a.expected(&c.ExpectedAssignee)
		if err != nil {
			return nil, err
		}
		given[i] = inbox.Given{Conversation: id, From: *from}
	}
	became, err := a.Inbox.AssignMany(ctx, who(ctx).By, given, inbox.Handover{To: to, OverLimit: in.Body.OverLimit})
	out := AssignedMany{Results: []AssignedOne{}}
	for i, err := range became {
		one := AssignedOne{ID: in.Body.Conversations[i].ID, Status: "assigned"}
		if err != nil {
			one.Status, one.Code = "refused", a.problem(err).Code
		}
		out.Results = append(out.Results, one)
	}
	return &body[AssignedMany]{out}, err
}
