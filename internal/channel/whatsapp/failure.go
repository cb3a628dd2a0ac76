package whatsapp

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Words for failures that no code of the provider stands for.
const (
	codeUnknown     = "provider_error"       // refused for a reason this table does not know
	codeUnreachable = "provider_unreachable" // the request never left
	codeLost        = "answer_lost"          // nobody knows whether it was taken
	codeGarbled     = "bad_answer"           // an answer that is none, which makes no difference to a lost one
	codeRate        = "rate_limited"
	codeUnavailable = "provider_unavailable"
	codeMediaGone   = "media_gone"
	codeMediaHost   = "media_refused_host"
	codeFile        = "file_unreadable"
	codeRecipient   = "no_recipient"
	codeInvalid     = "invalid_message"
)

// rule says what a code of the provider means to us.
type rule struct {
	class channel.Class
	word  string
}

// rules are what to do about each code ("Error codes", Cloud API). Neither the status nor the text decides: both change,
// and refusals come under 500.
var rules = map[int]rule{
	0:   {channel.Refused, "token_invalid"},
	190: {channel.Refused, "token_invalid"},

	3:      {channel.Refused, "permission_missing"},
	10:     {channel.Refused, "permission_missing"},
	131005: {channel.Refused, "permission_missing"},

	4:      {channel.Busy, codeRate},
	80007:  {channel.Busy, codeRate},
	130429: {channel.Busy, codeRate},
	131056: {channel.PairBusy, "pair_rate_limited"},

	1:      {channel.Temporary, codeUnavailable},
	2:      {channel.Temporary, codeUnavailable},
	131000: {channel.Temporary, codeUnavailable},
	131016: {channel.Temporary, codeUnavailable},
	131057: {channel.Temporary, codeUnavailable},

	100:    {channel.Permanent, "bad_request"},
	131008: {channel.Permanent, "bad_request"},
	131009: {channel.Permanent, "bad_request"},
	132000: {channel.Permanent, "template_values"},
	132005: {channel.Permanent, "template_values"},
	132012: {channel.Permanent, "template_values"},
	132001: {channel.Permanent, "template_missing"},
	132007: {channel.Permanent, "template_refused"},
	132015: {channel.Permanent, "template_paused"},

	131026: {channel.Permanent, "not_reachable"},
	131030: {channel.Permanent, "recipient_not_allowed"},
	131021: {channel.Permanent, "recipient_is_sender"},
	130472: {channel.Permanent, "recipient_in_experiment"},
	131049: {channel.Permanent, "engagement_limited"},
	131050: {channel.Permanent, "opted_out"},
	131047: {channel.Permanent, "window_closed"},

	131048: {channel.Refused, "spam_limited"},
	368:    {channel.Refused, "policy_blocked"},
	131031: {channel.Refused, "account_locked"},
	131042: {channel.Refused, "billing_problem"},

	131051: {channel.Permanent, "media_refused"},
	131052: {channel.Permanent, "media_refused"},
	131053: {channel.Permanent, "media_refused"},
}

// subcodeOver is the subcode of a token that was good once.
const subcodeOver = 463

// fault is an error as the provider writes it, in answers and in deliveries.
type fault struct {
	code, subcode int
	transient     bool
	title         string
	details       string
}

// readFault reads an error; nil when it has no code.
func readFault(raw []byte) *fault {
	o := read(raw)
	code, ok := o.number("code")
	if !ok {
		return nil
	}
	subcode, _ := o.number("error_subcode")
	f := &fault{code: int(code), subcode: int(subcode), transient: o.flag("is_transient"), title: o.text("message")}
	if f.title == "" {
		f.title = o.text("title")
	}
	f.details = o.object("error_data").text("details")
	return f
}

// rule finds what the error means. Codes from 200 to 299 are permissions. Of a code nobody knows, the provider may say
// itself that it passes.
func (f *fault) rule() rule {
	found, known := rules[f.code]
	switch {
	case known && f.code == 190 && f.subcode == subcodeOver:
		found.word = "token_expired"
	case known:
	case f.code >= 200 && f.code <= 299:
		found = rule{channel.Refused, "permission_missing"}
	case f.transient:
		found = rule{channel.Temporary, codeUnavailable}
	default:
		found = rule{channel.Permanent, codeUnknown}
	}
	return found
}

// number is the provider's code as a text.
func (f *fault) number() string { return strconv.Itoa(f.code) }

// detailRunes is how much of the provider's sentence is kept.
const detailRunes = 500

// detail is the provider's sentence, the closer one where there are two.
func (f *fault) detail() string {
	text := f.details
	if text == "" {
		text = f.title
	}
	return short(strings.TrimSpace(text), detailRunes)
}

// told is the sentence with the code in front of it, for where it has no place of its own.
func (f *fault) told() string { return "(" + f.number() + ") " + f.detail() }

// addressQuery is what follows the path in an address: signatures and tokens stand there.
var addressQuery = regexp.MustCompile(`(https?://[^\s?#"']*)[?#][^\s"']*`)

// scrub takes secrets out of a text that others wrote.
func (a *account) scrub(text string) string {
	for _, secret := range a.secrets {
		text = strings.ReplaceAll(text, secret, "…")
	}
	return short(addressQuery.ReplaceAllString(storable(text), "$1"), detailRunes)
}

// failure makes a Failure without secrets.
func (a *account) failure(class channel.Class, word, detail string) *channel.Failure {
	return &channel.Failure{Class: class, Code: word, Detail: a.scrub(detail)}
}

// refused makes the Failure of the provider's error.
func (a *account) refused(f *fault) *channel.Failure {
	r := f.rule()
	made := a.failure(r.class, r.word, f.detail())
	made.Provider = f.number()
	return made
}

// again turns a lost answer into a temporary failure: what is asked does no harm when it is done twice.
func again(f *channel.Failure) *channel.Failure {
	if f != nil && f.Class == channel.Lost {
		f.Class = channel.Temporary
		if f.Code == codeLost {
			f.Code = codeUnavailable
		}
	}
	return f
}
