package inbox

import (
	"cmp"
	"context"
	"errors"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/settings"
	"github.com/sapa-inbox/sapa/internal/store"
)

// AllocationState is what is known of the service a workspace asks who takes a conversation.
type AllocationState struct {
	// Secret tells that there is one to sign with.
	Secret bool
	// Answers are the latest, newest first. Those about a conversation the member may not see name none.
	Answers []store.AllocationAnswer
}

// Allocation reads what is known of the workspace's service.
func (b *Inbox) Allocation(ctx context.Context, by sapa.By) (AllocationState, error) {
	var out AllocationState
	who, err := b.who(ctx, by)
	if err != nil {
		return out, err
	}
	if err := who.Need(gates["Allocation"].Need); err != nil {
		return out, err
	}
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return out, err
	}
	service, err := b.service(w)
	out.Secret = err == nil && len(service.Secrets) > 0
	out.Answers, err = b.store.AllocationLog(ctx, by.Workspace)
	for i, a := range out.Answers {
		if !who.Scope().Sees(a.Facts) {
			out.Answers[i].Conversation = 0
		}
	}
	return out, err
}

// AllocationTrial is what came of asking a service by hand, and what would have been done.
type AllocationTrial struct {
	allocation.Answer
	// Outcome is what would have happened, Code and Detail why it would have failed.
	Outcome      string
	Code, Detail string
	// Named is who would have got the conversation; zero for nobody.
	Named sapa.MemberID
}

// TryAllocation asks a service about an invented conversation and changes nothing. The address is the workspace's when it is
// empty.
func (b *Inbox) TryAllocation(ctx context.Context, by sapa.By, address string) (AllocationTrial, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return AllocationTrial{}, err
	}
	if err := who.Need(gates["TryAllocation"].Need); err != nil {
		return AllocationTrial{}, err
	}
	address = cmp.Or(address, who.Settings.Text(settings.CustomAllocationURL))
	if address == "" {
		return AllocationTrial{}, sapa.BadField("url", "required")
	}
	w, err := b.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return AllocationTrial{}, err
	}
	q, l, err := b.sample(ctx, w)
	if err != nil {
		return AllocationTrial{}, err
	}
	answer, failure := b.askService(ctx, w, address, q)
	trial := AllocationTrial{Answer: answer, Outcome: allocationWaits}
	if failure == nil && answer.Agent != "" {
		trial.Outcome = allocationAssigned
		ask, err := b.askOf(ctx, w, l)
		if err != nil {
			return trial, err
		}
		to, err := b.candidate(ctx, b.store.Reads, w.ID, ask, answer.Agent)
		if err != nil && !errors.As(err, &failure) {
			return trial, err
		}
		trial.Named = to.Member
	}
	if failure != nil {
		trial.Outcome, trial.Code, trial.Detail = allocationFailed, failure.Code, failure.Detail
	}
	return trial, nil
}

// sample is a question about a conversation that is invented, with those who can take one now.
func (b *Inbox) sample(ctx context.Context, w sapa.Workspace) (allocation.Question, store.Line, error) {
	now := b.now()
	q := allocation.Question{
		Event: allocation.Event, ID: allocationID(b.sends, 0, now.UnixMilli()), Test: true,
		Workspace:    allocation.Named{ID: b.ids.Of(w.ID), Name: w.Name},
		Conversation: allocation.Conversation{ID: "sample", Kind: sapa.Messages, Episode: 1, OpenedAt: now, WaitingSince: now},
		Contact:      allocation.Contact{ID: "sample", Name: "Contoh Pelanggan", Phone: "+628111000000", Language: w.Language},
		Channel:      allocation.Channel{ID: "sample", Kind: "sample", Name: "Contoh"},
	}
	l := store.Line{Department: w.Main}
	channels, err := b.store.Channels(ctx, w.ID)
	if err != nil {
		return q, l, err
	}
	for _, ch := range channels {
		if _, known := channel.Find(b.specs, ch.Kind); known && ch.State == sapa.ChannelOn {
			q.Channel = allocation.Channel{ID: b.ids.Of(ch.ID), Kind: ch.Kind, Name: ch.Name}
			l.Channel, l.Department = ch.ID, w.DepartmentOf(ch)
			break
		}
	}
	return q, l, b.whoCan(ctx, w, l, &q)
}
