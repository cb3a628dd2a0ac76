package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Channel is one connected account customers write to.
type Channel struct {
	ID    string            `json:"id"`
	Kind  string            `json:"kind"`
	Name  string            `json:"name"`
	State sapa.ChannelState `json:"state" enum:"on,off,disconnected"`
	// Health is for everybody: whoever answers must know why nothing goes out.
	Health ChannelHealth `json:"health"`
	// LateSeconds is for everybody as well: whoever answers must know how long they can.
	LateSeconds int `json:"late_seconds" doc:"How long after the messaging window a person may still answer; 0 for not at all"`
	// Messages and Comments are what comes on it as it is set up; what its kind can do is more.
	Messages bool `json:"messages" doc:"Contacts can write messages on it, as it is set up"`
	Comments bool `json:"comments" doc:"They can comment, as it is set up"`
	// Department is for everybody, as the conversations' own is.
	Department *string       `json:"department_id" doc:"Whose conversations it opens; null for those of the main department"`
	BeginMail  bool          `json:"begin_mail" doc:"You can write on it to somebody who has not written: its kind lets one, and it is no other department's"`
	Setup      *ChannelSetup `json:"setup" doc:"Null unless you may change channels"`
}

// ChannelHealth is how a channel's account does, as far as its provider tells.
type ChannelHealth struct {
	State        sapa.HealthState  `json:"state" enum:",well,limited,ill" doc:"Empty when nobody was asked; while ill nothing is sent, and what is to be sent waits"`
	Code         string            `json:"code" doc:"What is wrong, as a word; empty when nothing is"`
	Detail       string            `json:"detail" doc:"The provider's own sentence; empty unless you may change channels"`
	Since        *time.Time        `json:"since"`
	LastSuccess  *time.Time        `json:"last_success" doc:"When the provider last took something"`
	LastDelivery *time.Time        `json:"last_delivery" doc:"When it last brought something"`
	Facts        map[string]string `json:"facts" doc:"What the provider tells of the account, such as number, name, quality, limit"`
}

func health(h sapa.Health, all bool) ChannelHealth {
	out := ChannelHealth{State: h.State, Code: h.Code, Facts: map[string]string{}}
	if !all {
		return out
	}
	out.Detail, out.Since, out.LastSuccess, out.LastDelivery = h.Detail, moment(h.Since), moment(h.LastSuccess), moment(h.LastDelivery)
	if h.Facts != nil {
		out.Facts = h.Facts
	}
	return out
}

// ChannelSetup is what an administrator filled in, and what they hand on to others.
type ChannelSetup struct {
	PublicKey    string         `json:"public_key" doc:"What outside parties address the channel by"`
	Config       map[string]any `json:"config"`
	SessionHours int            `json:"session_hours" doc:"Length of the ownership session"`
	Script       string         `json:"script,omitempty" doc:"Path of the script for a web page, when the channel has a widget"`
	Hook         *ChannelHook   `json:"hook" doc:"What to enter at the provider; null when nothing is"`
	Secrets      []string       `json:"secrets" doc:"Names of the secret fields that are filled in; their values are never shown"`
	CreatedAt    time.Time      `json:"created_at"`
	// Missed are empty where nothing was brought in vain.
	Missed []ChannelMissed `json:"missed" doc:"What the provider brought and was not taken, because a switch is off"`
}

// ChannelMissed is what was not taken because a switch is off.
type ChannelMissed struct {
	Switch string    `json:"switch" doc:"The field of the configuration that is off"`
	Count  int       `json:"count" doc:"Messages of contacts that the provider brought"`
	Since  time.Time `json:"since" doc:"When it brought the first of them"`
}

// missed lists what a channel did not take.
func missed(c sapa.Channel, spec channel.Spec) []ChannelMissed {
	all := []ChannelMissed{}
	for _, kind := range sapa.ConversationKinds() {
		if m := c.Missed(kind); m.Count > 0 && !spec.Has(kind, c.Config) {
			all = append(all, ChannelMissed{Switch: spec.For(kind).SwitchField, Count: m.Count, Since: m.Since})
		}
	}
	return all
}

// ChannelHook is where a provider brings deliveries, and the word it shows in its handshake.
type ChannelHook struct {
	Path        string `json:"path"`
	VerifyToken string `json:"verify_token" doc:"Empty where there is no handshake"`
}

