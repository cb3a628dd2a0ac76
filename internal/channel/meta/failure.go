package meta

import (
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// CodeMediaHost is the word for a file at an address nobody trusts.
const CodeMediaHost = "media_refused_host"

// Rule says what a code of the provider means to us.
type Rule struct {
	Class channel.Class
	Word  string
}

// Key names an error: by its code alone, or with its subcode, which decides first.
type Key struct{ Code, Subcode int }

// Rules are what to do about each error. Neither the status nor the text decides: both change, and refusals come under
// 500.
type Rules map[Key]Rule

// common are the codes that all of Meta's have ("Error codes").
var common = Rules{
	{Code: 0}:                 {channel.Refused, "token_invalid"},
	{Code: 190}:               {channel.Refused, "token_invalid"},
	{Code: 190, Subcode: 463}: {channel.Refused, "token_expired"},

	{Code: 3}:  {channel.Refused, "permission_missing"},
	{Code: 10}: {channel.Refused, "permission_missing"},

	{Code: 4}: {channel.Busy, wire.CodeRate},

	{Code: 1}: {channel.Temporary, wire.CodeUnavailable},
	{Code: 2}: {channel.Temporary, wire.CodeUnavailable},

	{Code: 100}: {channel.Permanent, "bad_request"},
	{Code: 368}: {channel.Refused, "policy_blocked"},
}

// Fault is an error as the provider writes it, in answers and in deliveries.
type Fault struct {
	Key
	transient bool
	title     string
	details   string
}

// ReadFault reads an error; nil when it has no code.
func ReadFault(raw []byte) *Fault {
	o := wire.Read(raw)
	code, ok := o.Number("code")
	if !ok {
		return nil
	}
	subcode, _ := o.Number("error_subcode")
	f := &Fault{Key: Key{int(code), int(subcode)}, transient: o.Flag("is_transient"), title: o.Text("message")}
	if f.title == "" {
		f.title = o.Text("title")
	}
	f.details = o.Object("error_data").Text("details")
	return f
}

// Rule finds what the error means, by the kind's own rules first. Codes from 200 to 299 are permissions. Of a code nobody
// knows, the provider may say itself that it passes.
func (f *Fault) Rule(own Rules) Rule {
	for _, key := range []Key{f.Key, {Code: f.Code}} {
		for _, rules := range []Rules{own, common} {
			if found, ok := rules[key]; ok {
				return found
			}
		}
	}
	switch {
	case f.Code >= 200 && f.Code <= 299:
		return Rule{channel.Refused, "permission_missing"}
	case f.transient:
		return Rule{channel.Temporary, wire.CodeUnavailable}
	}
	return Rule{channel.Permanent, wire.CodeUnknown}
}

// number is the provider's code as a text.
func (f *Fault) number() string { return strconv.Itoa(f.Code) }

// detail is the provider's sentence, the closer one where there are two.
func (f *Fault) detail() string {
	text := f.details
	if text == "" {
		text = f.title
	}
	return wire.Short(strings.TrimSpace(text), wire.DetailRunes)
}

// Told is the sentence with the code in front of it, for where it has no place of its own.
func (f *Fault) Told() string { return "(" + f.number() + ") " + f.detail() }

// Scrub takes secrets out of a text that others wrote.
func (a *Account) Scrub(text string) string { return a.secrets.Scrub(text) }

// Failure makes a Failure without secrets.
func (a *Account) Failure(class channel.Class, word, detail string) *channel.Failure {
	return &channel.Failure{Class: class, Code: word, Detail: a.Scrub(detail)}
}

// refused makes the Failure of the provider's error.
func (a *Account) refused(f *Fault) *channel.Failure {
	r := f.Rule(a.rules)
	made := a.Failure(r.Class, r.Word, f.detail())
	made.Provider = f.number()
	return made
}
