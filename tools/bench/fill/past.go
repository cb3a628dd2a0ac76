package fill

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// neighbours is how many other companies are in the database; together they have a tenth of the conversations.
const neighbours = 4

// pace is how long the company's customers and agents take between one message and the next, on average: ten million
// messages are two years.
const pace = 6300 * time.Millisecond

// underWay is how many conversations go on at the same time.
const underWay = 1000

// lengths are the numbers of messages ten conversations have: a hundred together.
var lengths = [10]int{2, 3, 5, 6, 8, 9, 11, 14, 18, 24}

// company is a workspace as it is filled.
type company struct {
	id, number int64
	members    []int64
	channels   []int64
	rooms      []*room
}

// room is a contact's place. It is busy while it has a conversation that has not ended.
type room struct {
	id, contact, channel int64
	episodes             int
	busy                 bool
}

// episode is a conversation under way.
type episode struct {
	sapa.Conversation
	at    *company
	room  *room
	left  int
	ends  sapa.State
	agent sapa.MemberID
}

// past makes the rows in the order in which they came to be.
type past struct {
	plan      Plan
	r         *rand.Rand
	words     *vocabulary
	names     names
	clock     time.Time
	companies []*company
	next      map[*table]int64
	open      int // how many of the last conversations do not end resolved
	begun     int
	deck      [10]int
	waiting   map[*table][][]any
	send      func(batch) bool
	gone      bool
	before    base
}

func newPast(plan Plan, before base) *past {
	r := rand.New(rand.NewPCG(plan.Seed, 0))
	p := &past{
		plan: plan, r: r, words: newVocabulary(r), names: newNames(), next: map[*table]int64{}, waiting: map[*table][][]any{}, before: before,
		clock: plan.Now.Add(-time.Duration(plan.Conversations) * 10 * pace), open: max(plan.Conversations/100, min(plan.Conversations/4, 200)),
	}
	for _, t := range tables {
		p.next[t] = before.last[t.name]
	}
	return p
}

// write makes everything and hands it over, until send answers false.
func (p *past) write(send func(batch) bool) {
	p.send = send
	for i := range 1 + neighbours {
		p.found(i)
	}
	var active []*episode
	most := min(underWay, p.plan.Conversations/4+1)
	for !p.gone {
		for len(active) < most && p.begun < p.plan.Conversations {
			active = append(active, p.begin())
		}
		if len(active) == 0 {
			break
		}
		p.tick()
		i := p.r.IntN(len(active))
		if e := active[i]; p.step(e) {
			p.finish(e)
			active[i] = active[len(active)-1]
			active = active[:len(active)-1]
		}
	}
	for _, t := range tables {
		p.flush(t)
	}
}

// tick lets some time pass, and never goes beyond the plan's end.
func (p *past) tick() {
	p.clock = p.clock.Add(time.Duration(p.r.Int64N(int64(2 * pace))))
	if p.clock.After(p.plan.Now) {
		p.clock = p.plan.Now
	}
}

func (p *past) id(t *table) int64 {
	p.next[t]++
	return p.next[t]
}

func (p *past) put(t *table, values ...any) {
	p.waiting[t] = append(p.waiting[t], values)
	if len(p.waiting[t]) == batchRows {
		p.flush(t)
	}
}

func (p *past) flush(t *table) {
	if rows := p.waiting[t]; len(rows) > 0 && !p.gone {
		p.gone = !p.send(batch{t, rows})
		p.waiting[t] = make([][]any, 0, batchRows)
	}
}

// found makes a company; the first is the one that is there already, if there is one.
func (p *past) found(i int) {
	c := &company{id: p.before.workspace, number: p.before.number}
	at := p.clock.UnixMicro()
	if i > 0 || c.id == 0 {
		c = &company{id: p.id(workspaces)}
		p.put(workspaces, c.id, fmt.Sprintf("Melati %d", i), "Asia/Jakarta", "id", at)
	} else {
		c.channels = p.before.channels
	}
	for n := range Members / (1 + 9*min(i, 1)) {
		id, email, role := p.id(members), Email(n), sapa.Agent
		if i > 0 {
			email = fmt.Sprintf("anggota%d@tetangga%d.example", n, i)
		}
		if n == 0 {
			role = sapa.Supervisor
		}
		p.put(members, id, c.id, p.names.draw(p.r), email, string(role), string(sapa.Active), p.plan.PasswordHash, at)
		c.members = append(c.members, id)
	}
	for n := range 3 {
		id := p.id(channels)
		p.put(channels, id, c.id, "webchat", fmt.Sprintf("Situs %d", n+1), fmt.Sprintf("wk_fill%d", id), string(sapa.ChannelOn), "{}", int64(session/time.Hour), at)
		c.channels = append(c.channels, id)
	}
	p.companies = append(p.companies, c)
}