// ChannelKind is a sort of channel one can connect: what it can do and what it asks for.
type ChannelKind struct {
	Kind           string          `json:"kind"`
	Mark           channel.Mark    `json:"mark" enum:"bubble,call_bubble,bolt_bubble,paper_plane,camera,envelope,plug,lined_bubble" doc:"The sign to draw beside a channel's name"`
	Messages       bool            `json:"messages" doc:"Contacts can write messages there; on the others they only comment"`
	Caps           channel.Caps    `json:"caps" doc:"What can be done in conversations of messages"`
	Comments       *channel.Caps   `json:"comments" doc:"What can be done in conversations of comments; null when there are none"`
	PrivateSeconds int             `json:"private_reply_seconds" doc:"For how long a comment can be answered privately, once; 0 for never"`
	WindowSeconds  int             `json:"window_seconds" doc:"The messaging window after the contact's last message; 0 for none"`
	Fields         []channel.Field `json:"fields"`
	SessionHours   int             `json:"session_hours" doc:"Length of the ownership session a new channel starts with"`
	Login          bool            `json:"login" doc:"One can connect by signing in at the provider"`
	Signs          bool            `json:"signs" doc:"Both sides sign with a secret that Sapa makes for each channel"`
	AccountField   string          `json:"account_field" doc:"The field that tells the provider's id of the account; empty for none"`
}

// ChannelList is the workspace's channels and the kinds one can connect.
type ChannelList struct {
	Channels []Channel     `json:"channels"`
	Kinds    []ChannelKind `json:"kinds"`
}

type connectInput struct {
	Body struct {
		Kind         string         `json:"kind" maxLength:"40"`
		Name         *string        `json:"name" maxLength:"400"`
		Config       map[string]any `json:"config,omitempty"`
		SessionHours *int           `json:"session_hours,omitempty"`
		Grant        string         `json:"grant,omitempty" maxLength:"500000" doc:"What signing in at the provider gave, in place of the secret fields"`
	}
}

type channelInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Name         *string        `json:"name,omitempty" maxLength:"400"`
		Config       map[string]any `json:"config,omitempty" doc:"Replaces the configuration as a whole"`
		SessionHours *int           `json:"session_hours,omitempty"`
		On           *bool          `json:"on,omitempty" doc:"Switch the channel on or off"`
		Grant        string         `json:"grant,omitempty" maxLength:"500000" doc:"What signing in at the provider gave, in place of the secret fields"`
	}
}

type channelPath struct {
	ID string `path:"id" maxLength:"64"`
}

func (a *API) channelID(id string) (sapa.ChannelID, error) {
	n, ok := a.seal.number(aChannel, id)
	if !ok {
		return 0, sapa.Missing("channel")
	}
	return sapa.ChannelID(n), nil
}

func (a *API) channelRoutes() {
	handle(a, route{method: "GET", path: "/channels", who: member, name: "list-channels", group: "channels", doc: "The workspace's channels, and the kinds one can connect"},
		func(ctx context.Context, _ *none) (*body[ChannelList], error) {
			me, err := a.Admin.Me(ctx, who(ctx).By)
			if err != nil {
				return nil, err
			}
			all, err := a.channels(ctx, me)
			return &body[ChannelList]{ChannelList{all, a.kinds()}}, err
		})
	handle(a, route{method: "POST", path: "/channels", who: member, name: "connect-channel", group: "channels", doc: "Connect a channel", status: 201},
		func(ctx context.Context, in *connectInput) (*body[Channel], error) {
			c, err := a.Admin.ConnectChannel(ctx, who(ctx).By, in.Body.Kind, admin.Connection{
				Name: in.Body.Name, Config: in.Body.Config, SessionHours: in.Body.SessionHours, Grant: in.Body.Grant,
			})
			return a.oneChannel(ctx, c, err)
		})
	a.loginRoutes()
	handle(a, route{method: "PATCH", path: "/channels/{id}", who: member, name: "update-channel", group: "channels", doc: "Change a channel, or switch it on or off"},
		func(ctx context.Context, in *channelInput) (*body[Channel], error) {
			id, err := a.channelID(in.ID)
			if err != nil {
				return nil, err
			}
			c, err := a.Admin.UpdateChannel(ctx, who(ctx).By, id, admin.Connection{
				Name: in.Body.Name, Config: in.Body.Config, SessionHours: in.Body.SessionHours, On: in.Body.On, Grant: in.Body.Grant,
			})
			return a.oneChannel(ctx, c, err)
		})
	handle(a, route{method: "DELETE", path: "/channels/{id}", who: member, name: "disconnect-channel", group: "channels", doc: "Disconnect a channel for good; its history stays", status: 204},
		func(ctx context.Context, in *channelPath) (*none, error) {
			id, err := a.channelID(in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Admin.RemoveChannel(ctx, who(ctx).By, id)
		})
	handle(a, route{method: "POST", path: "/channels/{id}/check", who: member, name: "check-channel", group: "channels", doc: "Ask the provider how the account does: one line for each thing that sending and receiving need"}, a.checkChannel)
	handle(a, route{method: "POST", path: "/channels/{id}/subscribe", who: member, name: "subscribe-channel", group: "channels", doc: "Ask the provider to bring deliveries", status: 204},
		func(ctx context.Context, in *channelPath) (*none, error) {
			id, err := a.channelID(in.ID)
			if err != nil {
				return nil, err
			}
			return nil, a.Inbox.SubscribeChannel(ctx, who(ctx).By, id)
		})
	handle(a, route{method: "POST", path: "/channels/{id}/secret", who: member, name: "make-channel-secret", group: "channels", doc: "Make the secret that both sides sign with anew. It is shown this once", status: 201}, a.makeSecret)
	handle(a, route{method: "GET", path: "/channels/{id}/templates", who: member, name: "list-templates", group: "channels", doc: "The approved texts of a channel, and those that are not approved"}, a.templates)
}

// ChannelSecret is what both sides of a channel sign with.
type ChannelSecret struct {
	Secret      string     `json:"secret" doc:"As Standard Webhooks writes it: whsec_ and base64. It is never shown again"`
	FormerUntil *time.Time `json:"former_until" doc:"Until when the former secret counts as well; null when there is none"`
}

type secretInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		KeepHours int `json:"keep_hours,omitempty" minimum:"0" maximum:"168" doc:"How long the former secret counts as well, so that the other side has time to change; 0 ends it at once"`
	}
}

