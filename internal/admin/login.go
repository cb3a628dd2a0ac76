package admin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// loginTime is how long a member may take to sign in at a provider, and then to choose among the accounts.
const loginTime = 30 * time.Minute

// Offered is what a member permitted at a provider, and may choose from. Nothing is connected yet.
type Offered struct {
	Kind     string
	Accounts []OfferedAccount
	// Grant goes into the Connection of the account that is chosen. It opens for this member only, and for a while.
	Grant string
}

// OfferedAccount is one account that can be connected.
type OfferedAccount struct{ ID, Name string }

// HasLogin tells whether accounts of a kind can be connected by signing in at their provider.
func (a *Admin) HasLogin(spec channel.Spec) bool {
	if a.apps == nil {
		return false
	}
	_, ok := a.apps.App(spec)
	return ok
}

// BeginLogin answers the address at which a member signs in at the provider of a kind. They come back to back, a page of
// the web app.
func (a *Admin) BeginLogin(ctx context.Context, by sapa.By, kind, back string) (string, error) {
	if err := a.login(ctx, by, "BeginLogin"); err != nil {
		return "", err
	}
	spec, app, err := a.appFor(kind)
	if err != nil {
		return "", err
	}
	if u, err := url.Parse(back); err != nil || u.Host == "" {
		return "", sapa.BadField("origin", "required")
	}
	nonce, err := a.publicKey()
	if err != nil {
		return "", err
	}
	state, err := a.apps.Wrap(ownerOf(by, "login"), map[string]string{"kind": kind, "back": back, "until": until(a.now()), "nonce": nonce})
	return spec.Login.Address(app, back, state), err
}

// EndLogin exchanges the code a member brings back for the accounts they permitted. The state must be one that
// BeginLogin gave to this very member.
func (a *Admin) EndLogin(ctx context.Context, by sapa.By, state, code string) (Offered, error) {
	if err := a.login(ctx, by, "EndLogin"); err != nil {
		return Offered{}, err
	}
	begun, err := a.unwrap(ownerOf(by, "login"), state)
	if err != nil {
		return Offered{}, err
	}
	spec, app, err := a.appFor(begun["kind"])
	if err != nil {
		return Offered{}, err
	}
	within, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	offers, err := spec.Login.Accounts(within, app, begun["back"], code)
	if err != nil {
		return Offered{}, refusedLogin(err)
	}
	return a.offered(by, spec.Kind, offers)
}

// offered wraps the accounts' secrets for the member, who is shown their names only.
func (a *Admin) offered(by sapa.By, kind string, offers []channel.Offer) (Offered, error) {
	out := Offered{Kind: kind}
	values := map[string]string{"kind": kind, "until": until(a.now())}
	for _, o := range offers {
		secrets, err := json.Marshal(o.Secrets)
		if err != nil {
			return Offered{}, fmt.Errorf("admin: offer: %w", err)
		}
		values["account "+o.Account] = string(secrets)
		out.Accounts = append(out.Accounts, OfferedAccount{ID: o.Account, Name: o.Name})
	}
	var err error
	out.Grant, err = a.apps.Wrap(ownerOf(by, "grant"), values)
	return out, err
}

// login asks the gate of a verb on behalf of a member.
func (a *Admin) login(ctx context.Context, by sapa.By, verb string) error {
	m, err := a.store.Member(ctx, by.Workspace, by.Member)
	if err != nil {
		return err
	}
	w, err := a.store.Workspace(ctx, by.Workspace)
	if err != nil {
		return err
	}
	return access.Of(m, w).Need(gates[verb].Need)
}

// appFor finds a kind and the operator's app for it.
func (a *Admin) appFor(kind string) (channel.Spec, channel.App, error) {
	spec, ok := channel.Find(a.specs, kind)
	if !ok {
		return spec, channel.App{}, sapa.BadField("kind", "not_an_option")
	}
	app, ok := a.apps.App(spec)
	if !ok {
		return spec, app, sapa.Errorf(sapa.Conflict, "login_not_set_up", "the operator has set up no app for this")
	}
	return spec, app, nil
}

// openGrant takes the secrets of the account that is chosen out of a connection's grant. What was there of its own gives
// way: with the operator's app, the app's secret is the operator's.
func (a *Admin) openGrant(in *Connection, by sapa.By, spec channel.Spec) error {
	if in.Grant == "" {
		return nil
	}
	granted, err := a.unwrap(ownerOf(by, "grant"), in.Grant)
	if err != nil || granted["kind"] != spec.Kind {
		return errLogin()
	}
	account := spec.AccountOf(in.Config)
	var secrets map[string]string
	if json.Unmarshal([]byte(granted["account "+account]), &secrets) != nil || len(secrets) == 0 {
		return sapa.BadField("config."+spec.AccountField, "not_permitted")
	}
	for _, f := range spec.Fields {
		if _, given := secrets[f.Name]; f.Secret && !given {
			secrets[f.Name] = ""
		}
	}
	in.granted = secrets
	return nil
}

// grantable are the secrets that need not be filled in beside a grant.
func grantable(granted map[string]string) []string {
	var names []string
	for name := range granted {
		names = append(names, name)
	}
	return names
}

// ownerOf is whom something wrapped is for: one member, for one purpose.
func ownerOf(by sapa.By, purpose string) string {
	return fmt.Sprintf("%s %d %d", purpose, by.Workspace, by.Member)
}

func until(now time.Time) string { return strconv.FormatInt(now.Add(loginTime).Unix(), 10) }

// unwrap opens what was given to the member earlier, unless it is over.
func (a *Admin) unwrap(owner, text string) (map[string]string, error) {
	values, err := a.apps.Unwrap(owner, text)
	if err != nil {
		return nil, errLogin()
	}
	ends, err := strconv.ParseInt(values["until"], 10, 64)
	if err != nil || a.now().Unix() >= ends {
		return nil, errLogin()
	}
	return values, nil
}

func errLogin() error {
	return sapa.Errorf(sapa.Conflict, "login_over", "the signing in at the provider is over, or was somebody else's")
}

// refusedLogin makes a provider's failure one of ours.
func refusedLogin(err error) error {
	var f *channel.Failure
	if !errors.As(err, &f) {
		return err
	}
	kind := sapa.Conflict
	if f.Class == channel.Temporary || f.Class == channel.Busy || f.Class == channel.Lost {
		kind = sapa.Unavailable
	}
	return sapa.Errorf(kind, "login_refused", "the provider refused").With("detail", f.Detail)
}
