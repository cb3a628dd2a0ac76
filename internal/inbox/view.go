package inbox

import (
	"context"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
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
	views, who, err := b.Views(ctx, by)
	if err != nil {
		return v, err
	}
	if len(views) >= maxViews && views[maxViews-1].Member == by.Member {
		return v, sapa.Errorf(sapa.Conflict, "too_many_views", "a member keeps at most %d views", maxViews)
	}
	if v, err = u.apply(v, who); err != nil {
		return v, err
	}
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		v.ID, err = tx.CreateView(ctx, v)
		return err
	})
	return v, err
}

// UpdateView changes a view.
func (b *Inbox) UpdateView(ctx context.Context, by sapa.By, id sapa.ViewID, u ViewUpdate) (sapa.View, error) {
	v, who, err := b.view(ctx, by, id)
	if err != nil {
		return v, err
	}
	if v, err = u.apply(v, who); err != nil {
		return v, err
	}
	return v, b.store.Write(ctx, func(tx *store.Tx) error { return tx.UpdateView(ctx, v) })
}

// DeleteView forgets a view.
func (b *Inbox) DeleteView(ctx context.Context, by sapa.By, id sapa.ViewID) error {
	if _, _, err := b.view(ctx, by, id); err != nil {
		return err
	}
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.DeleteView(ctx, by.Workspace, id) })
}

// view reads a view the member may change: their own, and a shared one with the permission. Of others' own there is none.
func (b *Inbox) view(ctx context.Context, by sapa.By, id sapa.ViewID) (sapa.View, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return sapa.View{}, who, err
	}
	v, err := b.store.View(ctx, by.Workspace, id)
	if err == nil && v.Shared {
		err = who.Need(access.ShareViews)
	} else if err == nil && v.Member != by.Member {
		err = sapa.Missing("view")
	}
	return v, who, err
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
