package app

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics is what Prometheus reads.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "sapa_http_request_seconds", Help: "Time to answer requests, by route and status.",
			Buckets: []float64{.001, .005, .025, .1, .5, 2.5, 10},
		}, []string{"route", "status"}),
	}
	m.registry.MustRegister(m.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// observe notes one request. Routes are patterns, so that neither ids nor whatever else a stranger sends become series.
func (m *metrics) observe(method, pattern string, status int, took time.Duration) {
	if !strings.Contains(pattern, " ") {
		if !slices.Contains(methods, method) {
			method = "OTHER"
		}
		pattern = method + " " + cmp.Or(pattern, "other")
	}
	m.requests.WithLabelValues(pattern, strconv.Itoa(status)).Observe(took.Seconds())
}

// methods are those told apart where a route takes any.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// handler answers a scrape. What is counted elsewhere is asked for at that moment.
func (m *metrics) handler(ctx context.Context, a *App) http.Handler {
	connections := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "sapa_live_connections", Help: "Open live-update connections of agents and widgets.",
	}, func() float64 { return float64(a.Hub.Connections()) })
	queue := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "sapa_delivery_queue_seconds", Help: "For how long the oldest delivery of a provider has waited to be ingested.",
	}, func() float64 { return a.queueAge(ctx) })
	now := prometheus.NewRegistry()
	now.MustRegister(connections, queue)
	return promhttp.HandlerFor(prometheus.Gatherers{m.registry, now}, promhttp.HandlerOpts{})
}

// queueAge is for how many seconds the oldest delivery has been due; zero when none waits, no number when nobody knows.
func (a *App) queueAge(ctx context.Context) float64 {
	now := a.options.Now()
	since, err := a.Store.OldestDelivery(ctx, now)
	switch {
	case err != nil:
		return math.NaN()
	case since.IsZero():
		return 0
	}
	return now.Sub(since).Seconds()
}
