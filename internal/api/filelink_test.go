package api_test

import (
	"bytes"
	"image"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/api"
	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// linksOf are the links of the first file in the newest message a customer sees.
func linksOf(v *sapatest.Visitor) (whole, small string) {
	v.T.Helper()
	a := v.Call("GET", "messages", nil)
	last := a.Len("messages") - 1
	return a.Text("messages", last, "attachments", 0, "url"), a.Text("messages", last, "attachments", 0, "thumb_url")
}

// with is a link with one parameter changed; an empty value takes it away.
func with(t *testing.T, link, name, value string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set(name, value)
	if value == "" {
		q.Del(name)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// visitorAt is a neighbour's customer, whose calls go to the neighbour's channel.
func visitorAt(h *sapatest.House, owner *sapatest.Person, o sapatest.Object) *sapatest.Visitor {
	h.T.Helper()
	v := *o.Visitor
	v.Widget = owner.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "setup", "public_key")
	return &v
}

// A customer's link opens one file, in one form, for some hours, as it was signed and not otherwise.
func signedLinks(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	neighbour, theirs := h.Neighbour()
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{bring(eko, "a.png", sapatest.Picture).Text("key")}}).Must(http.StatusCreated, "")
	whole, small := linksOf(o.Visitor)
	anybody := h.Anonymous()
	a := anybody.Want(http.StatusOK, "GET", whole, nil)
	if !bytes.Equal(a.Body, sapatest.Picture) || a.Header.Get("Cache-Control") != "private, max-age=3600" || a.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("%v", a.Header)
	}
	anybody.Want(http.StatusOK, "GET", small, nil)
	neighbour.Want(http.StatusCreated, "POST", at(theirs.ID, "messages"), map[string]any{"attachments": []string{theirs.File}}, keyed()...)
	other, _ := linksOf(visitorAt(h, neighbour, theirs))
	query := func(link string) url.Values { u, _ := url.Parse(link); return u.Query() }
	path, rest, _ := strings.Cut(whole, "?")
	for what, link := range map[string]string{
		"no signature":               with(t, whole, "s", ""),
		"a changed signature":        with(t, whole, "s", strings.Repeat("A", 43)),
		"a longer life":              with(t, whole, "u", itoa(h.Clock.Now().Add(1000*time.Hour).Unix())),
		"no end":                     with(t, whole, "u", ""),
		"another form":               with(t, whole, "t", "t"),
		"a picture's form":           with(t, whole, "t", "p"),
		"no form":                    with(t, whole, "t", ""),
		"the thumbnail's signature":  with(t, whole, "s", query(small).Get("s")),
		"another workspace":          with(t, whole, "w", query(other).Get("w")),
		"no workspace":               with(t, whole, "w", ""),
		"another's signature":        with(t, whole, "s", query(other).Get("s")),
		"another file":               "/widget/files/" + o.File + "?" + rest,
		"another workspace's file":   strings.Replace(other, "w="+query(other).Get("w"), "w="+query(whole).Get("w"), 1),
		"a key that is none":         "/widget/files/x?" + rest,
		"no parameters":              path,
		"a signature in other words": with(t, whole, "s", query(whole).Get("s")+"="),
	} {
		if a := anybody.Do("GET", link, nil); a.Status != http.StatusNotFound {
			t.Errorf("a link with %s: %d", what, a.Status)
		}
	}
	h.Clock.Advance(6 * time.Hour)
	anybody.Want(http.StatusOK, "GET", whole, nil)
	if fresh, _ := linksOf(o.Visitor); fresh == whole {
		t.Error("the address does not change in six hours")
	}
	h.Clock.Advance(6 * time.Hour)
	anybody.Do("GET", whole, nil).Must(http.StatusNotFound, "not_found")
	fresh, _ := linksOf(o.Visitor)
	anybody.Want(http.StatusOK, "GET", fresh, nil)
}

