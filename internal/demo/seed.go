package demo

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Password is everybody's in the demo.
const Password = "batik kencana"

// Seeder fills a fresh installation with the company's past, through the same verbs people use, so that everything in
// it is as real as what comes after.
type Seeder struct {
	Admin *admin.Admin
	Inbox *inbox.Inbox
	Clock *Clock
	// House is where providers bring what is written, Accounts are those at them; without accounts the past is that of the web
	// chats alone.
	House    http.Handler
	Accounts []Account

	people   []sapa.By
	joined   []Joined
	heard    sapa.MessageID // the newest message that came from a provider
	channels []sapa.Channel
	now      time.Time
	props    map[scene][]byte
}

// Seeded is what the simulator goes on from.
type Seeded struct {
	// Owner is the first of the company's people.
	Owner    sapa.By
	Channels []sapa.Channel
	// Accounts are connected.
	Accounts []Joined
	// Open lists the visitors whose conversations have not ended, with what they are about.
	Open []Talk
}

// Talk is a customer in the middle of something.
type Talk struct {
	Visitor inbox.Visitor
	Who     Customer
	Subject string
}

// scene is one line of a dialogue at its moment.
type scene struct {
	at       time.Time
	dialogue int
	line     int // number of the line; len(Lines) for the end of the dialogue
}

// Seed writes the past, and lets the clock run afterwards.
func (s *Seeder) Seed(ctx context.Context) (Seeded, error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return Seeded{}, fmt.Errorf("demo: %w", err)
	}
	s.now = time.Now().In(zone)
	s.Clock.Stand(s.now.AddDate(0, 0, -35))
	if err := s.found(ctx); err != nil {
		return Seeded{}, err
	}
	stop, err := s.hear(ctx)
	if err != nil {
		return Seeded{}, err
	}
	defer stop()
	stages := make([]stage, len(Dialogues))
	scenes := s.scenes()
	if s.props, err = draw(scenes); err != nil {
		return Seeded{}, err
	}
	last := lastAtWork(scenes)
	for _, sc := range scenes {
		s.Clock.Stand(sc.at)
		if person, ok := last[sc]; ok {
			if err := s.signIn(ctx, person); err != nil {
				return Seeded{}, err
			}
		}
		if _, err := s.Inbox.Sweep(ctx); err != nil {
			return Seeded{}, err
		}
		if err := s.play(ctx, &stages[sc.dialogue], sc); err != nil {
			return Seeded{}, fmt.Errorf("demo: dialogue %d (%s), line %d: %w", sc.dialogue, Dialogues[sc.dialogue].Subject, sc.line+1, err)
		}
	}
	s.Clock.Run()
	return s.seeded(stages), nil
}

// found sets the house up: the owner, the people, two web chats, the accounts, the departments.
func (s *Seeder) found(ctx context.Context) error {
	code, err := s.Admin.SetUpCode(ctx)
	if err != nil {
		return err
	}
	owner := People[0]
	in, err := s.Admin.SetUp(ctx, code, admin.NewHouse{
		Company: Company, TimeZone: Zone, Language: sapa.Indonesian, PlanMode: sapa.Metered, Name: owner.Name, Email: owner.Email, Password: Password,
	}, admin.Device{Agent: "sapa demo", Address: netip.MustParseAddr("127.0.0.1")})
	if err != nil {
		return err
	}
	s.people = []sapa.By{in.By}
	for _, p := range People[1:] {
		role := sapa.Role(p.Role)
		m, _, err := s.Admin.Invite(ctx, in.By, admin.Profile{Name: &p.Name, Email: &p.Email, Phone: &p.Phone, Role: &role}, Password)
		if err != nil {
			return fmt.Errorf("demo: %s: %w", p.Name, err)
		}
		s.people = append(s.people, sapa.By{Workspace: in.Workspace, Member: m.ID})
	}
	name := Cafe
	if _, err = s.Admin.ConnectChannel(ctx, in.By, "webchat", admin.Connection{Name: &name, Config: map[string]any{
		"color": "#8a4b12", "greeting_id": "Selamat datang di Kedai Kencana! Mau pesan meja atau tanya menu?",
	}}); err != nil {
		return err
	}
	if s.channels, err = s.Admin.Channels(ctx, in.By); err != nil {
		return err
	}
	if err := s.join(ctx, in.By); err != nil {
		return err
	}
	return s.divide(ctx, in.By)
}

// scenes puts the lines of all dialogues into the order in which they were said.
func (s *Seeder) scenes() []scene {
	var all []scene
	for i, d := range Dialogues {
		if d.Via != "" && s.at(d) == nil {
			continue
		}
		at := d.Began(s.now)
		for n, line := range d.Lines {
			if n > 0 {
				at = at.Add(line.After)
			}
			all = append(all, scene{at, i, n})
		}
		all = append(all, scene{at.Add(3 * time.Minute), i, len(d.Lines)})
	}
	slices.SortStableFunc(all, func(a, b scene) int { return cmp.Compare(a.at.UnixMicro(), b.at.UnixMicro()) })
	return all
}

