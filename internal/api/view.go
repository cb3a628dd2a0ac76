package api

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// View is a way of looking at the page of all customers that somebody keeps.
type View struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Filters   string `json:"filters" doc:"What stands behind the question mark of the page's address"`
	Shared    bool   `json:"shared" doc:"Everybody in the workspace has it"`
	MemberID  string `json:"member_id" doc:"Who made it"`
	CanChange bool   `json:"can_change" doc:"You may rename and delete it"`
}

// ViewList is the views one has: one's own, then those others share.
type ViewList struct {
	Views []View `json:"views"`
}

type newViewInput struct {
	Body struct {
		Name    string `json:"name" maxLength:"400"`
		Filters string `json:"filters" maxLength:"2000" doc:"What stands behind the question mark of the page's address"`
		Shared  bool   `json:"shared,omitempty" doc:"For everybody; needs the permission share_views"`
	}
}

// ViewPath names a saved view.
type ViewPath struct {
	ID string `path:"id" maxLength:"64"`
}

type viewInput struct {
	ViewPath
	Body struct {
		Name    *string `json:"name,omitempty" maxLength:"400"`
		Filters *string `json:"filters,omitempty" maxLength:"2000"`
		Shared  *bool   `json:"shared,omitempty"`
		Seen    *struct {
			Name    string `json:"name" maxLength:"400"`
			Filters string `json:"filters" maxLength:"2000"`
			Shared  bool   `json:"shared"`
		} `json:"seen,omitempty" doc:"The view as you saw it; another one by now is a conflict"`
	}
}

func (in *viewInput) update() inbox.ViewUpdate {
	return inbox.ViewUpdate{Name: in.Body.Name, Filters: in.Body.Filters, Shared: in.Body.Shared, Seen: (*inbox.ViewSeen)(in.Body.Seen)}
}

func (a *API) view(v sapa.View, w access.Who) View {
	return View{
		ID: a.seal.id(aView, int64(v.ID)), Name: v.Name, Filters: v.Filters, Shared: v.Shared, MemberID: a.seal.id(aMember, int64(v.Member)),
		CanChange: !v.Shared || w.May(access.ShareViews),
	}
}

func (a *API) viewID(id string) (sapa.ViewID, error) {
	n, ok := a.seal.number(aView, id)
	if !ok {
		return 0, sapa.Missing("view")
	}
	return sapa.ViewID(n), nil
}

func (a *API) viewRoutes() {
	handle(a, route{method: "GET", path: "/views", who: member, name: "list-views", group: "customers", doc: "Saved views of the page of all customers"},
		func(ctx context.Context, _ *none) (*body[ViewList], error) {
			views, w, err := a.Inbox.Views(ctx, who(ctx).By)
			out := ViewList{Views: []View{}}
			for _, v := range views {
				out.Views = append(out.Views, a.view(v, w))
			}
			return &body[ViewList]{out}, err
		})
	handle(a, route{method: "POST", path: "/views", who: member, name: "save-view", group: "customers", doc: "Keep a view", status: 201},
		func(ctx context.Context, in *newViewInput) (*body[View], error) {
			return a.changedView(a.Inbox.SaveView(ctx, who(ctx).By, inbox.ViewUpdate{Name: &in.Body.Name, Filters: &in.Body.Filters, Shared: &in.Body.Shared}))
		})
	handle(a, route{method: "PATCH", path: "/views/{id}", who: member, name: "update-view", group: "customers", doc: "Rename, change, share or unshare a view"},
		func(ctx context.Context, in *viewInput) (*body[View], error) {
			id, err := a.viewID(in.ID)
			if err != nil {
				return nil, err
			}
			return a.changedView(a.Inbox.UpdateView(ctx, who(ctx).By, id, in.update()))
		})
	handle(a, route{method: "DELETE", path: "/views/{id}", who: member, name: "delete-view", group: "customers", doc: "Forget a view", status: 204},
		func(ctx context.Context, in *ViewPath) (*none, error) {
			id, err := a.viewID(in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Inbox.DeleteView(ctx, who(ctx).By, id)
		})
}

// changedView shows a view to whoever changed it, and so may.
func (a *API) changedView(v sapa.View, err error) (*body[View], error) {
	shown := a.view(v, access.Who{})
	shown.CanChange = true
	return &body[View]{shown}, err
}
