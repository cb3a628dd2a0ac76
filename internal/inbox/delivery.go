package inbox

import (
	"cmp"
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// StuckDeliveries lists deliveries that could not be understood, newest first, before an id; zero begins at the newest.
// It answers whether there are more.
func (b *Inbox) StuckDeliveries(ctx context.Context, by sapa.By, before sapa.DeliveryID, limit int) ([]sapa.Delivery, bool, error) {
	if err := b.mayManage(ctx, by, "StuckDeliveries"); err != nil {
		return nil, false, err
	}
	all, err := b.store.StuckDeliveries(ctx, by.Workspace, before, limit+1)
	return all[:min(len(all), limit)], len(all) > limit, err
}

// Delivery reads one delivery.
func (b *Inbox) Delivery(ctx context.Context, by sapa.By, id sapa.DeliveryID) (sapa.Delivery, error) {
	if err := b.mayManage(ctx, by, "Delivery"); err != nil {
		return sapa.Delivery{}, err
	}
	return b.store.Delivery(ctx, by.Workspace, id)
}

// Replay tries once more to ingest a delivery that is stuck, and answers how it stands then.
func (b *Inbox) Replay(ctx context.Context, by sapa.By, id sapa.DeliveryID) (sapa.Delivery, error) {
	if err := b.mayManage(ctx, by, "Replay"); err != nil {
		return sapa.Delivery{}, err
	}
	d, err := b.store.Delivery(ctx, by.Workspace, id)
	if err != nil {
		return d, err
	}
	if d.State != sapa.DeliveryStuck {
		return d, sapa.Errorf(sapa.Conflict, "not_stuck", "the delivery is %s", d.State)
	}
	if err := b.drain(ctx, []sapa.Delivery{d}); err != nil {
		return d, err
	}
	return b.store.Delivery(ctx, by.Workspace, id)
}

// Discard removes a delivery that is stuck, for good.
func (b *Inbox) Discard(ctx context.Context, by sapa.By, id sapa.DeliveryID) error {
	if err := b.mayManage(ctx, by, "Discard"); err != nil {
		return err
	}
	gone := false
	err := b.store.Write(ctx, func(tx *store.Tx) (err error) {
		gone, err = tx.DiscardDelivery(ctx, by.Workspace, id)
		return err
	})
	if err == nil && !gone {
		err = sapa.Missing("delivery")
	}
	return err
}

// Templates lists the templates of a channel, for whoever answers on it.
func (b *Inbox) Templates(ctx context.Context, by sapa.By, id sapa.ChannelID) ([]sapa.Template, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return nil, err
	}
	if who.Scope().Nothing {
		return nil, sapa.Errorf(sapa.Forbidden, "", "the member is not active")
	}
	if _, err := b.store.Channel(ctx, by.Workspace, id); err != nil {
		return nil, err
	}
	return b.store.Templates(ctx, by.Workspace, id)
}

// Typing shows the contact that a member writes an answer, on channels that can show it. It is a hint: what goes wrong
// with it is nobody's trouble.
func (b *Inbox) Typing(ctx context.Context, by sapa.By, id sapa.ConversationID) error {
	c, _, err := b.seen(ctx, by, id)
	if err != nil {
		return err
	}
	ch, err := b.store.Channel(ctx, by.Workspace, c.Channel)
	if err != nil || ch.State != sapa.ChannelOn || ch.Health.State == sapa.Ill {
		return err
	}
	spec, _ := channel.Find(b.specs, ch.Kind)
	caps := spec.Of(ch.Config).For(c.Kind)
	if !caps.Typing || !b.typed.worth(id, b.now(), cmp.Or(caps.TypingEvery, typingEvery)) {
		return nil
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return err
	}
	sender, ok := live.(channel.Sender)
	if !ok || caps.CheckWindow(c.WindowEnds, b.now()) != nil {
		return nil
	}
	last, err := b.store.LastFromContact(ctx, by.Workspace, id, c.LastSeq)
	if err != nil || last.ProviderID == "" {
		return nil
	}
	to, err := b.recipients(ctx, by.Workspace, c)
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, hintTime)
	defer cancel()
	_, _ = sender.Send(within, channel.Outbound{ID: sendID(b.sends, sapa.Send{Kind: sapa.SendSeen, Message: last.ID}), To: to, Seen: last.ProviderID, Typing: true})
	return nil
}

// typingEvery is how often the contact is shown that somebody writes, unless the channel says otherwise: WhatsApp shows it
// for 25 seconds ("Typing indicators").
const typingEvery = 20 * time.Second

// mayManage refuses who may not change channels.
func (b *Inbox) mayManage(ctx context.Context, by sapa.By, verb string) error {
	who, err := b.who(ctx, by)
	if err != nil {
		return err
	}
	if !who.May(gates[verb].Need) {
		return sapa.Errorf(sapa.Forbidden, "", "the member may not change channels")
	}
	// A delivery holds what customers wrote, of whatever department.
	if !who.Scope().All {
		return sapa.Errorf(sapa.Forbidden, "own_departments_only", "the member sees the conversations of some departments only")
	}
	return nil
}
