// Package messenger is a fake Facebook Messenger, as strict and as faulty as the real one. What it has in common with other
// direct messages at Meta is in package direct.
package messenger

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// fields are the deliveries a Page can bring ("Webhook Events Reference").
const fields = "messages,message_echoes,message_deliveries,message_reads,message_reactions,message_edits,messaging_postbacks," +
	"messaging_referrals,messaging_handovers,messaging_policy_enforcement,standby,feed"

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o direct.Options) *direct.Provider {
	return direct.New(direct.Form{Name: "messenger", Object: "page", Scope: "pages_messaging", Fields: strings.Split(fields, ",")}, o)
}
