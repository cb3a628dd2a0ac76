package whatsapp

import (
	"context"
	"errors"
	"time"
)

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	Do       string `json:"do"`
	Customer string `json:"customer"`
	Text     string `json:"text"`
	ID       string `json:"id"`
	Quote    string `json:"quote"`
	Option   string `json:"option"`
	Kind     string `json:"kind"`
	On       string `json:"on"`
	Name     string `json:"name"`
	Language string `json:"language"`
	Status   string `json:"status"`
	Token    string `json:"token"`
	Switch   bool   `json:"switch"`
	N        int    `json:"n"`
	Code     int    `json:"code"`
	Seconds  int    `json:"seconds"`
	Extra    string `json:"extra"` // "ad" or "forwarded"

	Latitude  float64  `json:"latitude"`
	Longitude float64  `json:"longitude"`
	Profile   *Profile `json:"profile"`
	Mode      *Mode    `json:"mode"`
}

func (a action) extras() []Extra {
	var extras []Extra
	if a.Quote != "" {
		extras = append(extras, Quote(a.Quote))
	}
	switch a.Extra {
	case "forwarded":
		extras = append(extras, Forwarded(false))
	case "ad":
		extras = append(extras, FromAd(Referral{
			URL: "https://fb.me/3cr4Wqqkv", ID: "120226305854810726", Headline: "Batik tulis asli", Body: "Koleksi baru sudah datang!",
			MediaType: "image", ClickID: "Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4",
		}))
	}
	return extras
}

// did is for actions that cannot fail.
func did(f func()) error {
	f()
	return nil
}

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return did(func() { c.Text(a.Text, a.extras()...) }) },
	"location": func(c *Customer, a action) error {
		return did(func() { c.Location(a.Latitude, a.Longitude, a.Name, a.Text, a.extras()...) })
	},
	"contact":     func(c *Customer, a action) error { return did(func() { c.Contact(a.Name, a.Text, a.extras()...) }) },
	"react":       func(c *Customer, a action) error { return did(func() { c.React(a.ID, a.Text) }) },
	"edit":        func(c *Customer, a action) error { return did(func() { c.Edit(a.ID, a.Text) }) },
	"revoke":      func(c *Customer, a action) error { return did(func() { c.Revoke(a.ID) }) },
	"unsupported": func(c *Customer, a action) error { return did(func() { c.Unsupported(a.Kind) }) },
	"choose": func(c *Customer, a action) error {
		_, err := c.Choose(a.ID, a.Option)
		return err
	},
	"seen":        func(c *Customer, _ action) error { return did(c.ReadAll) },
	"echo":        func(c *Customer, a action) error { return did(func() { c.EchoText(a.Text) }) },
	"move":        func(c *Customer, a action) error { return did(func() { c.ChangeNumber(onlyDigits(a.Text)) }) },
	"offline":     func(c *Customer, a action) error { return did(func() { c.SetOffline(a.Switch) }) },
	"unreachable": func(c *Customer, a action) error { return did(func() { c.SetUnreachable(a.Switch) }) },
	"stopped":     func(c *Customer, a action) error { return did(func() { c.StopMarketing(a.Switch) }) },
	"close":       func(c *Customer, _ action) error { return did(c.CloseWindow) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, context.Context, action) error{
	"customer": func(p *Provider, _ context.Context, a action) error {
		if a.Profile == nil || onlyDigits(a.Profile.WaID) == "" && a.Profile.BSUID == "" {
			return errors.New("whatsapp: a number or a BSUID is needed")
		}
		a.Profile.WaID = onlyDigits(a.Profile.WaID)
		return did(func() { p.CustomerWith(*a.Profile) })
	},
	"fail": func(p *Provider, _ context.Context, a action) error {
		f := Fault{On: Operation(a.On), Kind: FaultKind(a.Kind), Code: a.Code, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"refuse": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.RefuseNext(max(a.N, 1), a.Code) })
	},
	"heal":  func(p *Provider, _ context.Context, _ action) error { return did(p.Heal) },
	"token": func(p *Provider, _ context.Context, a action) error { return did(func() { p.KillToken(a.Code) }) },
	"denied": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.DenyPermission(a.Switch) })
	},
	"subscribed": func(p *Provider, _ context.Context, a action) error { return did(func() { p.SetSubscribed(a.Switch) }) },
	"immediate":  func(p *Provider, _ context.Context, a action) error { return did(func() { p.SetImmediate(a.Switch) }) },
	"limits": func(p *Provider, _ context.Context, a action) error {
		l := Limits{PerSecond: a.N}
		if a.Seconds > 0 {
			l.Pair, l.PairBurst = time.Duration(a.Seconds)*time.Second, 1
		}
		return did(func() { p.SetLimits(l) })
	},
	"receipts": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.SetReceipts(Receipts{None: a.Kind == "none", Read: a.Kind == "read"}) })
	},
	"quality": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.SetQuality(p.o.Phones[0].ID, a.Kind) })
	},
	"template": func(p *Provider, _ context.Context, a action) error {
		return found(p.SetTemplateStatus(a.Name, a.Language, a.Status, ""))
	},
	"mode": func(p *Provider, _ context.Context, a action) error {
		if a.Mode == nil {
			return errors.New("whatsapp: no mode")
		}
		a.Mode.Delay = min(max(a.Mode.Delay, 0), time.Hour)
		return did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ context.Context, _ action) error { return did(p.Hold) },
	"release": func(p *Provider, _ context.Context, _ action) error { return did(p.Release) },
	"spoil": func(p *Provider, _ context.Context, a action) error {
		return did(func() { p.SpoilSignatures(max(a.N, 1)) })
	},
	"foreign": func(p *Provider, _ context.Context, _ action) error {
		return did(func() { p.DeliverForeign("999999999999999", "Pesan untuk nomor lain") })
	},
	"expire": func(p *Provider, _ context.Context, _ action) error { return did(p.ExpireLinks) },
	"forget": func(p *Provider, _ context.Context, _ action) error { return did(func() { p.ForgetMedia() }) },
	"replay": func(p *Provider, ctx context.Context, a action) error {
		_, err := p.Replay(ctx, a.N)
		return err
	},
	"status":   func(p *Provider, _ context.Context, a action) error { return found(p.Status(a.ID, a.Status)) },
	"failed":   func(p *Provider, _ context.Context, a action) error { return found(p.FailMessage(a.ID, a.Code)) },
	"callback": func(p *Provider, ctx context.Context, a action) error { return p.SetCallback(ctx, a.Text, a.Token) },
}

func found(ok bool) error {
	if !ok {
		return errors.New("whatsapp: there is no such thing")
	}
	return nil
}
