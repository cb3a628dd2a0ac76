package app

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/outside"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/vault"
)

// switchboard connects channels with their providers: it opens their secrets and gives them a way outside.
type switchboard struct {
	vault *vault.Vault
	http  channel.Doer
	specs []channel.Spec
	// bases are the addresses of the providers' APIs, by the name in a channel's Spec.
	bases map[string]string
	// origin is the address people and providers use; empty when nobody has said.
	origin string
}

// keyFile holds the key that seals the channels' secrets, beside the database and not in it.
const keyFile = "secret.key"

func newSwitchboard(o Options) (*switchboard, error) {
	v, err := vault.Open(o.Config.SecretKey, filepath.Join(o.Config.Data, keyFile), o.Random)
	if err != nil {
		return nil, err
	}
	bases := map[string]string{"graph": o.Config.GraphURL, "bot_api": o.Config.TelegramURL}
	var named []string
	for _, base := range bases {
		named = append(named, base)
	}
	return &switchboard{vault: v, http: outside.New(named...), specs: Channels(), bases: bases, origin: o.Serve.URL}, nil
}

// account is what a live channel is made of.
func (s *switchboard) account(c sapa.Channel) (channel.Account, error) {
	spec, _ := channel.Find(s.specs, c.Kind)
	secrets, err := s.vault.Open(c.PublicKey, c.Sealed)
	return channel.Account{
		Channel: c, Secrets: secrets, VerifyToken: s.vault.Token(c.PublicKey), Hook: s.hook(c), Base: s.bases[spec.Provider], HTTP: s.http,
	}, err
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
	if len(given) == 0 {
		return c.Sealed, nil
	}
	secrets, err := s.vault.Open(c.PublicKey, c.Sealed)
	if err != nil {
		secrets = map[string]string{} // the key was lost; what is given now is what counts
	}
	for name, value := range given {
		secrets[name] = value
		if value == "" {
			delete(secrets, name)
		}
	}
	return s.vault.Seal(c.PublicKey, secrets)
}

// Names lists the secrets a channel has, by name; none when they cannot be read.
func (s *switchboard) Names(c sapa.Channel) []string {
	secrets, err := s.vault.Open(c.PublicKey, c.Sealed)
	if err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(secrets))
}

// VerifyToken is what the channel's provider must show in its handshake. It is derived, so nothing keeps it.
func (s *switchboard) VerifyToken(c sapa.Channel) string { return s.vault.Token(c.PublicKey) }
