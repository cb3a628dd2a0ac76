package api_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The widget that polls, the one with a socket and the one that loads afresh end with the same.
func TestPollingAndSocketTellTheSame(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko := h.As(sapatest.Eko)
		o := h.Conversation(sapa.Handled, sapatest.Eko)
		cursor := o.Visitor.Call("GET", "messages", nil).Text("cursor")
		live := o.Visitor.Live(cursor)
		polled := map[float64]string{}
		poll := func() {
			a := o.Visitor.Call("GET", "updates?cursor="+cursor, nil).Must(http.StatusOK, "")
			if a.At("reload") != false {
				t.Fatalf("the poll says %s", a.Body)
			}
			maps.Copy(polled, byNumber(t, a.At("messages")))
			cursor = a.Text("cursor")
		}
		first := eko.Reply(o.ID, "satu").Must(http.StatusCreated, "").Text("id")
		poll()
		eko.Want(http.StatusCreated, "POST", at(o.ID, "notes"), map[string]any{"text": "catatan"}, keyed()...)
		eko.Want(http.StatusNoContent, "PATCH", at(o.ID, "messages", first), map[string]any{"text": "satu!"})
		eko.Want(http.StatusNoContent, "PUT", at(o.ID, "messages", o.Message, "reaction"), map[string]any{"emoji": "👍"})
		h.Visitor().Say("pembeli lain")
		poll()
		poll()
		second := eko.Reply(o.ID, "dua").Must(http.StatusCreated, "").Text("id")
		eko.Want(http.StatusNoContent, "DELETE", at(o.ID, "messages", second), nil)
		o.Visitor.Say("tiga")
		read(eko, o.ID, 4)
		eko.Want(http.StatusNoContent, "POST", at(o.ID, "resolve"), nil)
		o.Visitor.Say("empat")
		poll()
		live.Wait("the last message", func(f sapatest.Frame) bool {
			m, ok := f["message"].(map[string]any)
			return ok && m["text"] == "empat"
		})
		pushed := map[float64]string{}
		for _, f := range live.Frames() {
			if f["message"] != nil {
				maps.Copy(pushed, byNumber(t, []any{f["message"]}))
			}
			if f["message"] != nil && f["cursor"] == "" {
				t.Errorf("a frame without a cursor: %v", f)
			}
		}
		fresh := byNumber(t, o.Visitor.Call("GET", "messages", nil).At("messages"))
		if len(fresh) != 5 || !maps.Equal(pushed, fresh) || !maps.Equal(polled, fresh) {
			t.Errorf("pushed %v\npolled %v\nfresh %v", pushed, polled, fresh)
		}
		a := o.Visitor.Call("GET", "updates?cursor="+cursor, nil)
		if got, want := a.Number("agent_read"), o.Visitor.Call("GET", "messages", nil).Number("agent_read"); got != want || got == 0 {
			t.Errorf("the poll says agents have read up to %d, the page %d", got, want)
		}
	})
}

