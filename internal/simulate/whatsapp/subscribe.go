package whatsapp

import (
	"fmt"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// subscription says which apps get the account's deliveries.
func (p *Provider) subscription(*meta.Call) (any, *GraphError) {
	if !p.Subscribed() {
		return map[string]any{"data": []any{}}, nil
	}
	app := map[string]any{"whatsapp_business_api_data": map[string]string{
		"id": "670843887433847", "link": "https://www.facebook.com/games/?app_id=670843887433847", "name": "Sapa",
	}}
	return map[string]any{"data": []any{app}}, nil
}

var subscribeShape = object(may("override_callback_uri", address), may("verify_token", text(200)))

// subscribe turns deliveries on; with an address, to that one once it has answered the handshake.
func (p *Provider) subscribe(c *meta.Call) (any, *GraphError) {
	if len(c.Body) > 0 {
		body, e := readJSON(c)
		if e != nil {
			return nil, e
		}
		if e := subscribeShape(body, nil); e != nil {
			return nil, e
		}
		if callback := digText(body, "override_callback_uri"); callback != "" {
			if err := p.SetCallback(c.R.Context(), callback, digText(body, "verify_token")); err != nil {
				e := meta.Invalid("Callback verification failed with the following errors: %v", err)
				e.Code = 2200
				return nil, e
			}
		}
	}
	p.SetSubscribed(true)
	return success, nil
}

func (p *Provider) unsubscribe(*meta.Call) (any, *GraphError) {
	p.SetSubscribed(false)
	return success, nil
}

// ConnectValues are what to type where the business connects its number.
func (p *Provider) ConnectValues() []booth.ConnectValue {
	token, secret := p.Account()
	return []booth.ConnectValue{
		{Name: "phone_number_id", Label: "Phone number ID", Value: p.o.Phones[0].ID},
		{Name: "waba_id", Label: "WhatsApp Business Account ID", Value: p.o.WABA},
		{Name: "access_token", Label: "Access token", Value: token},
		{Name: "app_secret", Label: "App secret", Value: secret},
	}
}

func (p *Provider) String() string { return fmt.Sprintf("whatsapp simulator of %s", p.o.WABA) }