// Whatever a link says, and were it signed: what a customer was never shown, or no more, does not open.
func deniedLinks(t *testing.T, h *sapatest.House) {
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	loose := bring(eko, "a.png", sapatest.Picture).Text("key")
	deleted := bring(eko, "b.png", sapatest.Picture).Text("key")
	message := send(eko, o.ID, sapatest.NewKey(), map[string]any{"attachments": []string{deleted}}).Must(http.StatusCreated, "").Text("id")
	open := func(key, what string) int {
		return h.Anonymous().Do("GET", api.LinkTo(h.API, h.Workspace, key, what, h.Clock.Now()), nil).Status
	}
	if open(o.File, "f") != http.StatusOK || open(o.File, "t") != http.StatusOK || open(deleted, "f") != http.StatusOK {
		t.Fatal("the test's own links do not open what they may")
	}
	eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", message), nil)
	for what, key := range map[string]string{"a note's file": o.NoteFile, "a loose file": loose, "a deleted message's file": deleted} {
		for _, form := range []string{"f", "t"} {
			if status := open(key, form); status != http.StatusNotFound {
				t.Errorf("%s opens as %q: %d", what, form, status)
			}
		}
	}
}

// A member's picture is made small, seen by colleagues and by the customers they write to, and by nobody else.
func avatar(t *testing.T, h *sapatest.House) {
	eko, dewi := h.As(sapatest.Eko), h.As(sapatest.Dewi)
	neighbour, _ := h.Neighbour()
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	eko.Reply(o.ID, "halo kak").Must(http.StatusCreated, "")
	face := "/api/v1/members/" + eko.ID + "/avatar"
	dewi.Do("GET", face, nil).Must(http.StatusNotFound, "not_found")
	for status, content := range map[int]any{
		http.StatusUnsupportedMediaType: `<svg xmlns="http://www.w3.org/2000/svg"/>`, http.StatusUnprocessableEntity: sapatest.Picture[:20],
		http.StatusRequestEntityTooLarge: endless(10<<20 + 1),
	} {
		eko.Want(status, "PUT", "/api/v1/me/avatar", content)
	}
	eko.Want(http.StatusUnsupportedMediaType, "PUT", "/api/v1/me/avatar", "%PDF-1.7")
	eko.Want(http.StatusNoContent, "PUT", "/api/v1/me/avatar", photo(t, 1200))
	a := dewi.Want(http.StatusOK, "GET", face, nil)
	drawn, kind, err := image.DecodeConfig(bytes.NewReader(a.Body))
	if err != nil || drawn.Width != 256 || a.Header.Get("Content-Type") != "image/"+kind {
		t.Errorf("the picture is %d wide, %s, %v", drawn.Width, a.Header.Get("Content-Type"), err)
	}
	neighbour.Do("GET", face, nil).Must(http.StatusNotFound, "not_found")
	h.Anonymous().Do("GET", face, nil).Must(http.StatusUnauthorized, "")
	seen := o.Visitor.Call("GET", "messages", nil)
	link := seen.Text("messages", 1, "author", "avatar_url")
	o.Visitor.Want(http.StatusOK, "GET", link, nil)
	for _, form := range []string{"f", "t"} {
		o.Visitor.Do("GET", with(t, link, "t", form), nil).Must(http.StatusNotFound, "")
	}
	former := h.Query(`SELECT avatar FROM members WHERE avatar <> ''`)[0]
	eko.Want(http.StatusNoContent, "PUT", "/api/v1/me/avatar", sapatest.Picture)
	if _, _, err := h.Blobs.Open(t.Context(), blob.Key(former)); err == nil {
		t.Error("the bytes of the former picture are kept")
	}
	o.Visitor.Do("GET", link, nil).Must(http.StatusNotFound, "")
	eko.Want(http.StatusNoContent, "PUT", "/api/v1/me/avatar", nil)
	dewi.Do("GET", face, nil).Must(http.StatusNotFound, "not_found")
	if url := eko.Want(http.StatusOK, "GET", "/api/v1/me", nil).At("member", "avatar_url"); url != nil {
		t.Errorf("the picture that was taken away is at %v", url)
	}
}
