// Package comment is the comments below posts of Meta's pages and accounts, as Facebook and Instagram have them in nearly
// the same form: it answers, hides, likes and deletes them, and asks what a post says. How they come in differs, and is the
// kinds' own.
package comment

import (
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Form is what differs between the kinds.
type Form struct {
	Caps channel.Caps
	// Replies is the list of a comment's answers, such as "comments", and Hidden the field that hides one.
	Replies, Hidden string
	// Flat tells that only a comment on the post itself can be answered: an answer to an answer is one to what is above it.
	Flat bool
	// Fields are those of a post, in the provider's words, and Read makes a post of them.
	Fields string
	Read   func(wire.Object) sapa.Post
}

// Account is the comments of one connected page or account.
type Account struct {
	*meta.Account
	// Own is the provider's id of the page or account.
	Own  string
	form Form
}

// New makes the comments of an account whose id is own. Rules should be what its errors mean.
func New(a *meta.Account, own string, form Form) *Account {
	return &Account{Account: a, Own: own, form: form}
}

// Rules are what the codes of comments mean ("Private Replies", Messenger Platform; the code of Instagram is one that public
// code knows). That there is no such object says that the comment was deleted.
var Rules = meta.Rules{
	{Code: 100, Subcode: 33}:     {Class: channel.Permanent, Word: codeGone},
	{Code: 10900}:                {Class: channel.Permanent, Word: codeUsed},
	{Code: -1, Subcode: 2534023}: {Class: channel.Permanent, Word: codeUsed},

	{Code: 10, Subcode: 2018278}:  {Class: channel.Permanent, Word: "private_reply_late"},
	{Code: 10, Subcode: 2534022}:  {Class: channel.Permanent, Word: "private_reply_late"},
	{Code: 551}:                   {Class: channel.Permanent, Word: "not_reachable"},
	{Code: 100, Subcode: 2018001}: {Class: channel.Permanent, Word: "not_reachable"},

	{Code: 613}:  {Class: channel.Busy, Word: wire.CodeRate},
	{Code: 1200}: {Class: channel.Temporary, Word: wire.CodeUnavailable},
}

// The words for what went wrong with a comment.
const (
	codeGone = "comment_gone"
	codeUsed = "private_reply_used"
)
