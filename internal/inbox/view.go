package inbox

import (
	"context"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// maxViews is how many views a member may keep, and maxViewName how many characters the name of one has at most.
const (
	maxViews    = 50
	maxViewName = 60
)

// ViewUpdate changes a view; nil fields stay.
type ViewUpdate struct {
	Name, Filters *string
	Shared        *bool
	// Seen is the view the member saw; when it is another by now, a colleague was first and the verb is a Conflict. Nil asks
	// for no such check.
	Seen *ViewSeen
}

// ViewSeen is what of a view can change.
type ViewSeen struct {
	Name, Filters string
	Shared        bool
}

// Views lists the views a member has of the page of all customers: their own, then those others share.
func (b *Inbox) Views(ctx context.Context, by sapa.By) ([]sapa.View, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return nil, who, err
	}
	views, err := b.store.Views(ctx, by.Workspace, by.Member)
	return views, who, err
}

// SaveView keeps a new view.
func (b *Inbox) SaveView(ctx context.Context, by sapa.By, u ViewUpdate) (sapa.View, error) {
	v := sapa.View{Workspace: by.Workspace, Member: by.Member, CreatedAt: b.now()}
	err := b.change(ctx, by, func(s *step) error {
		views, err := s.Views(ctx, by.Workspace, by.Member)
		if err != nil {
			return err
		}
		if len(views) >= maxViews && views[maxViews-1].Member == by.Member {
			return sapa.Errorf(sapa.Conflict, "too_many_views", "a member keeps at most %d views", maxViews)
		}
		if v, err = u.apply(v, s.who); err != nil {
			return err
		}
		v.ID, err = s.CreateView(ctx, v)
		s.emitView(sapa.ViewSaved, v, v.Shared)
		return err
	})
	return v, err
}

// UpdateView changes a view.
func (b *Inbox) UpdateView(ctx context.Context, by sapa.By, id sapa.ViewID, u ViewUpdate) (sapa.View, error) {
	var v sapa.View
	err := b.change(ctx, by, func(s *step) error {
		before, err := s.view(ctx, by, id)
		if err != nil {
			return err
		}
		if u.Seen != nil && *u.Seen != (ViewSeen{before.Name, before.Filters, before.Shared}) {
			return sapa.Errorf(sapa.Conflict, "view_changed", "the view is another by now")
		}
		if v, err = u.apply(before, s.who); err != nil {
			return err
		}
		s.emitView(sapa.ViewUpdated, v, before.Shared || v.Shared)
		return s.Tx.UpdateView(ctx, v)
	})
	return v, err
}

// DeleteView forgets a view.
func (b *Inbox) DeleteView(ctx context.Context, by sapa.By, id sapa.ViewID) error {
	return b.change(ctx, by, func(s *step) error {
		v, err := s.view(ctx, by, id)
		if err != nil {
			return err
		}
		s.emitView(sapa.ViewDeleted, v, v.Shared)
		return s.Tx.DeleteView(ctx, by.Workspace, id)
	})
}

// view reads a view the member may change: their own, and a shared one with the permission. Of others' own there is none.
func (s *step) view(ctx context.Context, by sapa.By, id sapa.ViewID) (sapa.View, error) {
	v, err := s.View(ctx, by.Workspace, id)
	if err == nil && v.Shared {
		err = s.who.Need(access.ShareViews)
	} else if err == nil && v.Member != by.Member {
		err = sapa.Missing("view")
	}
	return v, err
}

// emitView tells what became of a view: everybody when it is or was shared, else whom it belongs to.
func (s *step) emitView(kind sapa.EventKind, v sapa.View, shared bool) {
	s.Emit(sapa.Event{
		Kind: kind, At: s.now, Actor: sapa.MemberActor(s.who.ID), Subject: int64(v.ID),
		Data: map[string]any{"name": v.Name, "filters": v.Filters, "shared": shared},
	})
}

// apply answers the view as the update makes it.
func (u ViewUpdate) apply(v sapa.View, who access.Who) (sapa.View, error) {
	var wrong sapa.Fields
	if u.Name != nil {
		name, ok := sapa.CleanName(*u.Name)
		wrong.Check(name != "", "name", "required")
		wrong.Check(ok && len([]rune(name)) <= maxViewName, "name", "too_long")
		v.Name = name
	}
	if u.Filters != nil {
		_, err := url.ParseQuery(*u.Filters)
		wrong.Check(err == nil, "filters", "invalid")
		v.Filters = *u.Filters
	}
	if err := wrong.Err(); err != nil {
		return v, err
	}
	if u.Shared != nil && *u.Shared != v.Shared {
		v.Shared = *u.Shared
		return v, who.Need(access.ShareViews)
	}
	return v, nil
}