// A cut widget goes on from its cursor; one with a cursor that leads nowhere loads afresh.
func TestWidgetCursors(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	eko := h.As(sapatest.Eko)
	o := h.Conversation(sapa.Handled, sapatest.Eko)
	live := o.Visitor.Live("")
	ready := live.Wait("ready", func(f sapatest.Frame) bool { return f["type"] == "ready" })
	live.Cut()
	eko.Reply(o.ID, "selagi putus").Must(http.StatusCreated, "")
	again := o.Visitor.Live(ready["cursor"].(string))
	frames := again.Frames()
	if frames[0]["type"] != "message" || frames[len(frames)-1]["type"] != "ready" {
		t.Errorf("after the cut there came %v", frames)
	}
	cursor := ready["cursor"].(string)
	if _, err := strconv.Atoi(cursor); err == nil || len(cursor) < 20 {
		t.Errorf("the cursor %q tells something", cursor)
	}
	swapped := cursor[:5] + string(map[bool]byte{true: '1', false: '0'}[cursor[5] == '0']) + cursor[6:]
	for _, bad := range []string{swapped, "x", cursor[:25], cursor + "0", eko.ID, strings.ToUpper(cursor), "1", "-1"} {
		if a := o.Visitor.Call("GET", "updates?cursor="+bad, nil).Must(http.StatusOK, ""); a.At("reload") != true || a.Len("messages") != 0 {
			t.Errorf("polling with %q: %s", bad, a.Body)
		}
		if first := o.Visitor.Live(bad).Frames()[0]; first["type"] != "reload" {
			t.Errorf("the socket with %q: %v", bad, first)
		}
	}
	stranger := h.Visitor()
	if a := stranger.Call("GET", "messages", nil).Must(http.StatusOK, ""); a.Len("messages") != 0 || a.Text("cursor") == "" || a.At("more") != false {
		t.Errorf("a stranger sees %s", a.Body)
	}
	// A stranger's socket that was open before their first message hears the answer to it.
	early := stranger.Live("")
	stranger.Say("halo pertama")
	eko.Reply(eko.List("queue")[0], "selamat datang").Must(http.StatusCreated, "")
	early.Wait("the answer", func(f sapatest.Frame) bool {
		m, ok := f["message"].(map[string]any)
		return ok && m["text"] == "selamat datang"
	})
}

// knock opens a socket to the house with any headers and says the first words; it answers the close code, zero while
// the connection stays open until it is ready.
func knock(t *testing.T, h *sapatest.House, path string, headers http.Header, words ...string) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, strings.Replace(h.URL, "http", "ws", 1)+path, &websocket.DialOptions{HTTPHeader: headers})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	for _, word := range words {
		if err := conn.Write(ctx, websocket.MessageText, []byte(word)); err != nil {
			break
		}
	}
	for {
		_, frame, err := conn.Read(ctx)
		var closed websocket.CloseError
		if errors.As(err, &closed) {
			return int(closed.Code)
		}
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(frame), `"type":"ready"`) {
			return 0
		}
	}
}

func TestWidgetSocketRefusals(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	configure(h, map[string]any{"config": map[string]any{"origins": []string{"https://toko.example"}}})
	path := "/widget/v1/" + h.Widget + "/socket"
	hello := `{"type":"hello","token":"` + h.Visitor().Secret + `","cursor":""}`
	origin := func(o string) http.Header { return http.Header{"Origin": {o}} }
	for name, c := range map[string]struct {
		code    int
		path    string
		headers http.Header
		words   []string
	}{
		"an allowed page":       {0, path, origin("https://toko.example"), []string{hello}},
		"no page at all":        {0, path, nil, []string{hello}},
		"another page":          {4403, path, origin("https://evil.example"), []string{hello}},
		"a key nobody has":      {4404, "/widget/v1/wk_nothing/socket", origin("https://toko.example"), []string{hello}},
		"no token":              {4401, path, nil, []string{`{"type":"hello","cursor":""}`}},
		"a short token":         {4401, path, nil, []string{`{"type":"hello","token":"abc"}`}},
		"another word first":    {int(websocket.StatusPolicyViolation), path, nil, []string{`{"type":"typing"}`}},
		"no JSON":               {int(websocket.StatusPolicyViolation), path, nil, []string{`hello`}},
		"a frame of 5 KB first": {int(websocket.StatusMessageTooBig), path, nil, []string{`{"type":"hello","token":"` + strings.Repeat("a", 5000) + `"}`}},
	} {
		if code := knock(t, h, c.path, c.headers, c.words...); code != c.code {
			t.Errorf("%s: closed with %d, want %d", name, code, c.code)
		}
	}
}

