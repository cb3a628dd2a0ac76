package conform

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Sample reads one of a test's files, below testdata.
func Sample(t testing.TB, into any, path ...string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// Exchange is a request and its answer, as the samples of an API write them.
type Exchange struct {
	Request struct {
		Method, Path string
		Body         map[string]any
	}
	Response struct {
		Status int
		Body   json.RawMessage
	}
}

// Answer is the exchange's.
func (e Exchange) Answer() Answer {
	return Answer{Status: e.Response.Status, Body: string(e.Response.Body)}
}

// API reads a sample of an API, by its name below testdata/api.
func API(t testing.TB, name string) Exchange {
	t.Helper()
	var e Exchange
	Sample(t, &e, "api", name+".json")
	return e
}

// Reply is an answer as a client gets it.
func Reply(a Answer) *http.Response {
	header := a.Header
	if header == nil {
		header = http.Header{}
	}
	return &http.Response{StatusCode: a.Status, Header: header, Body: io.NopCloser(strings.NewReader(a.Body)), ContentLength: int64(len(a.Body))}
}

// Provider answers requests one after the other, and remembers them.
type Provider struct {
	T       *testing.T
	Answers []Answer
	Asked   []Asked
}

// Asked is a request as it came.
type Asked struct {
	Method string
	URL    url.URL
	Header http.Header
	Length int64
	Body   []byte
}

// Do satisfies channel.Doer.
func (p *Provider) Do(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	p.Asked = append(p.Asked, Asked{r.Method, *r.URL, r.Header, r.ContentLength, body})
	if len(p.Answers) == 0 {
		p.T.Fatalf("%s %s is asked for, and nothing is expected any more", r.Method, r.URL)
	}
	answer := p.Answers[0]
	p.Answers = p.Answers[1:]
	return Reply(answer), nil
}

// FileText is what a TextFile holds.
const FileText = "the bytes of a file"

// TextFile is a file to send, whatever it is called.
func TextFile(kind sapa.MessageKind, mime, name string) channel.File {
	return channel.File{
		Attachment: sapa.Attachment{Kind: kind, Type: mime, Name: name, Size: int64(len(FileText))},
		Open:       func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(FileText)), nil },
	}
}

// Failed wants a *channel.Failure.
func Failed(t *testing.T, err error) *channel.Failure {
	t.Helper()
	var f *channel.Failure
	if !errors.As(err, &f) {
		t.Fatalf("%v is no Failure", err)
	}
	return f
}

// MetaSignatures reads the samples of how Meta signs its deliveries: testdata/signature-vectors.json.
func MetaSignatures(t testing.TB) []Signature {
	t.Helper()
	var samples struct {
		Vectors []struct {
			Name      string
			Body      string `json:"raw_body"`
			Signature string `json:"x_hub_signature_256"`
			Valid     bool
		}
	}
	Sample(t, &samples, "signature-vectors.json")
	var all []Signature
	for _, v := range samples.Vectors {
		header := http.Header{}
		if v.Signature != "" {
			header.Set("X-Hub-Signature-256", v.Signature)
		}
		all = append(all, Signature{Name: v.Name, Header: header, Body: []byte(v.Body), Valid: v.Valid})
	}
	return all
}

// Refusals reads the samples of an API's errors, testdata/api/error-*.json, each with what must come of it: a class and our word, such
// as "permanent window_closed".
func Refusals(t testing.TB, meanings map[string]string) []Refusal {
	t.Helper()
	files, err := filepath.Glob("testdata/api/error-*.json")
	if err != nil || len(files) != len(meanings) {
		t.Fatalf("%d errors, %d meanings: %v", len(files), len(meanings), err)
	}
	var all []Refusal
	for name, meaning := range meanings {
		class, code, _ := strings.Cut(meaning, " ")
		all = append(all, Refusal{Name: name, Answer: API(t, "error-"+name).Answer(), Class: channel.Class(class), Code: code})
	}
	return all
}

// Filled is what somebody fills in other than what is right, and how many fields of it are wrong.
type Filled struct {
	Changes map[string]any
	Wrong   int
}

// Fields holds a kind's fields against what somebody fills in: each case is good with some changes.
func Fields(t *testing.T, spec channel.Spec, good map[string]any, cases map[string]Filled) {
	t.Helper()
	for name, c := range cases {
		input := maps.Clone(good)
		maps.Copy(input, c.Changes)
		_, err := spec.Check(input)
		wrong := 0
		var refused *sapa.Error
		if errors.As(err, &refused) {
			wrong = len(refused.Fields)
		}
		if wrong != c.Wrong || err != nil && refused == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// GraphComplaint is a refusal of Meta's with a text in it, as Case.Complaint wants it.
func GraphComplaint(text string) Answer {
	raw, err := json.Marshal(map[string]any{"error": map[string]any{"message": text, "code": 190, "error_data": map[string]string{"details": text}}})
	if err != nil {
		panic(err) // a text is always JSON
	}
	return Answer{Status: http.StatusBadRequest, Body: string(raw)}
}
