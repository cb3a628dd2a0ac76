// Package messenger is a fake Facebook Messenger, as strict and as faulty as the real one. What it has in common with other
// direct messages at Meta is in package direct.
package messenger

import (
	"net/http"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// fields are the deliveries a Page can bring ("Webhook Events Reference").
const fields = "messages,message_echoes,message_deliveries,message_reads,message_reactions,message_edits,messaging_postbacks," +
	"messaging_referrals,messaging_handovers,messaging_policy_enforcement,standby,feed"

// outside is what the real one says.
const outside = "This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview"

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o direct.Options) *direct.Provider {
	return direct.New(direct.Form{
		Name: "messenger", Provider: "Messenger", Object: "page", Scope: "pages_messaging", Fields: strings.Split(fields, ","), TextRunes: 2000, Comments: true,
		Outside:      meta.GraphError{Status: http.StatusBadRequest, Subcode: 2018278, Title: outside},
		ConnectField: "page_id", ConnectLabel: "Page ID",
	}, o)
}
