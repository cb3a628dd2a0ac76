package whatsapp

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

// at is an address of the Graph API.
func (a *account) at(path string, query url.Values) string {
	address := a.base + "/" + version + "/" + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	return address
}

// get asks for something by its path.
func (a *account) get(ctx context.Context, path string, query url.Values) (object, *channel.Failure) {
	r, f := a.request(ctx, http.MethodGet, a.at(path, query), nil)
	if f != nil {
		return nil, f
	}
	o, f := a.ask(r)
	return o, again(f)
}

// post hands something over as JSON.
func (a *account) post(ctx context.Context, path string, body any) (object, *channel.Failure) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, a.failure(channel.Permanent, codeInvalid, err.Error())
	}
	r, f := a.request(ctx, http.MethodPost, a.at(path, nil), bytes.NewReader(raw))
	if f != nil {
		return nil, f
	}
	r.Header.Set("Content-Type", "application/json")
	return a.ask(r)
}

func (a *account) request(ctx context.Context, method, address string, body io.Reader) (*http.Request, *channel.Failure) {
	r, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, a.failure(channel.Permanent, codeInvalid, "the address of the API is not valid")
	}
	r.Header.Set("Authorization", "Bearer "+a.token)
	r.Header.Set("User-Agent", agent)
	return r, nil
}

// ask makes a request and reads the answer, which must be an object.
func (a *account) ask(r *http.Request) (object, *channel.Failure) {
	answer, f := a.open(r)
	if f != nil {
		return nil, f
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(answer.Body, answerBytes))
	switch refused := answer.StatusCode >= 400 && answer.StatusCode < 500; {
	case err != nil && refused:
		return nil, a.failure(channel.Temporary, codeGarbled, cause(err))
	case err != nil:
		return nil, a.failure(channel.Lost, codeLost, cause(err))
	}
	if f := a.judge(answer, raw); f != nil {
		return nil, f
	}
	o := read(raw)
	if o == nil {
		return nil, a.failure(channel.Lost, codeGarbled, "the answer is not JSON")
	}
	return o, nil
}

// open makes a request and leaves the answer's body to the caller.
func (a *account) open(r *http.Request) (*http.Response, *channel.Failure) {
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
		return nil, a.failure(channel.Lost, codeLost, cause(err))
	}
	return nil, a.failure(channel.Temporary, codeUnreachable, cause(err))
}

// cause is what went wrong, without the address that http puts in front of it.
func cause(err error) string {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// judge finds what an answer refuses; nil when it does not. The provider's own code decides where there is one.
func (a *account) judge(answer *http.Response, raw []byte) *channel.Failure {
	o := read(raw)
	if e := readFault(o["error"]); e != nil {
		f := a.refused(e)
		f.RetryAfter = pause(answer.Header)
		return f
	}
	status := answer.StatusCode
	said := "HTTP status " + strconv.Itoa(status)
	switch {
	case status == http.StatusTooManyRequests:
		f := a.failure(channel.Busy, codeRate, said)
		f.RetryAfter = pause(answer.Header)
		return f
	case status >= http.StatusInternalServerError:
		return a.failure(channel.Lost, codeLost, said)
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status >= 300 && status < 400:
		return a.failure(channel.Temporary, codeUnavailable, said)
	case status >= http.StatusBadRequest:
		return a.failure(channel.Permanent, codeUnknown, said)
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
