package app

import (
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/allocation"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/outside"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/vault"
)

// switchboard connects channels with their providers: it opens their secrets and gives them a way outside.
type switchboard struct {
	vault *vault.Vault
	http  channel.Doer
	dial  channel.Dial
	roots *x509.CertPool
	// typed makes requests to addresses that administrators fill in.
	typed channel.Doer
	// private are those in private networks that the operator named.
	private []string
	now     func() time.Time
	// link makes the path of a file that opens for some hours; set once the API is there.
	link func(sapa.WorkspaceID, string) string
	// own is the address people use, or the one listened on.
	own   string
	specs []channel.Spec
	// bases are the addresses of the providers' APIs, by the name in a channel's Spec.
	bases map[string]string
	// origin is the address people and providers use; empty when nobody has said.
	origin string
	// apps are the operator's apps at providers, by the same name.
	apps map[string]channel.App
}

// keyFile holds the key that seals the channels' secrets, beside the database and not in it.
const keyFile = "secret.key"

func newSwitchboard(o Options) (*switchboard, error) {
	v, err := vault.Open(o.Config.SecretKey, filepath.Join(o.Config.Data, keyFile), o.Random)
	if err != nil {
		return nil, err
	}
	bases := map[string]string{"graph": o.Config.GraphURL, "bot_api": o.Config.TelegramURL, "mail": o.Config.MailTokenURL}
	var named []string
	for _, base := range bases {
		if base != "" {
			named = append(named, base)
		}
	}
	roots, err := mailRoots(o.Config.MailCA)
	if err != nil {
		return nil, err
	}
	s := &switchboard{
		vault: v, http: outside.New(named...), typed: outside.Typed(o.Config.PrivateURLs...), private: o.Config.PrivateURLs,
		dial: outside.Dialer(o.Config.MailServers...), roots: roots, now: o.Now, specs: Channels(), bases: bases,
		origin: o.Serve.URL, own: o.Serve.Origin(), apps: map[string]channel.App{},
	}
	if c := o.Config; c.MetaAppID != "" {
		s.apps["graph"] = channel.App{ID: c.MetaAppID, Secret: c.MetaAppSecret, Base: c.GraphURL, Dialog: strings.TrimSuffix(c.FacebookURL, "/"), HTTP: s.http}
	}
	return s, nil
}

// mailRoots are the certificates mail servers may show beside those this machine trusts; nil without a file.
func mailRoots(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--mail-ca: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("--mail-ca: there is no certificate in %s", file)
	}
	return pool, nil
}

// Asks tells whether an address that was filled in is asked at all.
func (s *switchboard) Asks(address string) bool { return outside.Asks(address, s.private...) }

// App is the operator's app with which accounts of a kind are connected by signing in; false for none.
func (s *switchboard) App(spec channel.Spec) (channel.App, bool) {
	app, ok := s.apps[spec.Provider]
	return app, ok && spec.Login != nil
}

// secrets opens what a channel is asked and answered with: its own, and for one that was connected by signing in, the
// secret of the operator's app, which signs its deliveries.
func (s *switchboard) secrets(c sapa.Channel, spec channel.Spec) (map[string]string, error) {
	secrets, err := s.vault.Open(c.PublicKey, c.Sealed)
	if app, ok := s.App(spec); ok && len(secrets) > 0 && secrets["app_secret"] == "" {
		secrets["app_secret"] = app.Secret
	}
	return secrets, err
}

// account is what a live channel is made of.
func (s *switchboard) account(c sapa.Channel) (channel.Account, error) {
	spec, _ := channel.Find(s.specs, c.Kind)
	secrets, err := s.secrets(c, spec)
	account := channel.Account{
		Channel: c, Secrets: secrets, VerifyToken: s.vault.Token(c.PublicKey), Hook: s.hook(c), Base: s.bases[spec.Provider], HTTP: s.http, Now: s.now,
		Dial: s.dial, Roots: s.roots,
		Link: func(a sapa.Attachment) string { return s.own + s.link(c.Workspace, a.Key) },
	}
	if spec.Typed {
		account.HTTP = s.typed
	}
	return account, err
}