// stage is how far a dialogue has been played.
type stage struct {
	visitor      inbox.Visitor // at the web chat
	account      *Joined       // elsewhere
	guest        guest
	conversation sapa.ConversationID
	last         sapa.ShownNumber
	messages     []sapa.Message // what became of each line
	handler      int            // index in People
}

func (s *Seeder) play(ctx context.Context, st *stage, sc scene) error {
	d := Dialogues[sc.dialogue]
	if sc.line == 0 {
		if err := s.enter(st, d); err != nil {
			return err
		}
	}
	if sc.line == len(d.Lines) {
		return s.end(ctx, st, d)
	}
	line := d.Lines[sc.line]
	var err error
	switch line.From {
	case FromCustomer:
		err = s.customer(ctx, st, d, line, sc)
	case FromAgent:
		err = s.agent(ctx, st, line, sc)
	default:
		err = s.note(ctx, st, line)
	}
	if err != nil {
		return err
	}
	return s.afterwards(ctx, st, line)
}

// enter lets a customer come to where a dialogue takes place.
func (s *Seeder) enter(st *stage, d Dialogue) (err error) {
	if st.account = s.at(d); st.account == nil {
		st.visitor = inbox.Visitor{Channel: s.channelFor(d.Subject), External: External(d.Customer)}
		return nil
	}
	st.guest, err = st.account.guest(d)
	return err
}

// External is how a customer of the script is known to the widget.
func External(customer int) string { return fmt.Sprintf("demo-customer-%03d", customer) }

func (s *Seeder) channelFor(subject string) sapa.Channel {
	if subject == cafe {
		return s.channels[1]
	}
	return s.channels[0]
}

// sender is a customer as the widget tells of them.
func sender(c Customer, external string) sapa.Sender {
	return sapa.Sender{
		External: external, Name: c.Name, Phone: c.Phone, Email: c.Email, Language: sapa.Language(c.Language),
		Facts: map[string]string{"page_url": "https://batikkencana.example/", "page_title": Company, "city": c.City},
	}
}

func (s *Seeder) customer(ctx context.Context, st *stage, d Dialogue, line Line, sc scene) error {
	if st.account != nil {
		return s.abroad(ctx, st, line, sc)
	}
	in := sapa.Inbound{
		Kind: sapa.InboundMessage, Channel: st.visitor.Channel.ID, From: sender(Customers[d.Customer], st.visitor.External),
		ProviderID: fmt.Sprintf("%s:line-%03d-%03d", st.visitor.External, sc.dialogue, sc.line),
		Message:    sapa.InboundContent{Kind: sapa.Text, Text: line.Text, Place: place(line)},
	}
	if line.Kind == KindLocation {
		in.Message.Kind = sapa.Location
	}
	if line.Quotes > 0 {
		in.ReplyToShown = s.number(st, st.messages[line.Quotes-1])
	}
	if body := s.props[sc]; body != nil {
		a, err := s.Inbox.VisitorUpload(ctx, st.visitor, upload(line, body))
		if err != nil {
			return err
		}
		in.Message.Uploads = []string{a.Key}
	}
	arrived, err := s.Inbox.Ingest(ctx, st.visitor.Channel, []sapa.Inbound{in})
	if err != nil {
		return err
	}
	m := arrived[0].Message
	st.conversation, st.last = m.Conversation, sapa.NewShownNumber(arrived[0].Episode, m.Shown)
	st.messages = append(st.messages, m)
	return s.Inbox.VisitorProgress(ctx, st.visitor, st.last, sapa.Read)
}

func (s *Seeder) agent(ctx context.Context, st *stage, line Line, sc scene) error {
	by := s.people[line.By]
	w := inbox.Writing{ClientID: fmt.Sprintf("line-%03d-%03d", sc.dialogue, sc.line), Text: line.Text, Place: place(line)}
	if line.Quotes > 0 {
		w.ReplyTo = st.messages[line.Quotes-1].ID
	}
	if line.Was != "" {
		w.Text = line.Was
	}
	if body := s.props[sc]; body != nil {
		a, err := s.Inbox.Upload(ctx, by, upload(line, body))
		if err != nil {
			return err
		}
		w.Files = []string{a.Key}
	}
	if n := len(st.messages); n > 0 {
		if err := s.Inbox.MarkRead(ctx, by, st.conversation, st.messages[n-1].Seq); err != nil {
			return err
		}
	}
	if cc := Dialogues[sc.dialogue].CC; cc != nil {
		w.Mail = &sapa.MailWriting{CC: cc}
	}
	sent, err := s.answer(ctx, by, st, line, w)
	if err != nil {
		return err
	}
	st.messages = append(st.messages, sent.Message)
	return s.lookWhoHandles(ctx, st)
}

