package app

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/blob"
)

// How often the house looks after itself.
const (
	sweepEvery = 10 * time.Second // spec CNV-6: at least every minute
	cleanEvery = 10 * time.Minute
	wordsEvery = 10 * time.Minute // searches are right before, and a little slower
)

// Times of a connection. A slow sender must not hold a place for ever; uploads have a longer time of their own.
const (
	headerTime = 10 * time.Second
	readTime   = 30 * time.Second
	writeTime  = 10 * time.Minute // a 25 MB download on a slow line
	idleTime   = 2 * time.Minute
	// stopTime is how long requests under way may go on when the program is told to stop.
	stopTime = 15 * time.Second
)

// Handler is the whole HTTP side.
func (a *App) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, nil) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { answer(w, a.ready(r.Context())) })
	mux.HandleFunc("GET /metrics", a.serveMetrics)
	mux.Handle("/", a.API.Handler())
	return mux
}

func answer(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready\n"))
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}

// ready answers nil when requests can be served: database and files can be read and written.
func (a *App) ready(ctx context.Context) error {
	if a.stopping.Load() {
		return errors.New("app: stopping")
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	err := errors.Join(a.Store.Ping(ctx), a.Blobs.Check(ctx))
	if err != nil {
		a.options.Log.Warn("not ready", "error", err)
	}
	return err
}

// serveMetrics tells Prometheus, and nobody else: by token, or only this machine itself.
func (a *App) serveMetrics(w http.ResponseWriter, r *http.Request) {
	if !a.mayMeasure(r) {
		http.NotFound(w, r)
		return
	}
	a.metrics.handler(r.Context(), a).ServeHTTP(w, r)
}

func (a *App) mayMeasure(r *http.Request) bool {
	if token := a.options.Serve.MetricsToken; token != "" {
		given, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		return subtle.ConstantTimeCompare([]byte(token), []byte(given)) == 1
	}
	address, err := netip.ParseAddrPort(r.RemoteAddr)
	// What a proxy on this machine hands on comes from elsewhere.
	forwarded := r.Header.Get("X-Forwarded-For") + r.Header.Get("Forwarded") + r.Header.Get("X-Real-Ip")
	return err == nil && address.Addr().Unmap().IsLoopback() && forwarded == ""
}

// Run serves until ctx ends, and then stops without breaking off what is under way.
func (a *App) Run(ctx context.Context, listener net.Listener) error {
	inner, stopInner := context.WithCancel(context.WithoutCancel(ctx))
	defer stopInner()
	outer, stopOuter := context.WithCancel(inner)
	defer stopOuter()
	var done sync.WaitGroup
	done.Go(func() { _ = a.Hub.Run(inner) })
	done.Go(func() { a.every(inner, sweepEvery, a.sweep) })
	done.Go(func() { a.every(inner, admin.PresenceEvery, a.Admin.KeepPresence) })
	// What comes in and goes out stops with the door: a send under way is waited for, so that nobody wonders about it.
	for _, run := range []func(context.Context) error{a.Inbox.RunIngest, a.Inbox.RunDispatch, a.Inbox.RunFetch, a.Inbox.RunProfiles, a.Inbox.RunPosts, a.Inbox.RunCheckups, a.Inbox.RunListen, a.Inbox.RunRouting, a.Inbox.RunAllocate} {
		done.Go(func() { _ = run(outer) })
	}
	done.Go(func() { a.every(inner, cleanEvery, a.clean) })
	done.Go(func() { a.every(inner, wordsEvery, a.keepWords) })
	server := newServer(inner, a.Handler())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		a.stopping.Store(true)
		a.drain(failed)
		stopOuter()
		a.Hub.Stop() // sockets would never end by themselves; they come back elsewhere
		last, cancel := context.WithTimeout(inner, stopTime)
		defer cancel()
		err = server.Shutdown(last)
		a.API.WaitForSockets(last) // the server knows nothing of them any more
	}
	stopOuter()
	stopInner()
	done.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// newServer makes the server of a handler, which ends every connection that takes too long over anything.
func newServer(ctx context.Context, h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
}

// drain goes on serving until the proxy in front must have noticed that we stop: whatever it sends until then is answered.
func (a *App) drain(failed chan error) {
	timer := time.NewTimer(a.options.Serve.Drain)
	defer timer.Stop()
	select {
	case <-timer.C:
	case err := <-failed:
		failed <- err // nobody is served any more
	}
}

func (a *App) every(ctx context.Context, pause time.Duration, do func(context.Context) error) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			a.options.Log.Error("looking after the house", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (a *App) sweep(ctx context.Context) error {
	n, err := a.Inbox.Sweep(ctx)
	if n > 0 {
		a.options.Log.Info("conversations moved on: a session ended, or nobody answered", "conversations", n)
	}
	if err != nil {
		return fmt.Errorf("app: sweep: %w", err)
	}
	return nil
}

func (a *App) clean(ctx context.Context) error {
	_, err := a.Inbox.Clean(ctx, func(ctx context.Context, key string) error { return a.Blobs.Delete(ctx, blob.Key(key)) })
	_, forgetting := a.Inbox.ForgetDeliveries(ctx)
	return errors.Join(err, forgetting, a.Admin.Expire(ctx))
}

// keepWords brings the search's dictionary up to date. After a migration that is all of the past, a little at a time.
func (a *App) keepWords(ctx context.Context) error {
	for {
		more, err := a.Store.CloseStretch(ctx)
		if err != nil {
			return fmt.Errorf("app: words: %w", err)
		}
		if !more {
			return nil
		}
	}
}
