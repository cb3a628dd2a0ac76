package api_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// away is a browser that goes away as soon as the answer begins.
type away struct {
	*httptest.ResponseRecorder
	leave context.CancelFunc
	begun []int
}

// WriteHeader satisfies http.ResponseWriter.
func (a *away) WriteHeader(status int) { a.begun = append(a.begun, status) }

// Write satisfies http.ResponseWriter.
func (a *away) Write([]byte) (int, error) {
	a.leave()
	return 0, io.ErrClosedPipe
}

// Whoever goes away while an answer is written is no fault, and the answer that has begun is not begun again.
func TestWhoGoesAwayIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	h.As(sapatest.Ratna)
	_, in := signIn(h, sapatest.Ratna)
	for _, c := range []struct {
		request string
		body    []byte
		status  int
	}{
		{"GET /api/v1/me", nil, http.StatusOK},
		{"GET /api/v1/conversations/none", nil, http.StatusNotFound},
		{"POST /api/v1/uploads?name=a.png", sapatest.Picture, http.StatusCreated},
		{"GET /widget/v1/" + h.Widget + "/config", nil, http.StatusOK},
	} {
		method, path, _ := strings.Cut(c.request, " ")
		ctx, leave := context.WithCancel(t.Context())
		r := httptest.NewRequest(method, path, bytes.NewReader(c.body)).WithContext(ctx)
		r.AddCookie(cookieOf(t, in))
		w := &away{ResponseRecorder: httptest.NewRecorder(), leave: leave}
		h.Handler().ServeHTTP(w, r)
		if ctx.Err() == nil || len(w.begun) != 1 || w.begun[0] != c.status {
			t.Errorf("%s: they left: %v, answered with %v", c.request, ctx.Err() != nil, w.begun)
		}
	}
	if log := h.Log.String(); strings.Contains(log, "panic") || strings.Contains(log, "level=ERROR") {
		t.Errorf("a fault is told: %s", log)
	}
}