// answer sends what an agent wrote.
func (s *Seeder) answer(ctx context.Context, by sapa.By, st *stage, line Line, w inbox.Writing) (inbox.Written, error) {
	if line.Privately {
		asked := slices.IndexFunc(st.messages, func(m sapa.Message) bool { return m.Direction == sapa.In })
		return s.Inbox.PrivateReply(ctx, by, st.conversation, st.messages[asked].ID, w)
	}
	return s.Inbox.Reply(ctx, by, st.conversation, w)
}

// lookWhoHandles notes who the assignee is: whoever replied first, which may be a supervisor.
func (s *Seeder) lookWhoHandles(ctx context.Context, st *stage) error {
	row, _, err := s.Inbox.Conversation(ctx, s.people[0], st.conversation)
	if err != nil {
		return err
	}
	st.handler = slices.IndexFunc(s.people, func(by sapa.By) bool { return by.Member == row.Assignee })
	return nil
}

func (s *Seeder) note(ctx context.Context, st *stage, line Line) error {
	by := s.people[line.By]
	if line.To != Nobody {
		st.handler = line.To
		st.messages = append(st.messages, sapa.Message{})
		return s.Inbox.Assign(ctx, by, st.conversation, inbox.Handover{To: s.people[line.To].Member, Note: line.Text})
	}
	mentions, err := s.mentions(ctx, by, st.conversation, line.Text)
	if err != nil {
		return err
	}
	written, err := s.Inbox.AddNote(ctx, by, st.conversation, inbox.Writing{
		ClientID: fmt.Sprintf("note-%d-%d", st.conversation, len(st.messages)), Text: line.Text, Mentions: mentions,
	})
	st.messages = append(st.messages, written.Message)
	return err
}

// mentions are those a note calls who can see the conversation at that moment; whoever gets it next cannot yet.
func (s *Seeder) mentions(ctx context.Context, by sapa.By, id sapa.ConversationID, text string) ([]sapa.MemberID, error) {
	can, err := s.Inbox.Mentionable(ctx, by, id)
	var called []sapa.MemberID
	for _, m := range can {
		i := slices.IndexFunc(s.people, func(by sapa.By) bool { return by.Member == m.ID })
		if strings.Contains(text, "@"+People[i].Short) {
			called = append(called, m.ID)
		}
	}
	return called, err
}

// afterwards does what followed a line: a reaction, an edit, a withdrawal.
func (s *Seeder) afterwards(ctx context.Context, st *stage, line Line) error {
	m := st.messages[len(st.messages)-1]
	if line.Reaction != "" {
		if line.From == FromCustomer {
			handler := st.handler
			if err := s.Inbox.React(ctx, s.people[handler], st.conversation, m.ID, line.Reaction); err != nil {
				return err
			}
		} else if err := s.Inbox.VisitorReact(ctx, st.visitor, s.number(st, m), line.Reaction); err != nil {
			return err
		}
	}
	if line.Was != "" && line.From == FromAgent {
		if err := s.Inbox.EditMessage(ctx, s.people[line.By], st.conversation, m.ID, line.Text); err != nil {
			return err
		}
	}
	if line.Deleted && line.From == FromAgent {
		return s.Inbox.DeleteMessage(ctx, s.people[line.By], st.conversation, m.ID)
	}
	return s.catchUp(ctx, st)
}

// number is how the visitor knows a message of the present conversation.
func (s *Seeder) number(st *stage, m sapa.Message) sapa.ShownNumber {
	episode, _ := st.last.Split()
	return sapa.NewShownNumber(episode, m.Shown)
}

// end brings a dialogue into the state in which the demo begins. Queued, handled and inactive ones are so already.
func (s *Seeder) end(ctx context.Context, st *stage, d Dialogue) error {
	if d.End != EndResolved {
		return nil
	}
	if n := len(st.messages); st.account == nil && st.messages[n-1].Direction == sapa.Out {
		if err := s.Inbox.VisitorProgress(ctx, st.visitor, s.number(st, st.messages[n-1]), sapa.Read); err != nil {
			return err
		}
	}
	handler := st.handler
	if handler == 0 {
		handler = d.Lines[len(d.Lines)-1].By
	}
	return s.Inbox.Resolve(ctx, s.people[handler], st.conversation)
}

func (s *Seeder) seeded(stages []stage) Seeded {
	out := Seeded{Owner: s.people[0], Channels: s.channels, Accounts: s.joined}
	for i, d := range Dialogues {
		if d.Via == "" && (d.End == EndQueued || d.End == EndHandled) {
			out.Open = append(out.Open, Talk{Visitor: stages[i].visitor, Who: Customers[d.Customer], Subject: d.Subject})
		}
	}
	return out
}
