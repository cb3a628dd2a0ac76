// Package meta is what the channels at Meta share: the signature of deliveries, the handshake, the client of the Graph
// API, and what its errors mean. It stores nothing, retries nothing and keeps no time: that is the queue's work.
package meta

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// Base is the address of Meta's Graph API.
const Base = "https://graph.facebook.com"

// Version is the one of the Graph API that this package speaks.
const Version = "v24.0"

// Account is one connected account at Meta, as the Graph API sees it: a token, and the app whose secret signs deliveries.
// The channels' own accounts embed it.
type Account struct {
	// Base is the address of the API, without a slash at the end.
	Base  string
	token string
	rules Rules
	proof bool
	// appSecrets sign deliveries: the app's secret, and the former one while it is replaced.
	appSecrets  []string
	verifyToken string
	secrets     wire.Secrets
	http        channel.Doer
}

// Options say what is particular about a kind of account.
type Options struct {
	// Rules are what the kind's own error codes mean, before those that all of Meta's have.
	Rules Rules
	// Proof shows with every request that the app's secret is known: apps can be set up to demand it.
	Proof bool
}

// New makes the account of a channel. Its secrets are "access_token", "app_secret" and, perhaps, "app_secret_old".
func New(a channel.Account, o Options) *Account {
	made := &Account{
		Base: strings.TrimSuffix(a.Base, "/"), token: a.Secrets["access_token"], rules: o.Rules, proof: o.Proof,
		verifyToken: a.VerifyToken, http: a.HTTP,
	}
	if made.Base == "" {
		made.Base = Base
	}
	for _, name := range []string{"app_secret", "app_secret_old"} {
		if secret := a.Secrets[name]; secret != "" {
			made.appSecrets = append(made.appSecrets, secret)
		}
	}
	made.secrets = wire.NewSecrets(append([]string{a.VerifyToken, made.token}, made.appSecrets...)...)
	return made
}

// AppSecrets are the fields for the secret of the app, for a kind's list of fields.
func AppSecrets() []channel.Field {
	return []channel.Field{
		{Name: "app_secret", Type: channel.TextField, Required: true, Secret: true},
		{Name: "app_secret_old", Type: channel.TextField, Secret: true},
	}
}

// Unproven is the same account without the proof of the app's secret.
func (a *Account) Unproven() *Account {
	b := *a
	b.proof = false
	return &b
}
