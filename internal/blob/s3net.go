package blob

import (
	"cmp"
	"context"
	"net"
	"net/http"
	"time"
)

const (
	// defaultStall is how long a connection may stand still: slower than any server that is still at work.
	defaultStall = time.Minute
	dialTimeout  = 10 * time.Second
)

// transport is HTTP/1.1, which S3 servers speak, with an end to every wait. There is no limit for a whole
// request: a large attachment on a slow line is fine as long as bytes keep moving.
func transport(cfg S3Config) *http.Transport {
	stall := cmp.Or(cfg.Stall, defaultStall)
	dial := cfg.Dial
	if dial == nil {
		dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	}
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return stallConn{Conn: conn, stall: stall}, nil
		},
		TLSHandshakeTimeout:   dialTimeout,
		ResponseHeaderTimeout: stall,
		IdleConnTimeout:       stall,
		MaxIdleConnsPerHost:   16,
		DisableCompression:    true, // else a body stored as gzip would come back longer than its size
	}
}

// stallConn fails when no byte moves for the stall time. Each move in one direction also renews the wait in the
// other: while a long body is sent, the transport is already waiting for the answer.
type stallConn struct {
	net.Conn
	stall time.Duration
}

func (c stallConn) Read(p []byte) (int, error) {
	if err := c.renew(); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

func (c stallConn) Write(p []byte) (int, error) {
	if err := c.renew(); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

func (c stallConn) renew() error {
	return c.SetDeadline(time.Now().Add(c.stall))
}
