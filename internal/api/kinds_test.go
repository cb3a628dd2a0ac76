package api_test

import (
	"net/http"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// A list of what a channel can do may be empty, and is never missing: whoever asks need not know which kinds have none.
func TestKindsLackNoList(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, _ := commenting(t, e)
		answer := p.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/channels", nil)
		kinds, _ := answer.At("kinds").([]any)
		if len(kinds) < 5 {
			t.Fatalf("the kinds are %s", answer.Body)
		}
		for _, one := range kinds {
			kind, _ := one.(map[string]any)
			for _, of := range []string{"caps", "comments"} {
				caps, ok := kind[of].(map[string]any)
				if !ok && kind[of] == nil && of == "comments" {
					continue
				}
				if caps["files"] == nil || caps["reactions"] == nil {
					t.Errorf("%v: %s are %v", kind["kind"], of, caps)
				}
			}
		}
	})
}
