package house

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// The owner of a house that Open has set up.
const (
	Email    = "ratna@melati.example"
	Password = "kopi susu gula aren"
)

// Client is somebody at a browser. Its methods may be called from several goroutines.
type Client struct {
	URL  string
	http *http.Client
}

// Open signs the owner in, and does the set-up first when nobody has.
func (h *House) Open(ctx context.Context) (*Client, error) {
	if code := regexp.MustCompile(`/set-up#(\w+)`).FindStringSubmatch(h.Said()); code != nil {
		c := h.anonymous()
		return c, c.Do(ctx, "POST", "/api/v1/set-up", map[string]any{
			"code": code[1], "company": "Toko Melati", "time_zone": "Asia/Jakarta", "language": "id", "plan_mode": "unlimited",
			"name": "Ratna Sari", "email": Email, "password": Password,
		}, nil)
	}
	return h.SignIn(ctx, Email)
}

// SignIn signs somebody in by the email address and the password all have.
func (h *House) SignIn(ctx context.Context, email string) (*Client, error) {
	c := h.anonymous()
	return c, c.Do(ctx, "POST", "/api/v1/sessions", map[string]any{"name": email, "password": Password}, nil)
}

// Agents makes so many agents, or finds them there already, and signs them in.
func (h *House) Agents(ctx context.Context, owner *Client, n int) ([]*Client, error) {
	all := make([]*Client, n)
	for i := range all {
		email := fmt.Sprintf("agen%d@melati.example", i+1)
		err := owner.Do(ctx, "POST", "/api/v1/members", map[string]any{
			"name": fmt.Sprintf("Agen %d", i+1), "email": email, "role": "agent", "password": Password,
		}, nil)
		if err != nil && !strings.Contains(err.Error(), "email_taken") {
			return nil, err
		}
		if all[i], err = h.SignIn(ctx, email); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// clientConns is how many connections one client keeps open between requests.
const clientConns = 64

func (h *House) anonymous() *Client {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &Client{URL: h.URL, http: &http.Client{Jar: jar, Timeout: time.Minute, Transport: &http.Transport{
		MaxIdleConns: clientConns, MaxIdleConnsPerHost: clientConns, DisableCompression: true,
	}}}
}

// Do sends a request with a JSON body, if it is not nil, and reads the answer into into, if it is not nil. Headers are
// names, each followed by its value. A status other than 2xx is an error.
func (c *Client) Do(ctx context.Context, method, path string, body, into any, headers ...string) error {
	var reader io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return fmt.Errorf("house: %w", err)
		}
		reader = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.URL+path, reader)
	if err != nil {
		return fmt.Errorf("house: %w", err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return fmt.Errorf("house: %w", err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return fmt.Errorf("house: %w", err)
	}
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("house: %s %s: %d %s", method, path, answer.StatusCode, text)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(text, into)
}

// Live is an agent's live connection.
type Live struct{ conn *websocket.Conn }

// Now is a change's number that nobody reaches: a live connection that goes on from there is told what comes and nothing
// of what was.
const Now = 1 << 53

// Live opens a live connection that goes on from a change's number, and waits until it is ready.
func (c *Client) Live(ctx context.Context, after int64) (*Live, error) {
	conn, _, err := websocket.Dial(ctx, strings.Replace(c.URL, "http", "ws", 1)+"/api/v1/socket", &websocket.DialOptions{
		HTTPClient: &http.Client{Jar: c.http.Jar, Transport: c.http.Transport},
	})
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	conn.SetReadLimit(16 << 20)
	l := &Live{conn}
	hello := fmt.Appendf(nil, `{"type":"hello","after":%d}`, after)
	if err := conn.Write(ctx, websocket.MessageText, hello); err != nil {
		return nil, errors.Join(fmt.Errorf("house: %w", err), l.Close())
	}
	for {
		frame, err := l.Next(ctx)
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
		if bytes.Contains(frame, []byte(`"type":"ready"`)) {
			return l, nil
		}
	}
}

var pong = []byte(`{"type":"pong"}`)

// Next reads the next frame, and answers those that only ask whether somebody is there.
func (l *Live) Next(ctx context.Context) ([]byte, error) {
	for {
		_, frame, err := l.conn.Read(ctx)
		if err != nil {
			return nil, fmt.Errorf("house: live connection: %w", err)
		}
		if !bytes.Equal(frame, []byte(`{"type":"ping"}`)) {
			return frame, nil
		}
		if err := l.conn.Write(ctx, websocket.MessageText, pong); err != nil {
			return nil, fmt.Errorf("house: live connection: %w", err)
		}
	}
}

// Close ends the connection.
func (l *Live) Close() error { return l.conn.CloseNow() }
