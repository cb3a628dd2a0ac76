package api

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SetUpState tells whether the first-run set-up is still to be done.
type SetUpState struct {
	Open bool `json:"open"`
}

type setUpInput struct {
	fromDevice
	Body struct {
		Code     string        `json:"code" maxLength:"100" doc:"The one-time code of the address that is printed at start"`
		Company  string        `json:"company" maxLength:"400"`
		TimeZone string        `json:"time_zone" maxLength:"64" example:"Asia/Jakarta"`
		Language sapa.Language `json:"language" enum:"id,en"`
		PlanMode sapa.PlanMode `json:"plan_mode" enum:"metered,unlimited"`
		Name     string        `json:"name" maxLength:"400" doc:"The owner's name"`
		Email    string        `json:"email" maxLength:"254" doc:"The owner's email"`
		Password string        `json:"password" maxLength:"800" doc:"The owner's password, at least 10 characters"`
	}
}

type workspaceInput struct {
	Body struct {
		Name     *string        `json:"name,omitempty" maxLength:"400"`
		TimeZone *string        `json:"time_zone,omitempty" maxLength:"64"`
		Language *sapa.Language `json:"language,omitempty" enum:"id,en"`
	}
}

// Settings is a workspace's settings by name.
type Settings struct {
	Settings map[string]any `json:"settings"`
}

type settingsInput struct {
	Body map[string]any
}

func (a *API) workspaceRoutes() {
	handle(a, route{method: "GET", path: "/set-up", who: anybody, name: "set-up-state", group: "workspace", doc: "Whether the first-run set-up is still to be done"},
		func(ctx context.Context, _ *none) (*body[SetUpState], error) {
			open, err := a.Admin.SetUpOpen(ctx)
			return &body[SetUpState]{SetUpState{open}}, err
		})
	handle(a, route{method: "POST", path: "/set-up", who: anybody, name: "set-up", group: "workspace", doc: "Do the first-run set-up; it then closes for good", status: 204},
		func(ctx context.Context, in *setUpInput) (*signedIn, error) {
			b := in.Body
			return a.signedIn(a.Admin.SetUp(ctx, b.Code, admin.NewHouse{
				Company: b.Company, TimeZone: b.TimeZone, Language: b.Language, PlanMode: b.PlanMode, Name: b.Name, Email: b.Email, Password: b.Password,
			}, in.device))
		})
	handle(a, route{method: "PATCH", path: "/workspace", who: member, name: "update-workspace", group: "workspace", doc: "Change the workspace's name, time zone or language", status: 204},
		func(ctx context.Context, in *workspaceInput) (*none, error) {
			_, err := a.Admin.UpdateWorkspace(ctx, who(ctx).By, admin.WorkspaceUpdate(in.Body))
			return nil, err
		})
	handle(a, route{method: "PATCH", path: "/settings", who: member, name: "update-settings", group: "workspace", doc: "Change settings by name"},
		func(ctx context.Context, in *settingsInput) (*body[Settings], error) {
			v, err := a.Admin.UpdateSettings(ctx, who(ctx).By, in.Body)
			return &body[Settings]{Settings{v.Map()}}, err
		})
}
