package api

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// cookieName is the session's cookie. Browsers that reach us by https get it with the prefix that forbids other
// hosts and paths to set it.
const cookieName = "sapa_session"

const secureCookieName = "__Host-" + cookieName

func (a *API) cookieName() string {
	if a.Secure {
		return secureCookieName
	}
	return cookieName
}

// cookie carries a session's token; an empty one takes it away.
func (a *API) cookie(token string, until time.Time) http.Cookie {
	c := http.Cookie{
		Name: a.cookieName(), Value: token, Path: "/", MaxAge: -1, HttpOnly: true, Secure: a.Secure, SameSite: http.SameSiteLaxMode,
	}
	if token != "" {
		// A span, not a moment: the browser's clock may be wrong.
		c.MaxAge = int(until.Sub(a.Now()).Seconds())
	}
	return c
}

type contextKey int

const callerKey contextKey = 0

// caller is who calls, as the session says.
type caller struct {
	sapa.By
	Session store.Session
}

// authenticate reads the session of a request.
func (a *API) authenticate(ctx context.Context, r *http.Request) (caller, error) {
	token := ""
	if c, err := r.Cookie(a.cookieName()); err == nil {
		token = c.Value
	}
	by, session, err := a.Admin.Authenticate(ctx, token)
	return caller{by, session}, err
}

// requireSession lets only signed-in members through.
func (a *API) requireSession(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	c, err := a.authenticate(ctx.Context(), r)
	if err != nil {
		a.writeProblem(w, a.orSetUp(ctx.Context(), err))
		return
	}
	a.acted(ctx.Context(), c, ctx.Operation().Method, ctx.Operation().OperationID)
	next(huma.WithValue(ctx, callerKey, c))
}

// orSetUp tells whoever cannot be signed in that nobody can yet, when that is why.
func (a *API) orSetUp(ctx context.Context, err error) error {
	if sapa.KindOf(err) != sapa.Unauthenticated {
		return err
	}
	open, readErr := a.Admin.SetUpOpen(ctx)
	if readErr != nil || !open {
		return err
	}
	return sapa.Errorf(sapa.Conflict, "setup_required", "the set-up is still to be done, at the address that was printed at start")
}

// who is the caller of an operation for members.
func who(ctx context.Context) caller {
	return ctx.Value(callerKey).(caller)
}

// device tells where a request comes from.
func (a *API) device(r *http.Request) admin.Device {
	return admin.Device{Agent: r.UserAgent(), Address: a.address(r)}
}

// address is the caller's network address: the last one the trusted proxy saw, or the connection's.
func (a *API) address(r *http.Request) netip.Addr {
	if a.TrustProxy {
		// Some proxies add to the caller's line, some add a line of their own; the last word is the proxy's either way.
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if address, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1])); err == nil {
			return address
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	address, _ := netip.ParseAddr(host)
	return address
}

// signedIn is the answer that carries a new session's cookie.
type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (a *API) signedIn(s admin.SignedIn, err error) (*signedIn, error) {
	if err != nil {
		return nil, err
	}
	return &signedIn{SetCookie: a.cookie(s.Token, s.ExpiresAt)}, nil
}

// fromDevice is an input that also reads where the request comes from.
type fromDevice struct{ device admin.Device }

type deviceKey struct{}

// Resolve satisfies huma.Resolver.
func (f *fromDevice) Resolve(ctx huma.Context) []error {
	f.device, _ = ctx.Context().Value(deviceKey{}).(admin.Device)
	return nil
}

type signInInput struct {
	fromDevice
	Body struct {
		Name     string `json:"name" maxLength:"254" doc:"Email or phone number"`
		Password string `json:"password" maxLength:"800"`
	}
}

type invitationInput struct {
	Body struct {
		Token string `json:"token" maxLength:"100"`
	}
}

type acceptInput struct {
	fromDevice
	Body struct {
		Token    string `json:"token" maxLength:"100"`
		Password string `json:"password" maxLength:"800"`
	}
}

