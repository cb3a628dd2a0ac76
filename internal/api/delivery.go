package api

import (
	"context"
	"time"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Findings are the lines of a check of a channel's account.
type Findings struct {
	Findings []channel.Finding `json:"findings"`
	Channel  Channel           `json:"channel"`
}

func (a *API) checkChannel(ctx context.Context, in *channelPath) (*body[Findings], error) {
	id, err := a.channelID(in.ID)
	if err != nil {
		return nil, err
	}
	c, findings, err := a.Inbox.CheckChannel(ctx, who(ctx).By, id)
	one, err := a.oneChannel(ctx, c, err)
	if err != nil {
		return nil, err
	}
	return &body[Findings]{Findings{Findings: findings, Channel: one.Body}}, nil
}

// TemplateList is the templates of a channel.
type TemplateList struct {
	Templates []ChannelTemplate `json:"templates"`
}

// ChannelTemplate is a text the provider has approved, or may.
type ChannelTemplate struct {
	Name     string             `json:"name"`
	Language string             `json:"language" doc:"The provider's code, such as id or en_US"`
	Category string             `json:"category" enum:"utility,marketing,authentication"`
	State    sapa.TemplateState `json:"state" enum:"approved,pending,rejected,paused,disabled" doc:"Only approved ones can be sent"`
	Parts    sapa.TemplateParts `json:"parts" doc:"What it consists of; places for values stand as {{1}} or {{name}}"`
	Places   []TemplatePlace    `json:"places" doc:"The values it needs"`
}

// TemplatePlace is a value a template needs.
type TemplatePlace struct {
	Name string `json:"name" doc:"Such as body.1 or button.0.1"`
	Max  int    `json:"max" doc:"The longest value in characters"`
}

func (a *API) templates(ctx context.Context, in *channelPath) (*body[TemplateList], error) {
	id, err := a.channelID(in.ID)
	if err != nil {
		return nil, err
	}
	all, err := a.Inbox.Templates(ctx, who(ctx).By, id)
	out := TemplateList{Templates: []ChannelTemplate{}}
	for _, t := range all {
		shown := ChannelTemplate{Name: t.Name, Language: t.Language, Category: t.Category, State: t.State, Parts: t.TemplateParts, Places: []TemplatePlace{}}
		for _, p := range channel.Places(t.TemplateParts) {
			shown.Places = append(shown.Places, TemplatePlace(p))
		}
		out.Templates = append(out.Templates, shown)
	}
	return &body[TemplateList]{out}, err
}

// Delivery is what a provider brought and Sapa could not understand.
type Delivery struct {
	ID        string             `json:"id"`
	ChannelID string             `json:"channel_id"`
	At        time.Time          `json:"at"`
	State     sapa.DeliveryState `json:"state" enum:"waiting,done,stuck"`
	Attempts  int                `json:"attempts"`
	Code      string             `json:"code" doc:"Why it could not be taken in, as a word"`
	Detail    string             `json:"detail" doc:"The same as an English sentence for developers"`
	Size      int                `json:"size" doc:"Bytes"`
	Body      string             `json:"body,omitempty" doc:"As it came; only where one delivery is asked for"`
}

// Deliveries are the deliveries that wait for a person.
type Deliveries struct {
	Deliveries []Delivery `json:"deliveries"`
	Next       string     `json:"next" doc:"Ask with it for the next page; empty at the end"`
}

type deliveriesInput struct {
	After string `query:"after" maxLength:"64" doc:"next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"30"`
}

type deliveryPath struct {
	ID string `path:"id" maxLength:"64"`
}

func (a *API) deliveryRoutes() {
	handle(a, route{method: "GET", path: "/deliveries", who: member, name: "list-deliveries", group: "channels", doc: "Deliveries that could not be understood, newest first"}, a.deliveries)
	handle(a, route{method: "GET", path: "/deliveries/{id}", who: member, name: "read-delivery", group: "channels", doc: "A delivery with its body"},
		func(ctx context.Context, in *deliveryPath) (*body[Delivery], error) {
			return a.onDelivery(in, func(id sapa.DeliveryID) (sapa.Delivery, error) { return a.Inbox.Delivery(ctx, who(ctx).By, id) })
		})
	handle(a, route{method: "POST", path: "/deliveries/{id}/replay", who: member, name: "replay-delivery", group: "channels", doc: "Try once more to take a delivery in"},
		func(ctx context.Context, in *deliveryPath) (*body[Delivery], error) {
			return a.onDelivery(in, func(id sapa.DeliveryID) (sapa.Delivery, error) { return a.Inbox.Replay(ctx, who(ctx).By, id) })
		})
	handle(a, route{method: "DELETE", path: "/deliveries/{id}", who: member, name: "discard-delivery", group: "channels", doc: "Remove a delivery that could not be understood, for good", status: 204},
		func(ctx context.Context, in *deliveryPath) (*none, error) {
			_, err := a.onDelivery(in, func(id sapa.DeliveryID) (sapa.Delivery, error) {
				return sapa.Delivery{}, a.Inbox.Discard(ctx, who(ctx).By, id)
			})
			return nil, err
		})
}

func (a *API) onDelivery(in *deliveryPath, do func(sapa.DeliveryID) (sapa.Delivery, error)) (*body[Delivery], error) {
	n, ok := a.seal.number(aDelivery, in.ID)
	if !ok {
		return nil, sapa.Missing("delivery")
	}
	d, err := do(sapa.DeliveryID(n))
	if err != nil {
		return nil, err
	}
	out := a.delivery(d)
	out.Body = asText(d.Body)
	return &body[Delivery]{out}, nil
}

// asText is a body as text; bytes that are none are shown as such.
func asText(body []byte) string {
	if utf8.Valid(body) {
		return string(body)
	}
	return string([]rune(string(body)))
}

func (a *API) delivery(d sapa.Delivery) Delivery {
	return Delivery{
		ID: a.seal.id(aDelivery, int64(d.ID)), ChannelID: a.seal.id(aChannel, int64(d.Channel)), At: d.At, State: d.State, Attempts: d.Attempts,
		Code: d.FailureCode, Detail: d.FailureDetail, Size: len(d.Body),
	}
}

func (a *API) deliveries(ctx context.Context, in *deliveriesInput) (*body[Deliveries], error) {
	var before int64
	if in.After != "" {
		n, ok := a.seal.number(aDelivery, in.After)
		if !ok {
			return nil, sapa.BadField("after", "invalid")
		}
		before = n
	}
	all, more, err := a.Inbox.StuckDeliveries(ctx, who(ctx).By, sapa.DeliveryID(before), in.Limit)
	if err != nil {
		return nil, err
	}
	out := Deliveries{Deliveries: []Delivery{}}
	for _, d := range all {
		out.Deliveries = append(out.Deliveries, a.delivery(d))
	}
	if more {
		out.Next = out.Deliveries[len(out.Deliveries)-1].ID
	}
	return &body[Deliveries]{out}, nil
}
