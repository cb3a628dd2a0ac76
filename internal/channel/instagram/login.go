package instagram

import (
	"cmp"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// scopes are what whoever signs in is asked for: to choose a Page, to see the account that is linked to it, and to use both
// ("Upload Media for Instagram Messaging" names them).
const scopes = "pages_show_list,pages_manage_metadata,pages_messaging,instagram_basic,instagram_manage_messages,instagram_manage_comments"

// offer is the account that is linked to a Page; a Page without one offers nothing.
func offer(page wire.Object) (channel.Offer, bool) {
	linked := page.Object("instagram_business_account")
	id := linked.Key("id")
	if id == "" {
		return channel.Offer{}, false
	}
	return channel.Offer{Account: id, Name: cmp.Or(handle(linked), linked.Text("name"))}, true
}

// handle is an account's name with the sign in front that people write; empty when it is not told.
func handle(o wire.Object) string {
	if name := o.Text("username"); name != "" {
		return "@" + name
	}
	return ""
}
