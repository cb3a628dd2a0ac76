package email

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"
)

// Issuer gives out the tokens by which one signs in at the servers, as strict as the strictest provider: each time it is
// asked it replaces the refresh token, and whoever shows one that was replaced loses the permission altogether. Its methods
// are safe for parallel use.
type Issuer struct {
	mu      sync.Mutex
	address string
	number  int
	refresh string // the one that counts; empty when there is no permission
	access  map[string]bool
	asked   int
	reused  int
}

// NewIssuer is one for a mailbox that nobody has permitted anybody yet.
func NewIssuer(address string) *Issuer { return &Issuer{address: address, access: map[string]bool{}} }

// Permit is the mailbox's owner signing in and permitting it: it answers the refresh token. What was permitted before ends.
func (i *Issuer) Permit() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	clear(i.access)
	i.refresh = i.next("refresh")
	return i.refresh
}

// Withdraw ends the permission.
func (i *Issuer) Withdraw() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.withdraw()
}

func (i *Issuer) withdraw() {
	clear(i.access)
	i.refresh = ""
}

// Expire ends the access tokens that were given out, sooner than was said.
func (i *Issuer) Expire() {
	i.mu.Lock()
	defer i.mu.Unlock()
	clear(i.access)
}

// Asked is how often a token was given out, and how often somebody showed a refresh token that had been replaced.
func (i *Issuer) Asked() (given, reused int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.asked, i.reused
}

func (i *Issuer) next(kind string) string {
	i.number++
	return fmt.Sprintf("%s-token-%d", kind, i.number)
}

// right tells whether somebody may sign in with a token.
func (i *Issuer) right(name, token string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return strings.EqualFold(name, i.address) && i.access[token]
}

// ServeHTTP answers at /token for refresh tokens and at /introspect for access tokens (RFC 6749 and 7662).
func (i *Issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	answer := func(status int, values map[string]any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(values) // whoever hung up needs no answer
	}
	switch shown := r.FormValue("refresh_token"); {
	case r.URL.Path == "/introspect":
		answer(http.StatusOK, map[string]any{"active": i.access[r.FormValue("token")], "username": i.address})
	case r.URL.Path != "/token" || r.FormValue("grant_type") != "refresh_token":
		answer(http.StatusBadRequest, map[string]any{"error": "invalid_request"})
	case i.refresh == "" || shown != i.refresh:
		if i.refresh != "" {
			i.reused++
		}
		i.withdraw()
		answer(http.StatusBadRequest, map[string]any{"error": "invalid_grant", "error_description": "The permission has ended or was withdrawn."})
	default:
		i.asked++
		i.refresh = i.next("refresh")
		access := i.next("access")
		i.access[access] = true
		answer(http.StatusOK, map[string]any{"access_token": access, "refresh_token": i.refresh, "expires_in": 3600, "token_type": "Bearer"})
	}
}

// bearer is the server's side of XOAUTH2.
type bearer struct {
	// enter lets somebody in by a token.
	enter   func(name, token string) error
	refused error
}

// Next satisfies sasl.Server. Whoever is refused is told why first, and answers that with nothing.
func (b *bearer) Next(response []byte) (challenge []byte, done bool, err error) {
	if b.refused != nil {
		return nil, true, b.refused
	}
	if response == nil {
		return []byte{}, false, nil
	}
	parts := strings.Split(string(response), "\x01")
	name, named := strings.CutPrefix(parts[0], "user=")
	if !named || len(parts) < 2 {
		return nil, true, errors.New("email: no XOAUTH2")
	}
	if b.refused = b.enter(name, strings.TrimPrefix(parts[1], "auth=Bearer ")); b.refused != nil {
		return []byte(`{"status":"401","schemes":"bearer"}`), false, nil
	}
	return nil, true, nil
}

// mechanisms are the ways of signing in at both servers.
var mechanisms = []string{sasl.Plain, "XOAUTH2"}

// signing is the server's side of a way of signing in: enter is asked with a name and a password, or a token.
func signing(mechanism string, password, token func(name, shown string) error) sasl.Server {
	if mechanism == "XOAUTH2" {
		return &bearer{enter: token}
	}
	return sasl.NewPlainServer(func(_, name, shown string) error { return password(name, shown) })
}
