package channel

import "context"

// Login is how an account is connected by signing in at its provider, with an app that the operator has registered there.
type Login interface {
	// Address is where a member signs in. They come back to back, with a code and the same state.
	Address(app App, back, state string) string
	// Accounts lists what the member permitted, in exchange for the code. Every error is a *Failure.
	Accounts(ctx context.Context, app App, back, code string) ([]Offer, error)
}

// App is the operator's app at a provider.
type App struct {
	ID, Secret string
	// Base is the address of the provider's API, Dialog that of its pages for people, both without a slash at the end.
	Base, Dialog string
	HTTP         Doer
}

// Offer is an account that can be connected now.
type Offer struct {
	// Account is what the kind's AccountField is filled with.
	Account string
	Name    string
	// Secrets are the secret fields that come with it, by name. They are never shown.
	Secrets map[string]string
}
