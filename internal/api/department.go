package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Department groups members and the channels whose conversations they take.
type Department struct {
	ID    string               `json:"id"`
	Name  string               `json:"name"`
	State sapa.DepartmentState `json:"state" enum:"active,revoked,removed" doc:"A revoked one finishes what it has and gets nothing new"`
	Main  bool                 `json:"main" doc:"It takes what belongs to no other"`
	Setup *DepartmentSetup     `json:"setup" doc:"Null unless you may look at the settings of departments, and of removed ones"`
	Can   DepartmentCan        `json:"can"`
}

// DepartmentSetup is who and what belongs to a department.
type DepartmentSetup struct {
	Supervisor string     `json:"supervisor_id"`
	Members    []string   `json:"member_ids" doc:"Who serves it"`
	Channels   []string   `json:"channel_ids" doc:"Whose conversations it opens; the main department opens those of all other channels as well"`
	CreatedAt  time.Time  `json:"created_at"`
	MoveAt     *time.Time `json:"move_at" doc:"Of a revoked one: when what is open in it goes to the main department"`
}

// DepartmentCan says what the caller may do to a department as it stands.
type DepartmentCan struct {
	Update   bool `json:"update" doc:"Of a revoked one: take members out, and nothing else"`
	MakeMain bool `json:"make_main"`
	Remove   bool `json:"remove"`
}

// DepartmentList is the workspace's departments by when they came; removed ones too, since history names them.
type DepartmentList struct {
	Departments []Department `json:"departments"`
}

type newDepartmentInput struct {
	Body struct {
		Name       string   `json:"name" maxLength:"400" doc:"1 to 60 characters, unlike any other's whatever its case"`
		Supervisor string   `json:"supervisor_id" maxLength:"64" doc:"Who leads it: a supervisor or higher"`
		Members    []string `json:"member_ids,omitempty" maxItems:"2000" doc:"Who serves it"`
		Channels   []string `json:"channel_ids,omitempty" maxItems:"1000" doc:"Whose conversations it opens; a channel belongs to one department at most"`
	}
}

type departmentInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Name       *string   `json:"name,omitempty" maxLength:"400"`
		Supervisor *string   `json:"supervisor_id,omitempty" maxLength:"64"`
		Members    *[]string `json:"member_ids,omitempty" maxItems:"2000" doc:"All who serve it"`
		Channels   *[]string `json:"channel_ids,omitempty" maxItems:"1000" doc:"All channels whose conversations it opens"`
	}
}

type departmentPath struct {
	ID string `path:"id" maxLength:"64"`
}

type moveInput struct {
	ConversationPath
	Body struct {
		Department string `json:"department_id" maxLength:"64" doc:"Where it goes"`
	}
}

func (a *API) departmentID(id string) (sapa.DepartmentID, error) {
	n, ok := a.seal.number(aDepartment, id)
	if !ok {
		return 0, sapa.Missing("department")
	}
	return sapa.DepartmentID(n), nil
}

func (a *API) departmentRoutes() {
	handle(a, route{method: "GET", path: "/departments", who: member, name: "list-departments", group: "departments", doc: "All departments"},
		func(ctx context.Context, _ *none) (*body[DepartmentList], error) {
			me, err := a.Admin.Me(ctx, who(ctx).By)
			if err != nil {
				return nil, err
			}
			all, err := a.departments(ctx, me)
			return &body[DepartmentList]{DepartmentList{all}}, err
		})
	handle(a, route{method: "POST", path: "/departments", who: member, name: "create-department", group: "departments", doc: "Add a department; the first one is the main one, and everything open goes to it", status: 201},
		func(ctx context.Context, in *newDepartmentInput) (*body[Department], error) {
			b := in.Body
			f, err := a.departmentFields(&b.Name, &b.Supervisor, &b.Members, &b.Channels)
			if err != nil {
				return nil, err
			}
			d, err := a.Admin.CreateDepartment(ctx, who(ctx).By, f)
			return a.oneDepartment(ctx, d.ID, err)
		})
	handle(a, route{method: "PATCH", path: "/departments/{id}", who: member, name: "update-department", group: "departments", doc: "Change a department"},
		func(ctx context.Context, in *departmentInput) (*body[Department], error) {
			id, err := a.departmentID(in.ID)
			if err != nil {
				return nil, err
			}
			f, err := a.departmentFields(in.Body.Name, in.Body.Supervisor, in.Body.Members, in.Body.Channels)
			if err != nil {
				return nil, err
			}
			_, err = a.Admin.UpdateDepartment(ctx, who(ctx).By, id, f)
			return a.oneDepartment(ctx, id, err)
		})
	handle(a, route{method: "POST", path: "/departments/{id}/main", who: member, name: "make-main-department", group: "departments", doc: "Make it the main department, which takes what belongs to no other", status: 204},
		a.onDepartment(a.Admin.MakeMain))
	handle(a, route{method: "DELETE", path: "/departments/{id}", who: member, name: "remove-department", group: "departments", doc: "Remove a department; what is open in it goes to the main one", status: 204},
		a.onDepartment(a.Admin.RemoveDepartment))
}

