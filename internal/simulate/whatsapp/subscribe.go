package whatsapp

import (
	"fmt"

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

// ConnectValue is one line of what a person types to connect the fake.
type ConnectValue struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// ConnectValues are what to type where the business connects its number.
func (p *Provider) ConnectValues() []ConnectValue {
	token, secret := p.Account()
	return []ConnectValue{
		{"phone_number_id", "Phone number ID", p.o.Phones[0].ID},
		{"waba_id", "WhatsApp Business Account ID", p.o.WABA},
		{"access_token", "Access token", token},
		{"app_secret", "App secret", secret},
	}
}

func (p *Provider) String() string { return fmt.Sprintf("whatsapp simulator of %s", p.o.WABA) }