// A channel that is switched off takes its open connections along, and a widget learns that it need not come back.
func TestSwitchingAChannelOffEndsItsSockets(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		for _, end := range []func(id string){
			func(string) { configure(one, map[string]any{"on": false}) },
			func(id string) {
				one.As(sapatest.Ratna).Want(http.StatusNoContent, "DELETE", "/api/v1/channels/"+id, nil)
			},
		} {
			id := configure(one, map[string]any{"on": true})
			budi := other.Visitor()
			budi.Say("halo")
			live, silent := budi.Live(""), budi.Dial()
			configure(one, map[string]any{"name": "Toko Melati Baru"}) // changes that are no end
			end(id)
			if code := live.WaitClosed(); code != 4404 {
				t.Errorf("the open connection was closed with %d", code)
			}
			// One that had not said its first word yet is not forgotten either.
			silent.Say(sapatest.Frame{"type": "hello", "token": budi.Secret})
			if code := silent.WaitClosed(); code != 4404 {
				t.Errorf("the connection that was opening was closed with %d", code)
			}
		}
	})
}

// Between opening a socket and the first word somebody may be signed out, removed or given another role: it counts.
func TestRightsAreReadAfterTheFirstWord(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		ratna, eko := one.As(sapatest.Ratna), one.As(sapatest.Eko)
		second, _ := signIn(other, sapatest.Eko)
		waiting := second.Dial()
		eko.Want(http.StatusNoContent, "DELETE", "/api/v1/sessions", nil)
		waiting.Say(sapatest.Frame{"type": "hello", "after": 0})
		if code := waiting.WaitClosed(); code != 4401 {
			t.Errorf("a session that had ended was served, then closed with %d", code)
		}
		dewi := other.As(sapatest.Dewi)
		demoted := dewi.Dial()
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/members/"+dewi.ID, map[string]any{"role": "agent"})
		o := one.Conversation(sapa.Handled, sapatest.Eko)
		demoted.Say(sapatest.Frame{"type": "hello", "after": change(ratna)})
		demoted.Wait("ready", func(f sapatest.Frame) bool { return f["type"] == "ready" })
		o.Visitor.Say("hanya untuk Eko")
		one.Visitor().Say("untuk semua")
		demoted.WaitEvent("another customer", text("untuk semua"))
		if slices.ContainsFunc(demoted.Events(), text("hanya untuk Eko")) {
			t.Error("an agent was shown what only a supervisor sees")
		}
	})
}

// Who writes faster than people write is asked to wait, each device and each address for itself.
func TestWidgetRateLimits(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	from := func(v *sapatest.Visitor, address string, n int) *sapatest.Answer {
		return v.Call("POST", "messages", map[string]any{"client_id": sapatest.NewKey(), "text": fmt.Sprint(n)}, "X-Forwarded-For", address)
	}
	busy := h.Visitor()
	for i := range 40 {
		from(busy, "203.0.113.1", i).Must(http.StatusCreated, "")
	}
	a := from(busy, "203.0.113.1", 41).Must(http.StatusTooManyRequests, "rate_limited")
	if wait, err := strconv.Atoi(a.Header.Get("Retry-After")); err != nil || wait < 1 || wait > 2 {
		t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
	}
	from(busy, "203.0.113.2", 42).Must(http.StatusTooManyRequests, "") // another address is the same device
	busy.Call("POST", "typing", map[string]any{}, "X-Forwarded-For", "203.0.113.2").Must(http.StatusTooManyRequests, "")
	busy.Call("GET", "messages", nil).Must(http.StatusOK, "") // reading is free
	h.Clock.Advance(time.Second)
	from(busy, "203.0.113.1", 43).Must(http.StatusCreated, "")
	// New contacts come at a pace of their own: nobody fills the queue with a loop, inside one network at least.
	for i := range 21 {
		want := http.StatusCreated
		if i == 20 {
			want = http.StatusTooManyRequests
		}
		from(h.Visitor(), fmt.Sprintf("2001:db8:0:1:%x::1", i), i).Must(want, "")
	}
	from(h.Visitor(), "2001:db8:0:2::1", 0).Must(http.StatusCreated, "")
	from(busy, "2001:db8:0:1::1", 44).Must(http.StatusCreated, "") // whom one knows may write from there still
	h.Clock.Advance(5 * time.Second)
	from(h.Visitor(), "2001:db8:0:1::2", 0).Must(http.StatusCreated, "")
	if n := h.Query(`SELECT count(*) FROM contacts`)[0]; n != "23" {
		t.Errorf("%s contacts", n)
	}
}