func (a *API) makeSecret(ctx context.Context, in *secretInput) (*body[ChannelSecret], error) {
	id, err := a.channelID(in.ID)
	if err != nil {
		return nil, err
	}
	secret, until, err := a.Admin.MakeSecret(ctx, who(ctx).By, id, time.Duration(in.Body.KeepHours)*time.Hour)
	return &body[ChannelSecret]{ChannelSecret{secret, moment(until)}}, err
}

func (a *API) channels(ctx context.Context, me admin.Me) ([]Channel, error) {
	all, err := a.Admin.Channels(ctx, who(ctx).By)
	out := []Channel{}
	for _, c := range all {
		out = append(out, a.channel(c, me, me.May(access.ManageChannels) && c.State != sapa.ChannelDisconnected))
	}
	return out, err
}

// oneChannel shows a channel with its setup after a verb that may have failed.
func (a *API) oneChannel(ctx context.Context, c sapa.Channel, err error) (*body[Channel], error) {
	if err != nil {
		return nil, err
	}
	me, err := a.Admin.Me(ctx, who(ctx).By)
	return &body[Channel]{a.channel(c, me, true)}, err
}

func (a *API) channel(c sapa.Channel, me admin.Me, setup bool) Channel {
	spec, _ := channel.Find(a.Admin.Specs(), c.Kind)
	out := Channel{
		ID: a.seal.id(aChannel, int64(c.ID)), Kind: c.Kind, Name: c.Name, State: c.State, Health: health(c.Health, setup),
		LateSeconds: int(spec.Of(c.Config).Caps.Late().Seconds()), Messages: spec.Has(sapa.Messages, c.Config), Comments: spec.Has(sapa.Comments, c.Config),
		Department: nullable(a.seal.id(aDepartment, int64(c.Department))), BeginMail: inbox.MayBeginMail(me.Who, me.Workspace, c, spec),
	}
	if !setup {
		return out
	}
	out.Setup = &ChannelSetup{PublicKey: c.PublicKey, Config: c.Config, SessionHours: c.SessionHours, CreatedAt: c.CreatedAt, Missed: missed(c, spec)}
	names, verify := a.Admin.ChannelSecrets(c)
	out.Setup.Secrets = append([]string{}, names...)
	if spec.Caps.Widget {
		out.Setup.Script = "/widget/" + c.PublicKey + ".js"
	}
	if spec.Caps.Hooks {
		out.Setup.Hook = &ChannelHook{Path: "/hooks/" + c.PublicKey, VerifyToken: verify}
	}
	if spec.Signs {
		out.Setup.Hook.VerifyToken = "" // nothing is shown, everything is signed
	}
	return out
}

func (a *API) kinds() []ChannelKind {
	kinds := []ChannelKind{}
	for _, s := range a.Admin.Specs() {
		kinds = append(kinds, ChannelKind{
			Kind: s.Kind, Mark: s.Mark, Messages: s.Talks(), Caps: told(s.Caps), Comments: toldOf(s.Comments),
			PrivateSeconds: int(s.For(sapa.Comments).PrivateWithin.Seconds()), WindowSeconds: int(s.Caps.Window.Seconds()), Fields: s.Fields, SessionHours: int(s.Session.Hours()),
			Login: a.Admin.HasLogin(s), Signs: s.Signs, AccountField: s.AccountField,
		})
	}
	return kinds
}

// told are capabilities as they are told: what there is nothing of is empty, not missing.
func told(c channel.Caps) channel.Caps {
	if c.Files == nil {
		c.Files = map[sapa.MessageKind]channel.FileLimit{}
	}
	if c.Reactions == nil {
		c.Reactions = []string{}
	}
	return c
}

// toldOf is the same of capabilities there may be none of.
func toldOf(c *channel.Caps) *channel.Caps {
	if c == nil {
		return nil
	}
	out := told(*c)
	return &out
}