// place finds a room for a new conversation: that of a contact who returns, or a new one's.
func (p *past) place(c *company) *room {
	if len(c.rooms) > 0 && p.r.IntN(10) < 6 {
		if old := c.rooms[p.r.IntN(len(c.rooms))]; !old.busy {
			return old
		}
	}
	at, contact := p.clock.UnixMicro(), p.id(contacts)
	// Most customers come by the first channel.
	where := min(p.r.IntN(len(c.channels)), p.r.IntN(len(c.channels)))
	n := &room{id: p.id(rooms), contact: contact, channel: c.channels[where]}
	name, email := p.names.draw(p.r), ""
	if p.r.IntN(4) == 0 {
		email = fmt.Sprintf("pelanggan%d@contoh.example", contact)
	}
	p.put(contacts, contact, c.id, name, Phone(contact), email, at, at)
	p.put(identities, n.channel, Phone(contact)[1:], c.id, contact, at)
	p.put(rooms, n.id, c.id, contact, n.channel)
	c.rooms = append(c.rooms, n)
	return n
}

// begin opens the next conversation.
func (p *past) begin() *episode {
	if p.begun%10 == 0 {
		p.deck = lengths
		p.r.Shuffle(len(p.deck), func(i, j int) { p.deck[i], p.deck[j] = p.deck[j], p.deck[i] })
	}
	c := p.companies[0]
	if p.r.IntN(10) == 0 {
		c = p.companies[1+p.r.IntN(neighbours)]
	}
	e := &episode{at: c, room: p.place(c), left: p.deck[p.begun%10], ends: p.ending()}
	// Some agents do much more than others.
	e.agent = sapa.MemberID(c.members[min(p.r.IntN(len(c.members)), p.r.IntN(len(c.members)))])
	p.begun++
	e.room.busy = true
	e.room.episodes++
	e.ID = sapa.ConversationID(p.id(conversations))
	return e
}

// ending is the state the conversation that begins has at the plan's end: of the last ones the newest wait, those before
// them are handled, those before them inactive, and all others are resolved.
func (p *past) ending() sapa.State {
	switch left := p.plan.Conversations - p.begun; {
	case left <= p.open/4:
		return sapa.InQueue
	case left <= p.open*13/20:
		return sapa.Handled
	case left <= p.open:
		return sapa.Inactive
	}
	return sapa.Resolved
}

// session is how long conversations stay with their agent; those that are to end inactive were not so lucky.
const session = 168 * time.Hour

func (e *episode) clock() lifecycle.Clock {
	if e.ends == sapa.Inactive {
		return lifecycle.Clock{Session: time.Minute, Window: 24 * time.Hour}
	}
	return lifecycle.Clock{Session: session, Window: 24 * time.Hour}
}

// step says one thing in a conversation, and answers whether that was the last.
func (p *past) step(e *episode) bool {
	m := sapa.Message{ID: sapa.MessageID(p.id(messages)), Direction: sapa.In, Kind: sapa.Text, Text: p.words.sentence(p.r), At: p.clock}
	m.Author = sapa.ContactActor(sapa.ContactID(e.room.contact))
	if roll := p.r.IntN(20); e.LastSeq > 0 && e.ends != sapa.InQueue && roll >= 9 {
		m.Direction, m.Author, m.Status = sapa.Out, sapa.MemberActor(e.agent), sapa.Read
		if roll < 12 {
			m.Status = sapa.Delivered
		}
		if roll == 19 {
			m.Direction, m.Status = sapa.Note, sapa.StatusNone
		}
	}
	p.move(e, m)
	e.Conversation, m = lifecycle.Append(e.Conversation, m)
	var provider, client, providerAt any
	if m.Direction == sapa.In {
		provider, providerAt = fmt.Sprintf("wamid.fill%d", m.ID), m.At.UnixMicro()
	} else {
		client = fmt.Sprintf("fill-%d", m.ID)
	}
	p.put(messages, int64(m.ID), e.at.id, int64(e.ID), e.room.channel, int64(m.Seq), int64(m.Shown), string(m.Direction), string(m.Author.Kind),
		m.Author.ID, string(m.Kind), m.Text, string(m.Status), provider, client, m.At.UnixMicro(), providerAt)
	e.left--
	return e.left == 0
}

