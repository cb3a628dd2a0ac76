package email_test

import (
	"cmp"
	"encoding/json"
	"os"
	"testing"

	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// What the terminal says to fill in is called as in the form it is filled into.
func TestWordsOfConnectValues(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../../web/src/locales/en/channels.json")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := json.Unmarshal(raw, &words); err != nil {
		t.Fatal(err)
	}
	p, err := email.New(email.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	for _, v := range p.ConnectValues() {
		if want := words["field_"+v.Name]; v.Label != want {
			t.Errorf("%s is called %q, in the form %q", v.Name, v.Label, want)
		}
		if want := cmp.Or(words["field_"+v.Name+"_"+v.Value], v.Value); v.Words != want {
			t.Errorf("%s is %q, in the form %q", v.Name, v.Words, want)
		}
	}
}