// hook is where a channel's provider reaches it; empty when nobody has said how we are reached.
func (s *switchboard) hook(c sapa.Channel) string {
	if s.origin == "" {
		return ""
	}
	return strings.TrimSuffix(s.origin, "/") + "/hooks/" + c.PublicKey
}

// Seal encrypts a channel's secrets, those given in place of those it had. Without any given it answers what it had.
func (s *switchboard) Seal(c sapa.Channel, given map[string]string) ([]byte, error) {
	return s.seal(c.PublicKey, c.Sealed, given)
}

// seal puts given secrets in the place of those of an owner, and removes what is given empty.
func (s *switchboard) seal(owner string, sealed []byte, given map[string]string) ([]byte, error) {
	if len(given) == 0 {
		return sealed, nil
	}
	secrets, err := s.vault.Open(owner, sealed)
	if err != nil {
		secrets = map[string]string{} // the key was lost; what is given now is what counts
	}
	for name, value := range given {
		secrets[name] = value
		if value == "" {
			delete(secrets, name)
		}
	}
	return s.vault.Seal(owner, secrets)
}

// Rotate puts a fresh secret to sign with in the place of the present one, which counts until a moment still; zero for no
// longer. It tells whether there was one that does.
func (s *switchboard) Rotate(c sapa.Channel, fresh string, until time.Time) ([]byte, bool, error) {
	return s.rotate(c.PublicKey, c.Sealed, fresh, until)
}

// RotateService is Rotate for what a workspace's service that says who takes a conversation is asked with.
func (s *switchboard) RotateService(w sapa.Workspace, fresh string, until time.Time) ([]byte, bool, error) {
	return s.rotate(s.serviceOwner(w), w.Sealed, fresh, until)
}

func (s *switchboard) rotate(owner string, was []byte, fresh string, until time.Time) ([]byte, bool, error) {
	secrets, err := s.vault.Open(owner, was)
	given := map[string]string{channel.Secret: fresh, channel.FormerSecret: "", channel.FormerUntil: ""}
	former := err == nil && secrets[channel.Secret] != "" && !until.IsZero()
	if former {
		given[channel.FormerSecret], given[channel.FormerUntil] = secrets[channel.Secret], strconv.FormatInt(until.Unix(), 10)
	}
	sealed, err := s.seal(owner, was, given)
	return sealed, former, err
}

// serviceOwner is whose the secrets among a workspace's settings are.
func (s *switchboard) serviceOwner(w sapa.Workspace) string {
	return "settings of workspace " + strconv.FormatInt(int64(w.ID), 10)
}

// service is the one a workspace asks who takes a conversation.
func (s *switchboard) service(w sapa.Workspace) (allocation.Service, error) {
	secrets, err := s.vault.Open(s.serviceOwner(w), w.Sealed)
	return allocation.Service{Secrets: wire.Counting(secrets, s.now()), HTTP: s.typed, Asks: s.Asks, Now: s.now}, err
}

// Names lists the secrets a channel has, by name; none when they cannot be read.
func (s *switchboard) Names(c sapa.Channel) []string {
	spec, _ := channel.Find(s.specs, c.Kind)
	secrets, err := s.secrets(c, spec)
	if err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(secrets))
}

// Wrap makes a text of values that opens for its owner only, to be kept by somebody else.
func (s *switchboard) Wrap(owner string, values map[string]string) (string, error) {
	sealed, err := s.vault.Seal("wrapped "+owner, values)
	return base64.RawURLEncoding.EncodeToString(sealed), err
}

// Unwrap opens what Wrap made for the owner.
func (s *switchboard) Unwrap(owner, text string) (map[string]string, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(sealed) == 0 {
		return nil, vault.ErrKey
	}
	return s.vault.Open("wrapped "+owner, sealed)
}

// VerifyToken is what the channel's provider must show in its handshake. It is derived, so nothing keeps it.
func (s *switchboard) VerifyToken(c sapa.Channel) string { return s.vault.Token(c.PublicKey) }