// move does to the conversation what the message does to it, but for the counters.
func (p *past) move(e *episode, m sapa.Message) {
	switch {
	case e.LastSeq == 0:
		c := lifecycle.Open(p.clock, e.clock(), false)
		c.ID, c.Episode, c.Returning = e.ID, e.room.episodes, e.room.episodes > 1
		e.Conversation = c
		p.event(e, sapa.Event{Kind: sapa.ConversationOpened, Actor: m.Author}, 1)
	case m.Direction == sapa.In:
		p.pull(e, lifecycle.CustomerWrote, 0)
	case m.Direction == sapa.Out:
		p.pull(e, lifecycle.Replied, e.agent)
	}
}

// pull applies a trigger by the product's own rules.
func (p *past) pull(e *episode, trigger lifecycle.Trigger, by sapa.MemberID) {
	was := e.Facts
	c, moved, err := lifecycle.Move(e.Conversation, trigger, by, p.clock, e.clock())
	if err != nil {
		panic("fill: a conversation that cannot be: " + err.Error())
	}
	e.Conversation = c
	if moved == "" {
		return
	}
	kind := map[lifecycle.Trigger]sapa.EventKind{
		lifecycle.Replied: sapa.ConversationAssigned, lifecycle.Taken: sapa.ConversationAssigned,
		lifecycle.Closed: sapa.ConversationResolved, lifecycle.SessionEnded: sapa.ConversationInactive,
	}[trigger]
	x := sapa.Event{Kind: kind, Actor: sapa.MemberActor(by), Why: string(trigger), Subject: int64(e.agent), Was: &was}
	if by == 0 {
		x.Actor = sapa.SystemActor()
	}
	p.event(e, x, e.LastSeq)
}

// event writes an entry of the timeline, as a change of its own.
func (p *past) event(e *episode, x sapa.Event, after int) {
	e.at.number++
	var was any
	if x.Was != nil {
		text, err := json.Marshal(x.Was)
		if err != nil {
			panic("fill: " + err.Error())
		}
		was = string(text)
	}
	p.put(events, e.at.id, e.at.number, int64(0), string(x.Kind), p.clock.UnixMicro(), string(x.Actor.Kind), x.Actor.ID, x.Why,
		int64(e.ID), int64(after), nil, x.Subject, was, int64(1))
}

// finish brings a conversation to its end and writes it.
func (p *past) finish(e *episode) {
	switch e.ends {
	case sapa.Resolved:
		p.pull(e, lifecycle.Closed, e.agent)
		e.room.busy = false
	case sapa.Handled, sapa.Inactive:
		if e.State == sapa.InQueue {
			p.pull(e, lifecycle.Taken, e.agent)
		}
	}
	if e.ends == sapa.Inactive {
		if p.clock.Before(e.SessionEnds) {
			e.SessionEnds = p.clock
		}
		p.pull(e, lifecycle.SessionEnded, 0)
	}
	if e.ends != sapa.InQueue {
		e.AgentReadSeq = e.LastSeq
		p.put(reads, int64(e.agent), int64(e.ID), e.at.id, int64(e.LastSeq), int64(e.InboundCount), p.clock.UnixMicro())
	}
	c := e.Conversation
	p.put(conversations, int64(c.ID), e.at.id, e.room.id, e.room.contact, e.room.channel, int64(c.Episode), string(c.State),
		orNull(c.Assignee), orNull(c.LastHandler), flag(c.Returning), flag(c.FromAd), micros(c.OpenedAt), micros(c.QueuedAt), micros(c.AssignedAt),
		micros(c.ResolvedAt), micros(c.WaitingSince), micros(c.SessionEnds), micros(c.WindowEnds), micros(c.Due), int64(c.LastSeq),
		int64(c.InboundCount), int64(c.ShownCount), int64(c.AgentReadSeq), micros(c.Last.At), string(c.Last.Direction), string(c.Last.Kind),
		c.Last.Text, string(c.Last.Author.Kind), c.Last.Author.ID)
}
