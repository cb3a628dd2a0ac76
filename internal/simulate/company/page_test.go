package company

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What the page goes through one by one is there before anything has come or gone.
func TestPageBeforeTheFirstCall(t *testing.T) {
	p := New(Options{})
	t.Cleanup(p.Close)
	answer := httptest.NewRecorder()
	p.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost/simulate/state", nil))
	state := map[string]any{}
	if err := json.Unmarshal(answer.Body.Bytes(), &state); err != nil {
		t.Fatal(answer.Code, err)
	}
	for _, name := range []string{"customers", "thread", "calls", "brought"} {
		if _, ok := state[name].([]any); !ok {
			t.Errorf("%s of a page where nothing has happened is %v", name, state[name])
		}
	}
}

// What cannot be done is refused with a reason, and what can be is done.
func TestWishesOfThePage(t *testing.T) {
	p := New(Options{})
	t.Cleanup(p.Close)
	ask := func(wish string) (int, string) {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/simulate/act", strings.NewReader(wish))
		r.Header.Set("X-Simulate", "1")
		answer := httptest.NewRecorder()
		p.ServeHTTP(answer, r)
		return answer.Code, answer.Body.String()
	}
	for _, one := range []struct {
		wish   string
		status int
		says   string
	}{
		{`{"do":"customer","profile":{"name":"Rina"}}`, http.StatusBadRequest, "an id is needed"},
		{`{"do":"customer","profile":{"id":"c-1","name":"Rina"}}`, http.StatusNoContent, ""},
		{`{"do":"text","customer":"c-1","text":"Halo"}`, http.StatusNoContent, ""},
		{`{"do":"text","customer":"c-2","text":"Halo"}`, http.StatusBadRequest, `no customer \"c-2\"`},
		{`{"do":"dance","customer":"c-1"}`, http.StatusBadRequest, `nobody can \"dance\"`},
		{`{"do":"text","customer":"c-1","colour":"blue"}`, http.StatusBadRequest, "unknown field"},
	} {
		if status, says := ask(one.wish); status != one.status || !strings.Contains(says, one.says) {
			t.Errorf("%s: %d %s, not %d %s", one.wish, status, says, one.status, one.says)
		}
	}
	if thread := p.Customer("c-1", "Rina").Thread(); len(thread) != 1 || thread[0].Text != "Halo" {
		t.Errorf("the thread is %v", thread)
	}
}
