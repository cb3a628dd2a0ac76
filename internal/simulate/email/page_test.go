package email

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
)

// What the page goes through one by one is there from the first look on, before anybody has written.
func TestPageBeforeTheFirstLetter(t *testing.T) {
	p, err := New(Options{Address: "halo@toko.example", Password: "rahasia"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	look := func() map[string]any {
		answer := httptest.NewRecorder()
		p.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost/simulate/state", nil))
		state := map[string]any{}
		if err := json.Unmarshal(answer.Body.Bytes(), &state); err != nil {
			t.Fatal(answer.Code, err)
		}
		return state
	}
	for _, name := range []string{"customers", "thread", "connect", "samples"} {
		if _, ok := look()[name].([]any); !ok {
			t.Errorf("%s of a page without customers is %v", name, look()[name])
		}
	}
	p.Customer("rina@pelanggan.example", "Rina Kartika")
	if thread, ok := look()["thread"].([]any); !ok || len(thread) != 0 {
		t.Errorf("the thread of a customer who has written nothing is %v", look()["thread"])
	}
}

// It is closed at once as well, before its servers have begun: otherwise this never ends.
func TestClosedBeforeItServes(t *testing.T) {
	for range 100 {
		p, err := New(Options{})
		if err != nil {
			t.Fatal(err)
		}
		p.Close()
	}
}
