package whatsapp

import (
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// rules are what to do about the codes of WhatsApp's own ("Error codes", Cloud API).
var rules = meta.Rules{
	{Code: 131005}: {Class: channel.Refused, Word: "permission_missing"},

	{Code: 80007}:  {Class: channel.Busy, Word: wire.CodeRate},
	{Code: 130429}: {Class: channel.Busy, Word: wire.CodeRate},
	{Code: 131056}: {Class: channel.PairBusy, Word: "pair_rate_limited"},

	{Code: 131000}: {Class: channel.Temporary, Word: wire.CodeUnavailable},
	{Code: 131016}: {Class: channel.Temporary, Word: wire.CodeUnavailable},
	{Code: 131057}: {Class: channel.Temporary, Word: wire.CodeUnavailable},

	{Code: 131008}: {Class: channel.Permanent, Word: "bad_request"},
	{Code: 131009}: {Class: channel.Permanent, Word: "bad_request"},
	{Code: 132000}: {Class: channel.Permanent, Word: "template_values"},
	{Code: 132005}: {Class: channel.Permanent, Word: "template_values"},
	{Code: 132012}: {Class: channel.Permanent, Word: "template_values"},
	{Code: 132001}: {Class: channel.Permanent, Word: "template_missing"},
	{Code: 132007}: {Class: channel.Permanent, Word: "template_refused"},
	{Code: 132015}: {Class: channel.Permanent, Word: "template_paused"},

	{Code: 131026}: {Class: channel.Permanent, Word: "not_reachable"},
	{Code: 131030}: {Class: channel.Permanent, Word: "recipient_not_allowed"},
	{Code: 131021}: {Class: channel.Permanent, Word: "recipient_is_sender"},
	{Code: 130472}: {Class: channel.Permanent, Word: "recipient_in_experiment"},
	{Code: 131049}: {Class: channel.Permanent, Word: "engagement_limited"},
	{Code: 131050}: {Class: channel.Permanent, Word: "opted_out"},
	{Code: 131047}: {Class: channel.Permanent, Word: "window_closed"},

	{Code: 131048}: {Class: channel.Refused, Word: "spam_limited"},
	{Code: 131031}: {Class: channel.Refused, Word: "account_locked"},
	{Code: 131042}: {Class: channel.Refused, Word: "billing_problem"},

	{Code: 131051}: {Class: channel.Permanent, Word: "media_refused"},
	{Code: 131052}: {Class: channel.Permanent, Word: "media_refused"},
	{Code: 131053}: {Class: channel.Permanent, Word: "media_refused"},
}