// onDepartment makes an operation of a verb that needs nothing but the department.
func (a *API) onDepartment(verb func(context.Context, sapa.By, sapa.DepartmentID) error) func(context.Context, *departmentPath) (*none, error) {
	return func(ctx context.Context, in *departmentPath) (*none, error) {
		id, err := a.departmentID(in.ID)
		if err != nil {
			return nil, err
		}
		return nil, verb(ctx, who(ctx).By, id)
	}
}

// departmentFields reads what is said of a department; nil leaves a field as it is.
func (a *API) departmentFields(name, supervisor *string, members, channels *[]string) (admin.DepartmentFields, error) {
	f := admin.DepartmentFields{Name: name}
	if supervisor != nil {
		id, err := a.memberID(*supervisor)
		if err != nil && *supervisor != "" {
			return f, sapa.BadField("supervisor_id", "not_a_supervisor")
		}
		f.Supervisor = &id
	}
	var err error
	if f.Members, err = listOf(members, "member_ids", a.memberID); err != nil {
		return f, err
	}
	f.Channels, err = listOf(channels, "channel_ids", a.channelID)
	return f, err
}

// oneDepartment shows a department after a verb that may have failed.
func (a *API) oneDepartment(ctx context.Context, id sapa.DepartmentID, err error) (*body[Department], error) {
	if err != nil {
		return nil, err
	}
	me, err := a.Admin.Me(ctx, who(ctx).By)
	if err != nil {
		return nil, err
	}
	all, err := a.departments(ctx, me)
	for _, d := range all {
		if d.ID == a.seal.id(aDepartment, int64(id)) {
			return &body[Department]{d}, err
		}
	}
	return nil, err
}

func (a *API) departments(ctx context.Context, me admin.Me) ([]Department, error) {
	by := who(ctx).By
	all, err := a.Admin.Departments(ctx, by)
	out := []Department{}
	for _, d := range all {
		out = append(out, a.department(d, me))
	}
	if err != nil || len(all) == 0 || !me.May(access.ViewDepartments) {
		return out, err
	}
	members, err := a.Admin.Members(ctx, by)
	if err != nil {
		return nil, err
	}
	channels, err := a.Admin.Channels(ctx, by)
	for i, d := range all {
		if d.State != sapa.DepartmentRemoved {
			out[i].Setup = a.departmentSetup(d, members, channels)
		}
	}
	return out, err
}

func (a *API) department(d sapa.Department, me admin.Me) Department {
	main, manage := d.ID == me.Workspace.Main, me.May(access.ManageDepartments)
	return Department{
		ID: a.seal.id(aDepartment, int64(d.ID)), Name: d.Name, State: d.State, Main: main,
		Can: DepartmentCan{
			Update:   manage && d.State != sapa.DepartmentRemoved,
			MakeMain: me.May(access.ChooseMain) && d.State == sapa.DepartmentActive && !main,
			Remove:   manage && d.State != sapa.DepartmentRemoved && !main,
		},
	}
}

func (a *API) departmentSetup(d sapa.Department, members []sapa.Member, channels []sapa.Channel) *DepartmentSetup {
	out := &DepartmentSetup{
		Supervisor: a.seal.id(aMember, int64(d.Supervisor)), Members: []string{}, Channels: []string{}, CreatedAt: d.CreatedAt, MoveAt: moment(d.MoveAt),
	}
	for _, m := range members {
		if m.Serves(d.ID) {
			out.Members = append(out.Members, a.seal.id(aMember, int64(m.ID)))
		}
	}
	for _, c := range channels {
		if c.Department == d.ID && c.State != sapa.ChannelDisconnected {
			out.Channels = append(out.Channels, a.seal.id(aChannel, int64(c.ID)))
		}
	}
	return out
}

// movedEvent adds from where to where a conversation went.
func (a *API) movedEvent(out Event, e sapa.Event) Event {
	from, _ := e.Data["from"].(float64)
	out.DepartmentID, out.FromDepartmentID = a.seal.id(aDepartment, e.Subject), a.seal.id(aDepartment, int64(from))
	return out
}

func (a *API) move(ctx context.Context, in *moveInput) (*none, error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	to, _ := a.departmentID(in.Body.Department) // the verb knows no department 0, and asks first who may see the conversation
	return nil, a.Inbox.Move(ctx, who(ctx).By, id, to)
}
