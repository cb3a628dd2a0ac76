// Package outside makes the requests Sapa sends to others. It never reaches into a private network: every address a
// name resolves to is looked at, the one that was looked at is dialled, and redirects go through the same door.
package outside

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// Times of one request. Whoever asks may give up sooner by the context.
const (
	dialTime   = 10 * time.Second
	headerTime = 30 * time.Second
	idleTime   = 90 * time.Second
)

// connections is how many idle ones are kept for a host: a channel sends over a few at the same time.
const connections = 16

// ErrPrivate is the error of a request into a private network.
var ErrPrivate error = private{}

type private struct{}

func (private) Error() string { return "outside: the address is in a private network" }

// PrivateAddress marks the error for those who cannot name it.
func (private) PrivateAddress() {}

// New makes a client. The addresses in allowed, such as http://localhost:9090, are reached wherever they lie: the
// operator named them. No other private, loopback, link-local or otherwise special address is.
func New(allowed ...string) *http.Client {
	transport := &http.Transport{
		DialContext:       dialer(named(allowed)),
		ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialTime, ResponseHeaderTimeout: headerTime, IdleConnTimeout: idleTime,
		MaxIdleConnsPerHost: connections, MaxResponseHeaderBytes: 64 << 10,
	}
	return &http.Client{Transport: transport, CheckRedirect: redirect}
}

// Dialer makes connections that are no HTTP. The addresses in allowed, such as localhost:993, are reached wherever they lie.
func Dialer(allowed ...string) func(ctx context.Context, network, address string) (net.Conn, error) {
	hosts := map[string]bool{}
	for _, address := range allowed {
		hosts[address] = true
	}
	return dialer(hosts)
}

func dialer(free map[string]bool) func(ctx context.Context, network, address string) (net.Conn, error) {
	guarded := &net.Dialer{Timeout: dialTime, Control: refusePrivate}
	unguarded := &net.Dialer{Timeout: dialTime}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if free[address] {
			return unguarded.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}

// named are the hosts with their ports of some addresses.
func named(addresses []string) map[string]bool {
	hosts := map[string]bool{}
	for _, address := range addresses {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			hosts[hostPort(u)] = true
		}
	}
	return hosts
}

// ErrPlain is the error of a request that everybody on its way could read.
var ErrPlain = errors.New("outside: the address is not one of https")

// Typed makes a client for addresses that people fill in: New with nothing sent in the clear, but to the addresses in allowed.
func Typed(allowed ...string) *http.Client {
	client := New(allowed...)
	client.Transport = covered{client.Transport, named(allowed)}
	return client
}

// Asks tells whether Typed makes requests to addresses that begin so: what people fill in is told before it is kept.
func Asks(address string, allowed ...string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || named(allowed)[hostPort(u)])
}

// covered refuses requests in the clear to all but some hosts.
type covered struct {
	http.RoundTripper
	hosts map[string]bool
}

// RoundTrip satisfies http.RoundTripper.
func (c covered) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" && !c.hosts[hostPort(r.URL)] {
		if r.Body != nil {
			_ = r.Body.Close()
		}
		return nil, ErrPlain
	}
	return c.RoundTripper.RoundTrip(r)
}

// redirects is how many are followed. A provider's files need one at most.
const redirects = 3

// redirect judges a redirect. What is handed over goes where it was said to go and nowhere else: only what is asked for is
// led on.
func redirect(r *http.Request, via []*http.Request) error {
	if via[0].Method != http.MethodGet && via[0].Method != http.MethodHead {
		return http.ErrUseLastResponse
	}
	if len(via) > redirects {
		return errors.New("outside: too many redirects")
	}
	if r.URL.Scheme != "https" && via[0].URL.Scheme == "https" {
		return errors.New("outside: a redirect away from https")
	}
	// Where a request came from is nobody's business, and some providers want secrets in their paths.
	r.Header.Del("Referer")
	return nil
}

func hostPort(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	if u.Scheme == "https" {
		return u.Host + ":443"
	}
	return u.Host + ":80"
}

// refusePrivate looks at the very address that is about to be dialled, after names were resolved.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("outside: %w", err)
	}
	if !Public(at.Addr()) {
		return ErrPrivate
	}
	return nil
}

// internet is where IPv6 addresses of the internet lie. All else there has some other meaning: links, sites, loopback,
// IPv4 addresses in disguise.
var internet = netip.MustParsePrefix("2000::/3")

// special are ranges that are no place on the internet and that netip has no question for.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),       // this network
	netip.MustParsePrefix("100.64.0.0/10"),   // shared by a carrier's customers
	netip.MustParsePrefix("192.0.0.0/24"),    // protocol assignments
	netip.MustParsePrefix("192.0.2.0/24"),    // documentation
	netip.MustParsePrefix("192.88.99.0/24"),  // relays of 6to4
	netip.MustParsePrefix("198.18.0.0/15"),   // benchmarks
	netip.MustParsePrefix("198.51.100.0/24"), // documentation
	netip.MustParsePrefix("203.0.113.0/24"),  // documentation
	netip.MustParsePrefix("240.0.0.0/4"),     // reserved, and broadcast
	netip.MustParsePrefix("2001::/23"),       // protocol assignments, such as Teredo: an IPv4 address inside
	netip.MustParsePrefix("2001:db8::/32"),   // documentation
	netip.MustParsePrefix("2002::/16"),       // 6to4: an IPv4 address inside
	netip.MustParsePrefix("3fff::/20"),       // documentation
}

// Public tells whether an address is a place on the internet.
func Public(at netip.Addr) bool {
	at = at.Unmap()
	if !at.IsGlobalUnicast() || at.IsPrivate() || (at.Is6() && !internet.Contains(at)) {
		return false
	}
	for _, p := range special {
		if p.Contains(at) {
			return false
		}
	}
	return true
}