// Invitation is what a link tells whoever opens it.
type Invitation struct {
	Workspace string        `json:"workspace" doc:"Name of the workspace"`
	Name      string        `json:"name" doc:"The invited member's name"`
	Email     string        `json:"email" doc:"The invited member's email; may be empty"`
	Language  sapa.Language `json:"language" enum:"id,en"`
	Again     bool          `json:"again" doc:"True when the member has a password already and sets a new one"`
}

// Session is a browser that is signed in.
type Session struct {
	ID        string    `json:"id"`
	Agent     string    `json:"agent" doc:"The browser's description of itself"`
	Address   string    `json:"address"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at"`
	Current   bool      `json:"current" doc:"True for the session of this request"`
}

// SessionList is all places where a member is signed in, newest first.
type SessionList struct {
	Sessions []Session `json:"sessions"`
}

func (a *API) sessionRoutes() {
	handle(a, route{method: "POST", path: "/sessions", who: anybody, name: "sign-in", group: "account", doc: "Sign in; the answer sets the session's cookie", status: 204},
		func(ctx context.Context, in *signInInput) (*signedIn, error) {
			return a.signedIn(a.Admin.SignIn(ctx, in.Body.Name, in.Body.Password, in.device))
		})
	handle(a, route{method: "POST", path: "/invitations/look", who: anybody, name: "look-invitation", group: "account", doc: "What an invitation's link is for"},
		func(ctx context.Context, in *invitationInput) (*body[Invitation], error) {
			i, err := a.Admin.LookInvitation(ctx, in.Body.Token)
			return &body[Invitation]{Invitation(i)}, err
		})
	handle(a, route{method: "POST", path: "/invitations/accept", who: anybody, name: "accept-invitation", group: "account", doc: "Set the password an invitation asks for, and sign in", status: 204},
		func(ctx context.Context, in *acceptInput) (*signedIn, error) {
			return a.signedIn(a.Admin.AcceptInvitation(ctx, in.Body.Token, in.Body.Password, in.device))
		})
	handle(a, route{method: "GET", path: "/sessions", who: member, name: "list-sessions", group: "account", doc: "Where you are signed in"},
		func(ctx context.Context, _ *none) (*body[SessionList], error) { return a.sessions(ctx) })
	handle(a, route{method: "DELETE", path: "/sessions/current", who: member, name: "sign-out", group: "account", doc: "Sign out", status: 204},
		func(ctx context.Context, _ *none) (*signedIn, error) {
			c := who(ctx)
			return &signedIn{SetCookie: a.cookie("", time.Time{})}, a.Admin.SignOut(ctx, c.By, c.Session.ID)
		})
	handle(a, route{method: "DELETE", path: "/sessions", who: member, name: "sign-out-everywhere", group: "account", doc: "Sign out everywhere but here", status: 204},
		func(ctx context.Context, _ *none) (*none, error) {
			c := who(ctx)
			return nil, a.Admin.SignOutEverywhere(ctx, c.By, c.Session.ID)
		})
	handle(a, route{method: "DELETE", path: "/sessions/{id}", who: member, name: "end-session", group: "account", doc: "Sign out in one other place", status: 204},
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"64"`
		}) (*none, error) {
			id, ok := a.seal.number(aSession, in.ID)
			if !ok {
				return nil, sapa.Missing("session")
			}
			return nil, a.Admin.SignOut(ctx, who(ctx).By, id)
		})
}

func (a *API) sessions(ctx context.Context) (*body[SessionList], error) {
	c := who(ctx)
	all, err := a.Admin.Sessions(ctx, c.By)
	out := SessionList{Sessions: []Session{}}
	for _, s := range all {
		out.Sessions = append(out.Sessions, Session{
			ID: a.seal.id(aSession, s.ID), Agent: s.Agent, Address: s.Address, CreatedAt: s.CreatedAt, SeenAt: s.SeenAt, Current: s.ID == c.Session.ID,
		})
	}
	return &body[SessionList]{out}, err
}
