package admin_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

var laptop = admin.Device{Agent: "test", Address: netip.MustParseAddr("192.0.2.1")}

// Between proving who one is and getting the session lies the time of a slow hash. Who is removed in it, or whose
// password is changed in it, gets no session: it would outlive what was to end all of them.
func TestNoSessionForWhoWasRemovedMeanwhile(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, eko, fitri := h.By(sapatest.Ratna), h.By(sapatest.Eko), h.By(sapatest.Fitri)
		proven := map[sapa.By]sapa.Member{}
		for _, by := range []sapa.By{eko, fitri} {
			m, err := h.Store.Member(t.Context(), by.Workspace, by.Member)
			if err != nil {
				t.Fatal(err)
			}
			proven[by] = m
		}
		if _, err := admin.OpenSession(h.Admin, t.Context(), proven[eko], laptop); err != nil {
			t.Fatalf("nothing happened meanwhile, and yet: %v", err)
		}
		if err := h.Admin.RemoveMember(t.Context(), ratna, eko.Member); err != nil {
			t.Fatal(err)
		}
		if err := h.Admin.ChangePassword(t.Context(), fitri, 0, sapatest.Password, "teh botol dingin"); err != nil {
			t.Fatal(err)
		}
		for by, m := range proven {
			in, err := admin.OpenSession(h.Admin, t.Context(), m, laptop)
			if sapa.CodeOf(err) != "wrong_credentials" || in.Token != "" {
				t.Errorf("member %d got a session: %v, %v", by.Member, in, err)
			}
			if sessions, err := h.Admin.Sessions(t.Context(), by); err != nil || len(sessions) != 0 {
				t.Errorf("member %d has %d sessions, %v", by.Member, len(sessions), err)
			}
		}
	})
}

// Whoever signs in has exactly one hash computed, whether there is such an account or not: time tells nobody who has one.
func TestEveryNameCostsOneHash(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		ratna, eko := h.By(sapatest.Ratna), h.By(sapatest.Eko)
		phone, email := "+6281234567890", "hana@melati.example"
		if _, _, err := h.Admin.Invite(t.Context(), ratna, admin.Profile{Name: new("Hana"), Email: &email, Phone: &phone}, ""); err != nil {
			t.Fatal(err)
		}
		if err := h.Admin.RemoveMember(t.Context(), ratna, eko.Member); err != nil {
			t.Fatal(err)
		}
		for what, name := range map[string]string{
			"a member": sapatest.Email(sapatest.Ratna), "an invited member": email, "their number": "0812-3456-7890", "a removed member": sapatest.Email(sapatest.Eko),
			"nobody": "nobody@melati.example", "nobody's number": "081299990000", "no name": "", "garbage": "%_' OR 1=1 --", "a long name": strings.Repeat("a", 254),
		} {
			if _, found, err := admin.Candidates(h.Admin, t.Context(), name); err != nil || len(found) != 1 {
				t.Errorf("%s: %d hashes, %v", what, len(found), err)
			}
		}
	})
}
