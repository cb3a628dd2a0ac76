package whatsapp

import (
	"errors"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// action is one wish of the page. Do names it; which of the rest matters depends on that.
type action struct {
	booth.Ask
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

// customerActions are what the page does as a customer.
var customerActions = map[string]func(*Customer, action) error{
	"text": func(c *Customer, a action) error { return booth.Did(func() { c.Text(a.Text, a.extras()...) }) },
	"location": func(c *Customer, a action) error {
		return booth.Did(func() { c.Location(a.Latitude, a.Longitude, a.Name, a.Text, a.extras()...) })
	},
	"contact": func(c *Customer, a action) error {
		return booth.Did(func() { c.Contact(a.Name, a.Text, a.extras()...) })
	},
	"react":       func(c *Customer, a action) error { return booth.Did(func() { c.React(a.ID, a.Text) }) },
	"edit":        func(c *Customer, a action) error { return booth.Did(func() { c.Edit(a.ID, a.Text) }) },
	"revoke":      func(c *Customer, a action) error { return booth.Did(func() { c.Revoke(a.ID) }) },
	"unsupported": func(c *Customer, a action) error { return booth.Did(func() { c.Unsupported(a.Kind) }) },
	"choose": func(c *Customer, a action) error {
		_, err := c.Choose(a.ID, a.Option)
		return err
	},
	"seen":        func(c *Customer, _ action) error { return booth.Did(c.ReadAll) },
	"echo":        func(c *Customer, a action) error { return booth.Did(func() { c.EchoText(a.Text) }) },
	"move":        func(c *Customer, a action) error { return booth.Did(func() { c.ChangeNumber(onlyDigits(a.Text)) }) },
	"offline":     func(c *Customer, a action) error { return booth.Did(func() { c.SetOffline(a.Switch) }) },
	"unreachable": func(c *Customer, a action) error { return booth.Did(func() { c.SetUnreachable(a.Switch) }) },
	"stopped":     func(c *Customer, a action) error { return booth.Did(func() { c.StopMarketing(a.Switch) }) },
	"close":       func(c *Customer, _ action) error { return booth.Did(c.CloseWindow) },
}

// providerActions are what the page does with the provider itself.
var providerActions = map[string]func(*Provider, action) error{
	"customer": func(p *Provider, a action) error {
		if a.Profile == nil || onlyDigits(a.Profile.WaID) == "" && a.Profile.BSUID == "" {
			return errors.New("whatsapp: a number or a BSUID is needed")
		}
		a.Profile.WaID = onlyDigits(a.Profile.WaID)
		return booth.Did(func() { p.CustomerWith(*a.Profile) })
	},
	"fail": func(p *Provider, a action) error {
		f := Fault{On: Operation(a.On), Kind: FaultKind(a.Kind), Code: a.Code, RetryAfter: time.Duration(a.Seconds) * time.Second}
		return booth.Did(func() { p.FailNext(max(a.N, 1), f) })
	},
	"refuse": func(p *Provider, a action) error {
		return booth.Did(func() { p.RefuseNext(max(a.N, 1), a.Code) })
	},
	"heal":  func(p *Provider, _ action) error { return booth.Did(p.Heal) },
	"token": func(p *Provider, a action) error { return booth.Did(func() { p.KillToken(a.Code) }) },
	"denied": func(p *Provider, a action) error {
		return booth.Did(func() { p.DenyPermission(a.Switch) })
	},
	"subscribed": func(p *Provider, a action) error { return booth.Did(func() { p.SetSubscribed(a.Switch) }) },
	"immediate":  func(p *Provider, a action) error { return booth.Did(func() { p.SetImmediate(a.Switch) }) },
	"limits": func(p *Provider, a action) error {
		l := Limits{PerSecond: a.N}
		if a.Seconds > 0 {
			l.Pair, l.PairBurst = time.Duration(a.Seconds)*time.Second, 1
		}
		return booth.Did(func() { p.SetLimits(l) })
	},
	"receipts": func(p *Provider, a action) error {
		return booth.Did(func() { p.SetReceipts(Receipts{None: a.Kind == "none", Read: a.Kind == "read"}) })
	},
	"quality": func(p *Provider, a action) error {
		return booth.Did(func() { p.SetQuality(p.o.Phones[0].ID, a.Kind) })
	},
	"template": func(p *Provider, a action) error {
		return found(p.SetTemplateStatus(a.Name, a.Language, a.Status, ""))
	},
	"mode": func(p *Provider, a action) error {
		if a.Mode == nil {
			return errors.New("whatsapp: no mode")
		}
		a.Mode.Delay = min(max(a.Mode.Delay, 0), time.Hour)
		return booth.Did(func() { p.SetMode(*a.Mode) })
	},
	"hold":    func(p *Provider, _ action) error { return booth.Did(p.Hold) },
	"release": func(p *Provider, _ action) error { return booth.Did(p.Release) },
	"spoil": func(p *Provider, a action) error {
		return booth.Did(func() { p.SpoilSignatures(max(a.N, 1)) })
	},
	"foreign": func(p *Provider, _ action) error {
		return booth.Did(func() { p.DeliverForeign("999999999999999", "Pesan untuk nomor lain") })
	},
	"expire": func(p *Provider, _ action) error { return booth.Did(p.ExpireLinks) },
	"forget": func(p *Provider, _ action) error { return booth.Did(func() { p.ForgetMedia() }) },
	"replay": func(p *Provider, a action) error {
		_, err := p.Replay(p.Context(), a.N)
		return err
	},
	"status":   func(p *Provider, a action) error { return found(p.Status(a.ID, a.Status)) },
	"failed":   func(p *Provider, a action) error { return found(p.FailMessage(a.ID, a.Code)) },
	"callback": func(p *Provider, a action) error { return p.SetCallback(p.Context(), a.Text, a.Token) },
}

func found(ok bool) error {
	if !ok {
		return errors.New("whatsapp: there is no such thing")
	}
	return nil
}
