package sapatest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
	"testing"
	"time"
)

// Person is somebody at a browser.
type Person struct {
	T testing.TB
	// Name is empty for nobody; ID is the public id of the member.
	Name, ID string
	// Headers go with every request, each with all its values.
	Headers http.Header
	house   *House
	client  *http.Client
}

func newClient() *http.Client {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &http.Client{Jar: jar, Timeout: 30 * time.Second}
}

// Answer is what the house answered.
type Answer struct {
	T      testing.TB
	Status int
	Header http.Header
	Body   []byte
}

// Do sends a request. A body that is a []byte or a string goes as it is, an io.Reader without its length, anything else
// as JSON.
func (p *Person) Do(method, path string, body any, headers ...string) *Answer {
	p.T.Helper()
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		reader = bytes.NewReader(b)
	case string:
		reader = strings.NewReader(b)
	case io.Reader:
		reader = struct{ io.Reader }{b}
	default:
		text, err := json.Marshal(b)
		if err != nil {
			p.T.Fatal(err)
		}
		reader = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(context.WithoutCancel(p.T.Context()), method, p.house.URL+path, reader)
	if err != nil {
		p.T.Fatal(err)
	}
	for name, values := range p.Headers {
		r.Header[name] = values
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := p.client.Do(r)
	if err != nil {
		p.T.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		p.T.Fatal(err)
	}
	return &Answer{T: p.T, Status: answer.StatusCode, Header: answer.Header, Body: text}
}

// Want sends a request and fails the test unless the status is as expected.
func (p *Person) Want(status int, method, path string, body any, headers ...string) *Answer {
	p.T.Helper()
	a := p.Do(method, path, body, headers...)
	if a.Status != status {
		p.T.Fatalf("%s: %s %s: status %d, want %d: %s", p.Name, method, path, a.Status, status, a.Body)
	}
	return a
}

// Must fails the test unless the answer is as expected; an empty code stands for any.
func (a *Answer) Must(status int, code string) *Answer {
	a.T.Helper()
	if a.Status != status || (code != "" && a.Code() != code) {
		a.T.Fatalf("answer %d, want %d %s: %s", a.Status, status, code, a.Body)
	}
	return a
}

// Wrong lists the wrong fields of a problem, each as "field: code", sorted.
func (a *Answer) Wrong() []string {
	a.T.Helper()
	var p struct {
		Errors []struct{ Field, Code string }
	}
	a.Into(&p)
	all := []string{}
	for _, e := range p.Errors {
		all = append(all, e.Field+": "+e.Code)
	}
	slices.Sort(all)
	return all
}

// Number is the number at a place in the body.
func (a *Answer) Number(steps ...any) int64 {
	a.T.Helper()
	n, ok := a.At(steps...).(float64)
	if !ok {
		a.T.Fatalf("no number at %v in %s", steps, a.Body)
	}
	return int64(n)
}

// Into reads the body as JSON.
func (a *Answer) Into(v any) {
	a.T.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		a.T.Fatalf("%v in %s", err, a.Body)
	}
}

// At walks into the body by names and, for lists, numbers.
func (a *Answer) At(steps ...any) any {
	a.T.Helper()
	var v any
	a.Into(&v)
	for _, step := range steps {
		switch s := step.(type) {
		case string:
			m, ok := v.(map[string]any)
			if !ok {
				a.T.Fatalf("no %q in %v", s, v)
			}
			v = m[s]
		case int:
			l, ok := v.([]any)
			if !ok || s >= len(l) {
				a.T.Fatalf("no entry %d in %v", s, v)
			}
			v = l[s]
		}
	}
	return v
}

// Text is the text at a place in the body.
func (a *Answer) Text(steps ...any) string {
	a.T.Helper()
	text, ok := a.At(steps...).(string)
	if !ok {
		a.T.Fatalf("no text at %v in %s", steps, a.Body)
	}
	return text
}

// Len is the length of the list at a place in the body.
func (a *Answer) Len(steps ...any) int {
	a.T.Helper()
	l, ok := a.At(steps...).([]any)
	if !ok {
		a.T.Fatalf("no list at %v in %s", steps, a.Body)
	}
	return len(l)
}

// Code is the code of a problem.
func (a *Answer) Code() string {
	a.T.Helper()
	return a.Text("code")
}

// Reply sends a message into a conversation.
func (p *Person) Reply(conversation, text string) *Answer {
	p.T.Helper()
	return p.Do("POST", "/api/v1/conversations/"+conversation+"/messages", map[string]any{"text": text}, "Idempotency-Key", NewKey())
}

// List reads the ids of a tab's first page.
func (p *Person) List(tab string) []string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/conversations?tab="+tab+"&limit=100", nil)
	ids := []string{}
	for i := range a.Len("conversations") {
		ids = append(ids, a.Text("conversations", i, "id"))
	}
	return ids
}
