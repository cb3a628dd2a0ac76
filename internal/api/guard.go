package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// guard wraps what every request passes: a limit on its time, the headers that keep browsers careful, the refusal of
// writes another site's page tries with the member's cookie, and a line in the log.
func (a *API) guard(next http.Handler) http.Handler {
	csrf := http.NewCrossOriginProtection()
	csrf.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		a.writeProblem(w, sapa.Errorf(sapa.Forbidden, "cross_origin", "a page of another origin may not do this"))
	}))
	careful := csrf.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := a.Now()
		seen := &statusWriter{ResponseWriter: w}
		// The mux notes the route in the request it gets, which is another one than this one's caller has.
		defer func() { a.finish(seen, r, began, recover()) }()
		h := w.Header()
		h.Set("Date", began.UTC().Format(http.TimeFormat)) // screens go by it: see web/src/lib/clock.ts
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(self), microphone=(self)")
		if a.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
			h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		}
		if !sapa.Storable(r.URL.Path) {
			a.writeProblem(seen, sapa.Missing("route"))
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), deviceKey{}, a.device(r)))
		// The widget's doors have no cookies to abuse and are meant for other origins; see widgetOrigin.
		if strings.HasPrefix(r.URL.Path, "/widget/") {
			next.ServeHTTP(seen, r)
			return
		}
		careful.ServeHTTP(seen, r)
	})
}

// finish answers a panic with an error, counts the request and writes its line. Paths hold only opaque ids; queries
// may hold names and searches and are left out.
func (a *API) finish(w *statusWriter, r *http.Request, began time.Time, fault any) {
	if fault != nil {
		if fault == http.ErrAbortHandler {
			panic(fault)
		}
		a.log.Error("panic", slog.Any("fault", fault), slog.String("path", r.URL.Path), slog.String("stack", string(debug.Stack())))
		if w.status == 0 {
			a.writeProblem(w, sapa.Errorf(sapa.Internal, "", "something went wrong here; the log of the server has more"))
		}
	}
	took := a.Now().Sub(began)
	if a.Observe != nil {
		a.Observe(r.Method, r.Pattern, w.code(), took)
	}
	level := slog.LevelDebug
	// Whoever went away before the answer came caused no fault of ours.
	if w.code() >= http.StatusInternalServerError && r.Context().Err() == nil {
		level = slog.LevelError
	}
	a.log.Log(r.Context(), level, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", w.code()),
		slog.Duration("took", took))
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

// leftMidway is what huma notes when whoever asked goes away while their answer is written.
const leftMidway = 499

// WriteHeader satisfies http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	if w.status != 0 && status == leftMidway {
		return // the answer has begun, with the status it has
	}
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write satisfies http.ResponseWriter.
func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) code() int {
	if w.status == 0 {
		return http.StatusOK
	}
	return w.status
}
