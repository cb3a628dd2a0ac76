// Package instagram is a fake Instagram for professional accounts, as strict and as faulty as the real one. What it has in
// common with other direct messages at Meta is in package direct.
package instagram

import (
	"net/http"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// fields are the deliveries of a Page, and those of an account itself ("Webhooks", Instagram Platform).
const fields = "messages,message_echoes,message_deliveries,message_reads,message_reactions,message_edits,messaging_postbacks," +
	"messaging_referrals,messaging_handovers,messaging_policy_enforcement,standby,feed,messaging_seen,messaging_referral,comments,live_comments,mentions"

// New makes a provider. It starts nothing by itself; Close ends what deliveries have started.
func New(o direct.Options) *direct.Provider {
	return direct.New(direct.Form{
		Name: "instagram", Provider: "Instagram", Object: "instagram", Scope: "instagram_manage_messages", Fields: strings.Split(fields, ","), TextBytes: 1000,
		Plain: true, Linked: true, Comments: true, Reactions: map[string]string{"love": "❤️"},
		// The real one says so under several statuses, 500 among them.
		Outside:      meta.GraphError{Status: http.StatusInternalServerError, Subcode: 2534022, Title: "This message is sent outside of allowed window."},
		ConnectField: "account_id", ConnectLabel: "Instagram account ID",
	}, o)
}
