package meta

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

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
func (a *Account) Get(ctx context.Context, path string, query url.Values) (wire.Object, *channel.Failure) {
	r, f := a.Request(ctx, http.MethodGet, a.At(path, query), nil)
	if f != nil {
		return nil, f
	}
	o, f := a.Ask(r)
	return o, wire.Again(f)
}

// Post hands something over as JSON.
func (a *Account) Post(ctx context.Context, path string, body any) (wire.Object, *channel.Failure) {
	raw, err := json.Marshal(body)
	if err != nil {
		return nil, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
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
		return nil, a.Failure(channel.Permanent, wire.CodeInvalid, "the address of the API is not valid")
	}
	a.prove(r)
	return r, nil
}

// prove shows the token with a request, and perhaps that the app's secret is known.
func (a *Account) prove(r *http.Request) {
	if a.proof && len(a.appSecrets) > 0 && a.token != "" {
		q := r.URL.Query()
		q.Set("appsecret_proof", digest(a.appSecrets[0], []byte(a.token)))
		r.URL.RawQuery = q.Encode()
	}
	if a.token != "" {
		r.Header.Set("Authorization", "Bearer "+a.token)
	}
	r.Header.Set("User-Agent", wire.Agent)
}

// Plain makes a request that shows nothing, for a file at an address with a signature of its own.
func (a *Account) Plain(ctx context.Context, address string) (*http.Request, *channel.Failure) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, a.Failure(channel.Permanent, wire.CodeInvalid, "the address of the file is not valid")
	}
	r.Header.Set("User-Agent", wire.Agent)
	return r, nil
}

// Ask makes a request and reads the answer, which must be an object.
func (a *Account) Ask(r *http.Request) (wire.Object, *channel.Failure) {
	answer, f := a.Open(r)
	if f != nil {
		return nil, f
	}
	defer answer.Body.Close()
	raw, f := wire.Body(answer, answerBytes)
	if f != nil {
		return nil, a.clean(f)
	}
	if f := a.Judge(answer, raw); f != nil {
		return nil, f
	}
	o := wire.Read(raw)
	if o == nil {
		return nil, a.Failure(channel.Lost, wire.CodeGarbled, "the answer is not JSON")
	}
	return o, nil
}

// Open makes a request and leaves the answer's body to the caller.
func (a *Account) Open(r *http.Request) (*http.Response, *channel.Failure) {
	answer, f := wire.Open(a.http, r)
	return answer, a.clean(f)
}

// clean takes secrets out of what a failure tells.
func (a *Account) clean(f *channel.Failure) *channel.Failure {
	if f != nil {
		f.Detail = a.Scrub(f.Detail)
	}
	return f
}

// Judge finds what an answer refuses; nil when it does not. The provider's own code decides where there is one.
func (a *Account) Judge(answer *http.Response, raw []byte) *channel.Failure {
	o := wire.Read(raw)
	if e := ReadFault(o["error"]); e != nil {
		f := a.refused(e)
		f.RetryAfter = wire.Pause(answer.Header)
		return f
	}
	return wire.Status(answer)
}
