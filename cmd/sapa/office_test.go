package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// office is somebody who answers at a browser, while the program comes and goes.
type office struct {
	*program
	client *http.Client
}

// openOffice is the owner whom the set-up made, signed in.
func (p *program) openOffice() *office {
	p.t.Helper()
	jar, _ := cookiejar.New(nil) // never fails without options
	o := &office{p, &http.Client{Jar: jar, Timeout: endurance}}
	o.do("POST", "/api/v1/sessions", map[string]string{"name": "ratna@melati.example", "password": "kopi susu gula aren"})
	return o
}

// try sends a request once and answers status and body; an error when there was no whole answer.
func (o *office) try(method, path string, body any, key string) (int, []byte, error) {
	text, _ := json.Marshal(body)
	r, _ := http.NewRequest(method, "http://"+o.address+path, bytes.NewReader(text))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	answer, err := o.client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	return answer.StatusCode, said, err
}

// do sends a request and answers the body; a status of another hundred than two fails the test.
func (o *office) do(method, path string, body any) []byte {
	o.t.Helper()
	status, said, err := o.try(method, path, body, sapatest.NewKey())
	if err != nil || status/100 != 2 {
		o.t.Fatalf("%s %s: %d %s %v", method, path, status, said, err)
	}
	return said
}

// read reads into v.
func (o *office) read(path string, v any) error {
	status, said, err := o.try("GET", path, nil, sapatest.NewKey())
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("%s: %d %s", path, status, said)
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(said, v)
}

// connect connects the provider's number and answers the public id of the channel.
func (o *office) connect(provider *fake.Provider) string {
	o.t.Helper()
	config := map[string]string{}
	for _, v := range provider.ConnectValues() {
		config[v.Name] = v.Value
	}
	var ch struct {
		ID    string
		Setup struct {
			Hook struct {
				Path        string
				VerifyToken string `json:"verify_token"`
			}
		}
	}
	if err := json.Unmarshal(o.do("POST", "/api/v1/channels", map[string]any{"kind": "whatsapp", "name": "WA", "config": config}), &ch); err != nil {
		o.t.Fatal(err)
	}
	if err := provider.SetCallback(o.t.Context(), "http://"+o.address+ch.Setup.Hook.Path, ch.Setup.Hook.VerifyToken); err != nil {
		o.t.Fatal(err)
	}
	o.do("POST", "/api/v1/channels/"+ch.ID+"/subscribe", nil)
	return ch.ID
}

// find finds a contact's conversation by their name; empty for none.
func (o *office) find(name string) string {
	o.t.Helper()
	var list struct {
		Conversations []struct {
			ID      string
			Contact struct{ Name string }
		}
	}
	if err := o.read("/api/v1/conversations?tab=all&limit=100", &list); err != nil {
		o.t.Fatal(err)
	}
	for _, c := range list.Conversations {
		if c.Contact.Name == name {
			return c.ID
		}
	}
	return ""
}

// conversation waits until a contact has written, and answers the id of their conversation.
func (o *office) conversation(of string) (id string) {
	o.t.Helper()
	o.until(of+" has written", func() bool { id = o.find(of); return id != "" })
	return id
}

// patientRetry lets a fake provider repeat its deliveries quickly and for long.
var patientRetry = fake.Retry{First: 5 * time.Millisecond, Most: 50 * time.Millisecond, Times: 5000}
