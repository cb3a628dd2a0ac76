package sapatest

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
)

// Visitor is a customer at the widget of a company's page.
type Visitor struct {
	*Person
	Secret string
	// Widget is the public key of another channel than the house's; empty for the house's.
	Widget string
}

// door is the path of the visitor's channel.
func (v *Visitor) door() string {
	if v.Widget != "" {
		return "/widget/v1/" + v.Widget
	}
	return "/widget/v1/" + v.house.Widget
}

// NewKey makes an id for a message.
func NewKey() string { return rand.Text() }

// Visitor is a new customer who has not written yet.
func (h *House) Visitor() *Visitor {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails, says its documentation
	return &Visitor{Person: h.Anonymous(), Secret: base64.RawURLEncoding.EncodeToString(b)}
}

// Call sends a request to one of the widget's endpoints.
func (v *Visitor) Call(method, path string, body any, headers ...string) *Answer {
	v.T.Helper()
	return v.Do(method, v.door()+"/"+path, body, append(headers, "Authorization", "Bearer "+v.Secret)...)
}

// Say writes a message and answers it as the house stored it.
func (v *Visitor) Say(text string) *Answer {
	v.T.Helper()
	a := v.Call("POST", "messages", map[string]any{"client_id": NewKey(), "text": text})
	if a.Status != http.StatusCreated {
		v.T.Fatalf("say %q: status %d: %s", text, a.Status, a.Body)
	}
	return a
}

// Texts reads the texts of all messages, oldest first.
func (v *Visitor) Texts() []string {
	v.T.Helper()
	a := v.Call("GET", "messages?limit=100", nil)
	texts := []string{}
	for i := range a.Len("messages") {
		texts = append(texts, a.Text("messages", i, "text"))
	}
	return texts
}
