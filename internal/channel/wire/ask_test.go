package wire_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// failing answers every request with an error, as net/http wraps it.
type failing struct{ error }

func (f failing) Do(r *http.Request) (*http.Response, error) {
	return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: f.error}
}

// Whoever connects a channel learns what is wrong with the address, and nothing of the network this machine stands in.
func TestNothingOfOurNetworkIsTold(t *testing.T) {
	t.Parallel()
	inside := &net.TCPAddr{IP: net.IPv4(10, 0, 0, 7), Port: 53422}
	over := func(op string, err error) error {
		return &net.OpError{Op: op, Net: "tcp", Source: inside, Addr: &net.TCPAddr{IP: net.IPv4(10, 0, 0, 9), Port: 443}, Err: err}
	}
	name := func(missing bool) error {
		return &net.DNSError{Err: "no such host", Name: "toko.example", Server: "10.0.0.2:53", IsNotFound: missing}
	}
	for _, tt := range []struct {
		err          error
		code, detail string
	}{
		{over("dial", name(true)), wire.CodeNoAddress, "there is no such address"},
		{name(true), wire.CodeNoAddress, "there is no such address"},
		{over("dial", name(false)), wire.CodeUnreachable, "the address could not be looked up"},
		{over("dial", syscall.ECONNREFUSED), wire.CodeUnreachable, "dial: " + syscall.ECONNREFUSED.Error()},
		{over("read", over("read", io.ErrUnexpectedEOF)), wire.CodeUnreachable, "read: read: unexpected EOF"},
		{errors.New("tls: no certificate"), wire.CodeUnreachable, "tls: no certificate"},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://toko.example/sapa?key=rahasia", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, f := wire.Open(failing{tt.err}, r)
		if answer != nil || f.Class != channel.Temporary || f.Code != tt.code || f.Detail != tt.detail {
			t.Errorf("%v is told as %v", tt.err, f)
		}
		if strings.Contains(f.Error(), "10.0.0.") {
			t.Errorf("%v tells where we are: %v", tt.err, f)
		}
	}
}
