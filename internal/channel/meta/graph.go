package meta

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// agent is how Sapa names itself to the provider.
const agent = "Sapa/1.0.0"

// answerBytes is the longest answer that is read: a page of a hundred templates.
const answerBytes = 8 << 20

// At is an address of the Graph API.
func (a *Account) At(path string, query url.Values) string {
	address := a.Base + "/" + Version + "/" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// Get asks for something by its path.
func (a *Account) Get(ctx context.Context, path string, query url.Values) (Object, *channel.Failure) {
	r, f := a.Request(ctx, http.MethodGet, a.At(path, query), nil)
	if f != nil {
		return nil, f
	}
	o, f := a.Ask(r)
	return o, Again(f)
}

// Post hands something over as JSON.
func (a *Account) Post(ctx context.Context, path string, body any) (Object, *channel.Failure) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, a.Failure(channel.Permanent, CodeInvalid, err.Error())
	}
	r, f := a.Request(ctx, http.MethodPost, a.At(path, nil), bytes.NewReader(raw))
	if f != nil {
		return nil, f
	}
	r.Header.Set("Content-Type", "application/json")
	return a.Ask(r)
}

// Request makes a request that shows the token. The address must be one the token may be sent to.
func (a *Account) Request(ctx context.Context, method, address string, body io.Reader) (*http.Request, *channel.Failure) {
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, a.Failure(channel.Permanent, CodeInvalid, "the address of the API is not valid")
	}
	if a.proof && len(a.appSecrets) > 0 && a.token != "" {
		q := r.URL.Query()
		q.Set("appsecret_proof", digest(a.appSecrets[0], []byte(a.token)))
		r.URL.RawQuery = q.Encode()
	}
	if a.token != "" {
		r.Header.Set("Authorization", "Bearer "+a.token)
	}
	r.Header.Set("User-Agent", agent)
	return r, nil
}

// Plain makes a request that shows nothing, for a file at an address with a signature of its own.
func (a *Account) Plain(ctx context.Context, address string) (*http.Request, *channel.Failure) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, a.Failure(channel.Permanent, CodeInvalid, "the address of the file is not valid")
	}
	r.Header.Set("User-Agent", agent)
	return r, nil
}

// Ask makes a request and reads the answer, which must be an object.
func (a *Account) Ask(r *http.Request) (Object, *channel.Failure) {
	answer, f := a.Open(r)
	if f != nil {
		return nil, f
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(answer.Body, answerBytes))
	switch refused := answer.StatusCode >= 400 && answer.StatusCode < 500; {
	case err != nil && refused:
		return nil, a.Failure(channel.Temporary, CodeGarbled, cause(err))
	case err != nil:
		return nil, a.Failure(channel.Lost, CodeLost, cause(err))
	}
	if f := a.Judge(answer, raw); f != nil {
		return nil, f
	}
	o := Read(raw)
	if o == nil {
		return nil, a.Failure(channel.Lost, CodeGarbled, "the answer is not JSON")
	}
	return o, nil
}

// Open makes a request and leaves the answer's body to the caller.
func (a *Account) Open(r *http.Request) (*http.Response, *channel.Failure) {
	var left atomic.Bool
	trace := &httptrace.ClientTrace{
		GetConn:      func(string) { left.Store(false) }, // also before a second try, which is made when nothing was written
		WroteHeaders: func() { left.Store(true) },
	}
	answer, err := a.http.Do(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	switch {
	case err == nil:
		return answer, nil
	case left.Load():
		return nil, a.Failure(channel.Lost, CodeLost, cause(err))
	}
	return nil, a.Failure(channel.Temporary, CodeUnreachable, cause(err))
}

// cause is what went wrong, without the address that http puts in front of it.
func cause(err error) string {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// Judge finds what an answer refuses; nil when it does not. The provider's own code decides where there is one.
func (a *Account) Judge(answer *http.Response, raw []byte) *channel.Failure {
	o := Read(raw)
	if e := ReadFault(o["error"]); e != nil {
		f := a.refused(e)
		f.RetryAfter = pause(answer.Header)
		return f
	}
	status := answer.StatusCode
	said := "HTTP status " + strconv.Itoa(status)
	switch {
	case status == http.StatusTooManyRequests:
		f := a.Failure(channel.Busy, CodeRate, said)
		f.RetryAfter = pause(answer.Header)
		return f
	case status >= http.StatusInternalServerError:
		return a.Failure(channel.Lost, CodeLost, said)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 300 && status < 400:
		return a.Failure(channel.Temporary, CodeUnavailable, said)
	case status >= http.StatusBadRequest:
		return a.Failure(channel.Permanent, CodeUnknown, said)
	}
	return nil
}

// longest is the longest pause that is believed.
const longest = 24 * time.Hour

// pause reads how long to wait; zero when it is not told. A date is not read: that would need a clock.
func pause(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(strings.TrimSpace(header.Get("Retry-After")))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(min(seconds, 1e6))*time.Second, longest)
}
