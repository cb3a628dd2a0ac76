package conform

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// sender makes the channel's sender against a server.
func (c Case) sender(t *testing.T, base string, doer channel.Doer) channel.Sender {
	t.Helper()
	sender, ok := c.connect(base, doer).(channel.Sender)
	if !ok {
		t.Fatal("the channel of a provider sends")
	}
	return sender
}

// serve is a provider that answers every request in this way.
func serve(t *testing.T, answer func(*http.Request) Answer) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		a := answer(r)
		for name, values := range a.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(a.Status)
		_, _ = io.WriteString(w, a.Body)
	}))
	t.Cleanup(server.Close)
	return server
}

// sends sends everything to a provider that takes it.
func (c Case) sends(t *testing.T) {
	server := serve(t, c.Taken)
	for _, s := range c.Sends {
		receipt, err := c.sender(t, server.URL, server.Client()).Send(context.Background(), s.Outbound)
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if (s.Message != nil) != (receipt.ProviderID != "") {
			t.Errorf("%s: the receipt is %+v", s.Name, receipt)
		}
	}
}

// refusals holds the provider's errors, and those that come from something before the provider, against what they mean.
func (c Case) refusals(t *testing.T) {
	wait := http.Header{"Retry-After": {"7"}}
	all := append([]Refusal{
		{Name: "429 without a body", Answer: Answer{Status: 429, Header: wait}, Class: channel.Busy, After: 7 * time.Second},
		{Name: "429 from a proxy", Answer: Answer{Status: 429, Body: "<html>"}, Class: channel.Busy},
		{Name: "500 without a body", Answer: Answer{Status: 500}, Class: channel.Lost},
		{Name: "502 from a proxy", Answer: Answer{Status: 502, Body: "<html>Bad gateway</html>"}, Class: channel.Lost},
		{Name: "504 from a proxy", Answer: Answer{Status: 504, Body: "{}"}, Class: channel.Lost},
		{Name: "400 without a body", Answer: Answer{Status: 400}, Class: channel.Permanent},
		{Name: "404 from a proxy", Answer: Answer{Status: 404, Body: "<html>"}, Class: channel.Permanent},
		{Name: "200 without a body", Answer: Answer{Status: 200}, Class: channel.Lost},
		{Name: "200 from a proxy", Answer: Answer{Status: 200, Body: "<html>Sign in</html>"}, Class: channel.Lost},
		{Name: "200 that is cut off", Answer: Answer{Status: 200, Header: http.Header{"Content-Length": {"100"}}, Body: `{"`}, Class: channel.Lost},
	}, c.Refusals...)
	for _, refusal := range all {
		server := serve(t, func(*http.Request) Answer { return refusal.Answer })
		for _, s := range c.Sends {
			_, err := c.sender(t, server.URL, server.Client()).Send(context.Background(), s.Outbound)
			f := failure(t, refusal.Name+", "+s.Name, err, s.class(refusal.Class))
			if f.RetryAfter != refusal.After || refusal.Code != "" && f.Code != refusal.Code {
				t.Errorf("%s, %s: %q after %v, want %q after %v", refusal.Name, s.Name, f.Code, f.RetryAfter, refusal.Code, refusal.After)
			}
		}
		server.Close()
	}
}

// class is what a failure of this class is for this send: what may be done twice is never lost.
func (s Send) class(c channel.Class) channel.Class {
	if s.Harmless && c == channel.Lost {
		return channel.Temporary
	}
	return c
}

// failure wants a *channel.Failure of a class, with a word for it.
func failure(t *testing.T, name string, err error, class channel.Class) *channel.Failure {
	t.Helper()
	var f *channel.Failure
	if !errors.As(err, &f) || f == nil {
		t.Errorf("%s: %v is no Failure", name, err)
		return &channel.Failure{}
	}
	if f.Class != class || f.Code == "" {
		t.Errorf("%s: %v, want %s", name, f, class)
	}
	return f
}

// transport loses requests on their way out, and answers on their way back.
func (c Case) transport(t *testing.T) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	answering := serve(t, c.Taken)
	reading := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}))
	defer reading.Close()
	garbling := garble(t)
	nobody := httptest.NewServer(nil)
	nobody.Close()
	for _, way := range []struct {
		name  string
		ctx   context.Context
		base  string
		class channel.Class
	}{
		{"nobody listens", context.Background(), nobody.URL, channel.Temporary},
		{"nobody waits any more", gone, answering.URL, channel.Temporary},
		{"the answer is lost", context.Background(), reading.URL, channel.Lost},
		{"the answer is not HTTP", context.Background(), garbling, channel.Lost},
	} {
		for _, s := range c.Sends {
			_, err := c.sender(t, way.base, &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Send(way.ctx, s.Outbound)
			failure(t, way.name+", "+s.Name, err, s.class(way.class))
		}
	}
}

// garble is the address of a server that reads a request and answers nonsense.
func garble(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if r, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
				_, _ = io.Copy(io.Discard, r.Body)
			}
			_, _ = io.WriteString(conn, "HALO\r\n\r\n")
			_ = conn.Close()
		}
	}()
	return "http://" + listener.Addr().String()
}

// tooLong refuses a text that is one rune longer than the limit, in the rules and again before anything is asked of the
// provider.
func (c Case) tooLong(t *testing.T) {
	tried := 0
	for _, s := range c.Sends {
		if s.Message == nil || s.Message.Content != nil || len(s.Files) > 0 || s.Message.Place != nil {
			continue
		}
		tried++
		long := *s.Message
		caps := c.Spec.Caps
		if s.Answers != nil {
			caps = c.Spec.For(sapa.Comments)
		}
		long.Text = strings.Repeat("é", max(caps.TextLimit, caps.PrivateLimit)+1)
		if caps.CheckOut(long) == nil {
			t.Errorf("%s: the rules take a text that is too long", s.Name)
		}
		s.Message = &long
		_, err := c.sender(t, "http://127.0.0.1:0", deaf(t)).Send(context.Background(), s.Outbound)
		failure(t, s.Name, err, channel.Permanent)
	}
	if tried == 0 {
		t.Error("there is no text among the things to send")
	}
}
