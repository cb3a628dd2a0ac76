package telegram

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// hook is where updates are brought; without an address they wait to be fetched.
type hook struct {
	url, secret string
	allowed     string
	failed      time.Time
	failure     string
}

// Mode says how updates are brought to a webhook.
type Mode struct {
	// Copies is how often each comes once more after it was taken.
	Copies int `json:"copies"`
	// Backwards brings the newest first.
	Backwards bool `json:"backwards"`
}

// SetMode says how updates are brought from now on.
func (p *Provider) SetMode(m Mode) { p.Change(func() { p.mode = m }) }

// Webhook is where updates are brought; empty when they are fetched.
func (p *Provider) Webhook() string {
	p.Lock()
	defer p.Unlock()
	return p.hook.url
}

// Hijack is another program that lets updates be brought to itself.
func (p *Provider) Hijack(address string) { p.Change(func() { p.hook = hook{url: address} }) }

// secretToken is what a webhook's secret may be.
var secretToken = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (p *Provider) setWebhook(c *call) (any, *apiError) {
	address, secret := c.params.values["url"], c.params.values["secret_token"]
	if address == "" {
		return p.deleteWebhook(c)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !(p.o.Plain && u.Scheme == "http"):
		return nil, bad("bad webhook: An HTTPS URL must be provided for webhook")
	case !secretToken.MatchString(secret):
		return nil, bad("secret token contains unallowed characters")
	case !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()) && !p.o.Plain:
		return nil, bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	}
	p.Change(func() {
		p.hook = hook{url: address, secret: secret, allowed: c.params.values["allowed_updates"]}
		p.drop(c.params)
		p.kick()
	})
	return true, nil
}

func (p *Provider) deleteWebhook(c *call) (any, *apiError) {
	p.Change(func() {
		p.hook = hook{}
		p.drop(c.params)
	})
	return true, nil
}

// drop forgets what waits where that was asked for; the lock is held.
func (p *Provider) drop(asked params) {
	if asked.truth("drop_pending_updates") {
		p.queue = nil
	}
}

func (p *Provider) webhookInfo(*call) (any, *apiError) {
	p.Lock()
	defer p.Unlock()
	info := map[string]any{"url": p.hook.url, "has_custom_certificate": false, "pending_update_count": len(p.queue)}
	if p.hook.url == "" {
		return info, nil
	}
	info["max_connections"] = 40
	if p.hook.failure != "" {
		info["last_error_date"], info["last_error_message"] = p.hook.failed.Unix(), p.hook.failure
	}
	return info, nil
}

// Delivery is one try to bring an update.
type Delivery struct {
	Number int64     `json:"number"` // of the update
	At     time.Time `json:"at"`
	Body   []byte    `json:"-"`
	Status int       `json:"status"`
	Answer string    `json:"answer"`
	Err    string    `json:"error"`
}

// Deliveries are all tries to bring something, oldest first.
func (p *Provider) Deliveries() []Delivery {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.brought)
}

// kick begins to bring what waits, where it is to be brought; the lock is held.
func (p *Provider) kick() {
	if p.hook.url == "" || p.held || p.working || p.Closed() || len(p.queue) == 0 {
		return
	}
	p.working = true
	p.Go(p.work)
}

// work brings what waits, one after the other: an update that is not taken holds up the others.
func (p *Provider) work() {
	wait := p.o.FirstRetry
	for {
		p.Lock()
		if p.hook.url == "" || p.held || p.Closed() || len(p.queue) == 0 {
			p.working = false
			p.Stage.Tell()
			p.Unlock()
			return
		}
		i := 0
		if p.mode.Backwards {
			i = len(p.queue) - 1
		}
		u, to, copies := p.queue[i], p.hook, p.mode.Copies
		p.Unlock()
		taken := p.bring(u, to)
		for range copies {
			if taken {
				p.bring(u, to)
			}
		}
		if taken {
			wait = p.o.FirstRetry
			p.Change(func() { p.queue = slices.DeleteFunc(p.queue, func(other update) bool { return other.id == u.id }) })
			continue
		}
		select {
		case <-p.Context().Done():
		case <-time.After(wait):
		}
		wait = min(2*wait, time.Minute)
	}
}

// bring posts an update once, and tells whether it was taken.
func (p *Provider) bring(u update, to hook) bool {
	d := Delivery{Number: u.id, At: p.o.Now(), Body: u.json()}
	d.Status, d.Answer, d.Err = p.post(p.Context(), d.Body, to)
	taken := d.Status >= 200 && d.Status < 300
	if !taken {
		p.o.Log.Warn("update not taken", "number", u.id, "status", d.Status, "error", d.Err)
	}
	p.Change(func() {
		if !taken {
			p.hook.failed, p.hook.failure = d.At, "Wrong response from the webhook: "+d.Answer
		}
		p.brought = booth.Keep(p.brought, p.o.Keep, d)
	})
	return taken
}

func (p *Provider) post(ctx context.Context, body []byte, to hook) (int, string, string) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to.url, bytes.NewReader(body))
	if err != nil {
		return 0, "", err.Error()
	}
	r.Header.Set("Content-Type", "application/json")
	if to.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", to.secret)
	}
	answer, err := p.client.Do(r)
	if err != nil {
		return 0, "", err.Error()
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 2<<10))
	if err != nil {
		return answer.StatusCode, "", err.Error()
	}
	return answer.StatusCode, answer.Status + " " + strings.TrimSpace(string(text)), ""
}
