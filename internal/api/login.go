package api

import (
	"context"
)

// loginBack is the page of the web app to which people come back from a provider.
const loginBack = "/settings/channels/login"

type beginLoginInput struct {
	Origin string `header:"Origin" doc:"Of the web app, as browsers send it"`
	Body   struct {
		Kind string `json:"kind" maxLength:"40"`
	}
}

// LoginAddress is where one signs in at a provider.
type LoginAddress struct {
	URL string `json:"url"`
}

type endLoginInput struct {
	Body struct {
		State string `json:"state" maxLength:"4000"`
		Code  string `json:"code" maxLength:"4000"`
	}
}

// LoginOffer is what one permitted at a provider, and may choose from. Nothing is connected yet.
type LoginOffer struct {
	Kind     string           `json:"kind"`
	Accounts []OfferedAccount `json:"accounts"`
	Grant    string           `json:"grant" doc:"Goes with the account that is connected; opens for you only, and for half an hour"`
}

// OfferedAccount is one account that can be connected.
type OfferedAccount struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (a *API) loginRoutes() {
	handle(a, route{method: "POST", path: "/channels/login", who: member, name: "begin-login", group: "channels", doc: "Where to sign in at a provider to connect an account of a kind"},
		func(ctx context.Context, in *beginLoginInput) (*body[LoginAddress], error) {
			// That the origin is our own was checked before, as for every request that changes something.
			url, err := a.Admin.BeginLogin(ctx, who(ctx).By, in.Body.Kind, in.Origin+loginBack)
			return &body[LoginAddress]{LoginAddress{url}}, err
		})
	handle(a, route{method: "POST", path: "/channels/login/end", who: member, name: "end-login", group: "channels", doc: "What one permitted at the provider, in exchange for the code one came back with"},
		func(ctx context.Context, in *endLoginInput) (*body[LoginOffer], error) {
			o, err := a.Admin.EndLogin(ctx, who(ctx).By, in.Body.State, in.Body.Code)
			out := LoginOffer{Kind: o.Kind, Grant: o.Grant, Accounts: []OfferedAccount{}}
			for _, one := range o.Accounts {
				out.Accounts = append(out.Accounts, OfferedAccount{ID: one.ID, Name: one.Name})
			}
			return &body[LoginOffer]{out}, err
		})
}
