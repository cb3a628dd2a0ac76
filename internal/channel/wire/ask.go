package wire

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Agent is how Sapa names itself to providers.
const Agent = "Sapa/1.0.0"

// Words for failures that no code of a provider stands for.
const (
	CodeUnknown     = "provider_error"       // refused for a reason nobody here knows
	CodeUnreachable = "provider_unreachable" // the request never left
	CodeNoAddress   = "address_not_found"    // nor can it: there is no such name
	CodeLost        = "answer_lost"          // nobody knows whether it was taken
	CodeGarbled     = "bad_answer"           // an answer that is none, which makes no difference to a lost one
	CodeRate        = "rate_limited"
	CodeUnavailable = "provider_unavailable"
	CodeMediaGone   = "media_gone"
	CodeFile        = "file_unreadable"
	CodeRecipient   = "no_recipient"
	CodeInvalid     = "invalid_message"
)

// Open makes a request and leaves the answer's body to the caller. Without an answer it tells whether the request left:
// Lost, or Temporary. The failure's detail may hold what others wrote.
func Open(doer channel.Doer, r *http.Request) (*http.Response, *channel.Failure) {
	var left atomic.Bool
	trace := &httptrace.ClientTrace{
		GetConn:      func(string) { left.Store(false) }, // also before a second try, which is made when nothing was written
		WroteHeaders: func() { left.Store(true) },
	}
	answer, err := doer.Do(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	switch {
	case err == nil:
		return answer, nil
	case left.Load():
		return nil, &channel.Failure{Class: channel.Lost, Code: CodeLost, Detail: Cause(err)}
	}
	return nil, Unreachable(err)
}

// Unreachable says why a connection was not made: nothing was asked for yet.
func Unreachable(err error) *channel.Failure {
	f := &channel.Failure{Class: channel.Temporary, Code: CodeUnreachable, Detail: Cause(err)}
	var name *net.DNSError
	if errors.As(err, &name) && name.IsNotFound {
		f.Code = CodeNoAddress
	}
	return f
}

// Cause is what went wrong, without the address that http puts in front of it, and without those of our own machine and its
// network: who resolves its names, and where it stands.
func Cause(err error) string {
	var name *net.DNSError
	if errors.As(err, &name) {
		if name.IsNotFound {
			return "there is no such address"
		}
		return "the address could not be looked up"
	}
	var wire *net.OpError
	if errors.As(err, &wire) && wire.Err != nil {
		return wire.Op + ": " + Cause(wire.Err)
	}
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// Body reads an answer of at most so many bytes. One that breaks off leaves a doubt, unless it was a refusal.
func Body(answer *http.Response, most int64) ([]byte, *channel.Failure) {
	raw, err := io.ReadAll(io.LimitReader(answer.Body, most))
	switch refused := answer.StatusCode >= 400 && answer.StatusCode < 500; {
	case err != nil && refused:
		return nil, &channel.Failure{Class: channel.Temporary, Code: CodeGarbled, Detail: Cause(err)}
	case err != nil:
		return nil, &channel.Failure{Class: channel.Lost, Code: CodeLost, Detail: Cause(err)}
	}
	return raw, nil
}

// Status judges an answer without a code of the provider's own by its HTTP status; nil for one that refuses nothing.
func Status(answer *http.Response) *channel.Failure {
	status := answer.StatusCode
	f := &channel.Failure{Detail: "HTTP status " + strconv.Itoa(status)}
	switch {
	case status == http.StatusTooManyRequests:
		f.Class, f.Code, f.RetryAfter = channel.Busy, CodeRate, Pause(answer.Header)
	case status >= http.StatusInternalServerError:
		f.Class, f.Code = channel.Lost, CodeLost
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 300 && status < 400:
		f.Class, f.Code = channel.Temporary, CodeUnavailable
	case status >= http.StatusBadRequest:
		f.Class, f.Code = channel.Permanent, CodeUnknown
	default:
		return nil
	}
	return f
}

// longest is the longest pause that is believed, in seconds.
const longest = 24 * 60 * 60

// Seconds is a pause of so many seconds, as far as it is believed; zero for none.
func Seconds(n int) time.Duration { return time.Duration(max(0, min(n, longest))) * time.Second }

// Pause reads how long to wait; zero when it is not told. A date is not read: that would need a clock.
func Pause(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(header.Get("Retry-After")))
	if err != nil {
		return 0
	}
	return Seconds(seconds)
}

// Again turns a lost answer into a temporary failure: what is asked does no harm when it is done twice.
func Again(f *channel.Failure) *channel.Failure {
	if f != nil && f.Class == channel.Lost {
		f.Class = channel.Temporary
		if f.Code == CodeLost {
			f.Code = CodeUnavailable
		}
	}
	return f
}
