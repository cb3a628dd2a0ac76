package app_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// running is a Sapa that was started as the program starts it.
type running struct {
	url, widget string
	client      *http.Client
	stop        func()
	ended       chan error
}

// start starts a Sapa with an owner who is signed in.
func start(t *testing.T) *running {
	t.Helper()
	c := config.Config{Data: t.TempDir()}
	if err := app.Migrate(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), app.Options{Config: c, Passwords: auth.QuickPasswords(), Widget: []byte(`x("__SAPA_CONFIG__")`)})
	if err != nil {
		t.Fatal(err)
	}
	code, err := a.Admin.SetUpCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in, err := a.Admin.SetUp(t.Context(), code, admin.NewHouse{
		Company: "Toko Melati", TimeZone: "Asia/Jakarta", Language: sapa.Indonesian, PlanMode: sapa.Unlimited,
		Name: "Ratna Sari", Email: "ratna@melati.example", Password: sapatest.Password,
	}, admin.Device{Address: netip.MustParseAddr("127.0.0.1")})
	if err != nil {
		t.Fatal(err)
	}
	channels, err := a.Admin.Channels(t.Context(), in.By)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	jar, _ := cookiejar.New(nil)
	r := &running{url: "http://" + listener.Addr().String(), widget: channels[0].PublicKey, client: &http.Client{Jar: jar, Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}, ended: make(chan error, 1)}
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.ended <- errors.Join(a.Run(ctx, listener), a.Close()) }()
	t.Cleanup(func() {
		stop()
		r.client.CloseIdleConnections()
	})
	answer, err := r.client.Post(r.url+"/api/v1/sessions", "application/json", strings.NewReader(`{"name":"ratna@melati.example","password":"`+sapatest.Password+`"}`))
	if err != nil || answer.StatusCode != http.StatusNoContent {
		t.Fatalf("sign-in: %v, %v", answer, err)
	}
	answer.Body.Close()
	return r
}

// await waits for the end of the program.
func (r *running) await(t *testing.T) {
	t.Helper()
	select {
	case err := <-r.ended:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it does not end")
	}
}

// dial opens a socket and greets.
func (r *running) dial(t *testing.T, path, hello string) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), strings.Replace(r.url, "http", "ws", 1)+path, &websocket.DialOptions{HTTPClient: r.client})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.CloseNow() })
	if err := conn.Write(t.Context(), websocket.MessageText, []byte(hello)); err != nil {
		t.Fatal(err)
	}
	for {
		_, frame, err := conn.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(frame), `"type":"ready"`) {
			return conn
		}
	}
}

// Told to stop, the program answers what is under way, tells every socket to come back elsewhere, lets nobody in any
// more, and ends.
func TestGracefulStop(t *testing.T) {
	t.Parallel()
	r := start(t)
	sockets := map[string]*websocket.Conn{
		"agent":    r.dial(t, "/api/v1/socket", `{"type":"hello"}`),
		"customer": r.dial(t, "/widget/v1/"+r.widget+"/socket", `{"type":"hello","token":"`+strings.Repeat("a", 43)+`"}`),
	}
	body, sent := io.Pipe()
	uploaded := make(chan int, 1)
	go func() {
		request, err := http.NewRequest("POST", r.url+"/api/v1/uploads?name=a.txt", body)
		if err != nil {
			panic(err)
		}
		request.Header.Set("Expect", "100-continue") // so that nothing is sent before the program reads it
		answer, err := r.client.Do(request)
		if err != nil {
			t.Errorf("the upload under way: %v", err)
			uploaded <- 0
			return
		}
		answer.Body.Close()
		uploaded <- answer.StatusCode
	}()
	if _, err := sent.Write(bytes.Repeat([]byte("separuh "), 10_000)); err != nil {
		t.Fatal(err)
	}
	r.stop()
	for who, conn := range sockets {
		_, _, err := conn.Read(t.Context())
		if code := websocket.CloseStatus(err); code != websocket.StatusServiceRestart {
			t.Errorf("the %s's socket was closed with %d, %v", who, code, err)
		}
	}
	// The sockets hear of it first; the door closes right after.
	sapatest.Until(t, "nobody is let in any more", func() bool {
		answer, err := (&http.Client{}).Get(r.url + "/healthz")
		if err == nil {
			answer.Body.Close()
		}
		return err != nil
	})
	select {
	case err := <-r.ended:
		t.Fatalf("it ended before the upload did: %v", err)
	default:
	}
	if _, err := sent.Write([]byte("selesai")); err != nil {
		t.Fatal(err)
	}
	sent.Close()
	if status := <-uploaded; status != http.StatusCreated {
		t.Errorf("the upload under way was answered %d", status)
	}
	r.await(t)
}

// A program with nothing under way ends at once.
func TestQuietStop(t *testing.T) {
	t.Parallel()
	r := start(t)
	r.stop()
	r.await(t)
}

// A listener that breaks is an error, not silence.
func TestBrokenListener(t *testing.T) {
	t.Parallel()
	c := config.Config{Data: t.TempDir()}
	if err := app.Migrate(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	a, err := app.New(t.Context(), app.Options{Config: c})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if err := a.Run(t.Context(), listener); err == nil {
		t.Error("nobody can reach it and it says nothing")
	}
}
