package house

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Provider is a fake WhatsApp provider in this process.
type Provider struct {
	*fake.Provider
	// Graph is the address of its API.
	Graph  string
	server *http.Server
	taken  atomic.Int64
}

// Taken is how many requests to send something it has answered.
func (p *Provider) Taken() int { return int(p.taken.Load()) }

// ServeHTTP is the provider's own, counted.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.Provider.ServeHTTP(w, r)
	if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/messages") {
		p.taken.Add(1)
	}
}

// NewProvider starts a provider.
func NewProvider(o fake.Options) (*Provider, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	p := &Provider{Provider: fake.New(o), Graph: "http://" + listener.Addr().String()}
	p.SetURL(p.Graph)
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = p.server.Serve(listener) }()
	return p, nil
}

// Close stops it.
func (p *Provider) Close() error {
	p.Provider.Close()
	return p.server.Close()
}

// Number is a WhatsApp number that is connected.
type Number struct {
	// ID is the channel's public id, Key what its provider addresses it by.
	ID, Key string
	// VerifyToken is what its provider shows in the handshake.
	VerifyToken string
}

// Hook is the path its provider delivers to.
func (n Number) Hook() string { return "/hooks/" + n.Key }

// Connect connects the provider's number as an administrator does, or finds it connected already, and tells the provider
// where to deliver. The house must know the provider by its Graph.
func (c *Client) Connect(ctx context.Context, p *Provider) (Number, error) {
	n, err := c.number(ctx)
	if err != nil {
		return n, err
	}
	if n.ID == "" {
		config := map[string]any{}
		for _, v := range p.ConnectValues() {
			config[v.Name] = v.Value
		}
		var made shownChannel
		err := c.Do(ctx, "POST", "/api/v1/channels", map[string]any{"kind": "whatsapp", "name": "WhatsApp toko", "config": config}, &made)
		if err != nil {
			return n, err
		}
		n = made.number()
	}
	if err := p.SetCallback(ctx, c.URL+n.Hook(), n.VerifyToken); err != nil {
		return n, fmt.Errorf("house: handshake: %w", err)
	}
	return n, c.Do(ctx, "POST", "/api/v1/channels/"+n.ID+"/subscribe", nil, nil)
}

// shownChannel is the little of a channel that is needed here.
type shownChannel struct {
	ID, Kind string
	Setup    struct {
		PublicKey string `json:"public_key"`
		Hook      struct {
			VerifyToken string `json:"verify_token"`
		}
	}
}

func (s shownChannel) number() Number {
	return Number{ID: s.ID, Key: s.Setup.PublicKey, VerifyToken: s.Setup.Hook.VerifyToken}
}

// number finds the house's number; empty for none.
func (c *Client) number(ctx context.Context) (Number, error) {
	var all struct{ Channels []shownChannel }
	if err := c.Do(ctx, "GET", "/api/v1/channels", nil, &all); err != nil {
		return Number{}, err
	}
	for _, s := range all.Channels {
		if s.Kind == "whatsapp" {
			return s.number(), nil
		}
	}
	return Number{}, nil
}
