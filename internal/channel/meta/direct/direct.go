// Package direct is the direct messages of Meta's pages and accounts, as Messenger and Instagram exchange them in the
// same form: it reads deliveries, sends, fetches files and asks who somebody is.
package direct

import (
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Form is what differs between the kinds.
type Form struct {
	// Object is the word by which deliveries say whose they are, such as "page".
	Object string
	Caps   channel.Caps
	// Profile are the fields of somebody's profile, in the provider's words.
	Profile string
	// Plain tells that a send needs no type, and takes no word of ours that comes back with its echo: an echo does not say
	// then who sent it.
	Plain bool
	// Redacts tells that the text of what somebody takes back may not be kept.
	Redacts bool
	// Reactions are the provider's words for the emoji one may react with; nil for none.
	Reactions map[string]string
	// Silent tells that the account's direct messages are switched off: none is read.
	Silent bool
	// Comments reads what an entry holds besides direct messages; nil where nothing of it is for this channel.
	Comments func(entry wire.Object) []sapa.Inbound
	// Unproven tells that requests cannot show that the app's secret is known.
	Unproven bool
}

// Account is one connected page or account.
type Account struct {
	*meta.Account
	// Own is the provider's id of the page or account.
	Own string

	id   sapa.ChannelID
	form Form
}

// New makes the account of a channel whose field of the account holds own.
func New(a channel.Account, own string, form Form) *Account {
	return &Account{Account: meta.New(a, meta.Options{Rules: rules, Proof: !form.Unproven}), Own: own, id: a.ID, form: form}
}

// rules are what the codes of the Send API mean ("Common Error Codes", Messenger Platform). A closed window is about one
// contact, where the same code without its subcode is about the whole account.
var rules = meta.Rules{
	{Code: 10, Subcode: 2018278}: {Class: channel.Permanent, Word: "window_closed"},
	{Code: 10, Subcode: 2534022}: {Class: channel.Permanent, Word: "window_closed"},

	{Code: 551}:                   {Class: channel.Permanent, Word: "not_reachable"},
	{Code: 100, Subcode: 2018001}: {Class: channel.Permanent, Word: "not_reachable"},

	{Code: 613}:  {Class: channel.Busy, Word: wire.CodeRate},
	{Code: 1200}: {Class: channel.Temporary, Word: wire.CodeUnavailable},
}