// One address does not hold up the house: neither with posts from ever new devices nor with sockets.
func TestOneAddressDoesNotHoldUpTheHouse(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	for i := range 201 {
		a := h.Visitor().Call("POST", "typing", map[string]any{})
		if want := i < 200; (a.Status == http.StatusNoContent) != want {
			t.Fatalf("post %d of ever new devices: %d", i, a.Status)
		}
	}
	path := "/widget/v1/" + h.Widget + "/socket"
	for i := range 201 {
		code := knock(t, h, path, nil, `{"type":"hello"}`)
		if want := map[bool]int{true: 4401, false: 4429}[i < 200]; code != want {
			t.Fatalf("socket %d: closed with %d, want %d", i, code, want)
		}
	}
	h.Clock.Advance(time.Minute)
	budi := h.Visitor()
	live := budi.Live("")
	for range 60 {
		live.Say(sapatest.Frame{"type": "pong"}) // answers to our own pings are not counted
	}
	for range 41 {
		live.Say(sapatest.Frame{"type": "typing"})
	}
	if code := live.WaitClosed(); code != 4429 {
		t.Errorf("a flood of frames was closed with %d", code)
	}
}

// What strangers upload is counted in bytes, by device and by address: nobody fills the disk with a loop. Whoever waits
// may go on.
func TestVisitorsUploadOnlySoMuch(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	// A file that is refused for what it is has been received all the same, so it counts.
	body := make([]byte, 20<<20)
	send := func(v *sapatest.Visitor, address string) *sapatest.Answer {
		return v.Call("POST", "uploads?name=a.bin", body, "X-Forwarded-For", address)
	}
	greedy := h.Visitor()
	for range 12 {
		send(greedy, "203.0.113.1").Must(http.StatusUnsupportedMediaType, "")
	}
	send(greedy, "203.0.113.1").Must(http.StatusTooManyRequests, "rate_limited")
	send(greedy, "203.0.113.2").Must(http.StatusTooManyRequests, "rate_limited")
	var other *sapatest.Visitor
	for i := range 39 {
		if i%12 == 0 {
			other = h.Visitor()
		}
		send(other, "203.0.113.1").Must(http.StatusUnsupportedMediaType, "")
	}
	send(h.Visitor(), "203.0.113.1").Must(http.StatusTooManyRequests, "rate_limited")
	send(h.Visitor(), "203.0.113.3").Must(http.StatusUnsupportedMediaType, "")
	h.Clock.Advance(6 * time.Minute)
	send(greedy, "203.0.113.1").Must(http.StatusUnsupportedMediaType, "")
}

// A loop of reads from one address is told to wait; everybody else reads on.
func TestOneAddressReadsOnlySoFast(t *testing.T) {
	t.Parallel()
	h := behindProxy(t, sapatest.SQLite)
	budi := h.Visitor()
	read := func(address string) int {
		return budi.Call("GET", "updates", nil, "X-Forwarded-For", address).Status
	}
	for i := range 1001 {
		if want := map[bool]int{true: http.StatusOK, false: http.StatusTooManyRequests}[i < 1000]; read("203.0.113.1") != want {
			t.Fatalf("read %d is not answered %d", i, want)
		}
	}
	if read("203.0.113.2") != http.StatusOK {
		t.Error("another address waits too")
	}
	h.Clock.Advance(time.Second)
	if read("203.0.113.1") != http.StatusOK {
		t.Error("whoever waited waits still")
	}
}

// A device holds a window for each tab open, not a thousand: each one costs a look at all that happens.
func TestOneDeviceOpensOnlySoManySockets(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	budi := h.Visitor()
	for range 30 {
		budi.Live("")
	}
	path, hello := "/widget/v1/"+h.Widget+"/socket", `{"type":"hello","token":"`+budi.Secret+`"}`
	if code := knock(t, h, path, nil, hello); code != 4429 {
		t.Errorf("one socket more is closed with %d", code)
	}
	h.Visitor().Live("") // somebody else at the same address
}
