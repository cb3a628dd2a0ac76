package inbox

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/routing"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
)

// workload is how many conversations members may handle at once, as settings, channels and members say. It is asked about
// none but these channels and members.
func workload(v settings.Values, channels []sapa.Channel, members []sapa.Member) routing.Workload {
	w := routing.Workload{
		Mode: routing.Mode(v.Text(settings.WorkloadMode)), All: v.Number(settings.WorkloadAll),
		Channels: map[sapa.ChannelID]int{}, Own: map[sapa.MemberID]int{},
	}
	for _, ch := range channels {
		if ch.Workload > 0 {
			w.Channels[ch.ID] = ch.Workload
		}
	}
	for _, m := range members {
		if m.Workload > 0 {
			w.Own[m.ID] = m.Workload
		}
	}
	return w
}

// full is a member who handles as many conversations as they may; the zero full is one who has room.
type full struct {
	sapa.Member
	limit, handled int
}

// fullFor tells whether a member may handle no further conversation of a channel.
func fullFor(w routing.Workload, m sapa.Member, ch sapa.ChannelID, loads []sapa.Load) full {
	c := routing.Candidate{Member: m.ID}
	for _, l := range loads {
		c.Handled += l.Handled
		if l.Channel == ch {
			c.OnChannel += l.Handled
		}
	}
	if w.Room(c, ch) != 0 {
		return full{}
	}
	handled := c.Handled
	if w.Mode == routing.PerChannel {
		handled = c.OnChannel
	}
	return full{m, w.Limit(m.ID, ch), handled}
}

// full is fullFor, as it is at this moment. Where nothing is limited it asks the database nothing.
func (s *step) full(ctx context.Context, m sapa.Member, ch sapa.Channel) (full, error) {
	w := workload(settings.Of(s.Workspace.Settings), []sapa.Channel{ch}, []sapa.Member{m})
	if w.Limit(m.ID, ch.ID) == routing.NoLimit {
		return full{}, nil
	}
	loads, err := s.LoadsOf(ctx, s.Workspace.ID, m.ID)
	if err != nil {
		return full{}, err
	}
	return fullFor(w, m, ch.ID, loads), nil
}

// refusal is the error about somebody who is full, nil for the zero full. Confirmable tells that whoever asked may insist.
func (f full) refusal(confirmable bool) error {
	if f.ID == 0 {
		return nil
	}
	return sapa.Errorf(sapa.Conflict, "workload_full", "the member handles as many conversations as they may").
		With("limit", f.limit).With("handled", f.handled).With("confirmable", confirmable).
		With("member", map[string]any{"id": f.ID, "name": f.Name})
}

// room refuses a conversation of a channel to the acting member, who takes it and has no room for it (spec ASG-7).
func (s *step) room(ctx context.Context, ch sapa.Channel) error {
	f, err := s.full(ctx, s.who.Member, ch)
	if err != nil {
		return err
	}
	return f.refusal(false)
}

// roomFor is room for whom somebody assigns: a supervisor may insist. It answers what the event says of that.
func (s *step) roomFor(ctx context.Context, m sapa.Member, ch sapa.Channel, insist bool) (map[string]any, error) {
	f, err := s.full(ctx, m, ch)
	if err != nil || f.ID == 0 {
		return nil, err
	}
	if !s.who.Supervises() || !insist {
		return nil, f.refusal(s.who.Supervises())
	}
	return map[string]any{"over_limit": true, "limit": f.limit, "handled": f.handled}, nil
}

// nextFor finds the conversation that has waited longest of those the acting member has room for.
func (s *step) nextFor(ctx context.Context, kind sapa.ConversationKind) (sapa.Conversation, error) {
	without, err := s.withoutRoom(ctx)
	if err != nil {
		return sapa.Conversation{}, err
	}
	c, err := s.oldestQueued(ctx, kind, without...)
	if len(without) == 0 || sapa.KindOf(err) != sapa.NotFound {
		return c, err
	}
	// Somebody waits, and the member has no room for any of them.
	if c, err = s.oldestQueued(ctx, kind); err != nil {
		return c, err
	}
	ch, err := s.Channel(ctx, s.Workspace.ID, c.Channel)
	if err != nil {
		return c, err
	}
	return c, s.room(ctx, ch)
}

// withoutRoom lists the channels that have limits of their own and of which the acting member may handle no more.
func (s *step) withoutRoom(ctx context.Context) ([]sapa.ChannelID, error) {
	v := settings.Of(s.Workspace.Settings)
	if routing.Mode(v.Text(settings.WorkloadMode)) != routing.PerChannel {
		return nil, nil
	}
	channels, err := s.Channels(ctx, s.Workspace.ID)
	if err != nil {
		return nil, err
	}
	loads, err := s.LoadsOf(ctx, s.Workspace.ID, s.who.ID)
	w := workload(v, channels, []sapa.Member{s.who.Member})
	var without []sapa.ChannelID
	for _, ch := range channels {
		if fullFor(w, s.who.Member, ch.ID, loads).ID != 0 {
			without = append(without, ch.ID)
		}
	}
	return without, err
}
