package api

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Problem is the body of every error (RFC 9457). The web app has a text for each code.
type Problem struct {
	Type   string         `json:"type" doc:"Always about:blank; code says what is wrong" example:"about:blank"`
	Title  string         `json:"title" doc:"The HTTP status in words" example:"Conflict"`
	Status int            `json:"status" doc:"The HTTP status" example:"409"`
	Code   string         `json:"code" doc:"What is wrong, as a word that never changes" example:"already_assigned"`
	Detail string         `json:"detail,omitempty" doc:"An English sentence for developers"`
	Errors []WrongField   `json:"errors,omitempty" doc:"What is wrong with which field of the input"`
	Facts  map[string]any `json:"facts,omitempty" doc:"Further facts for the sentence on the screen"`
	retry  int
}

// WrongField is one wrong field of an input.
type WrongField struct {
	Field string `json:"field" doc:"Path of the field, such as profile.email"`
	Code  string `json:"code" doc:"What is wrong, as a word that never changes" example:"too_long"`
}

// Error satisfies error.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus satisfies huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType satisfies huma.ContentTypeFilter.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders satisfies huma.HeadersError.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	return h
}

// statuses maps the kinds of errors to HTTP.
var statuses = map[sapa.Kind]int{
	sapa.Invalid:         http.StatusUnprocessableEntity,
	sapa.NotFound:        http.StatusNotFound,
	sapa.Conflict:        http.StatusConflict,
	sapa.Forbidden:       http.StatusForbidden,
	sapa.Unauthenticated: http.StatusUnauthorized,
	sapa.PlanLimit:       http.StatusPaymentRequired,
	sapa.RateLimited:     http.StatusTooManyRequests,
	sapa.TooLarge:        http.StatusRequestEntityTooLarge,
	sapa.Unavailable:     http.StatusServiceUnavailable,
	sapa.Internal:        http.StatusInternalServerError,
}

// awaySeconds is when to try again while the database is away: soon, since nobody knows when it comes back.
const awaySeconds = 2

// problem turns an error into what is told outside. Nothing is told of our own faults; they are logged here, once.
func (a *API) problem(err error) *Problem {
	var e *sapa.Error
	if !errors.As(err, &e) {
		e = &sapa.Error{Kind: sapa.Internal, Msg: "something went wrong here; the log of the server has more"}
		if store.Away(err) {
			e = &sapa.Error{Kind: sapa.Unavailable, Msg: "the database cannot be used now", RetryAfter: awaySeconds}
		}
	}
	status := statuses[e.Kind]
	switch e.Code {
	case "unsupported_type":
		status = http.StatusUnsupportedMediaType
	case methodNotAllowed:
		status = http.StatusMethodNotAllowed
	}
	if status >= http.StatusInternalServerError && !isCancelled(err) {
		a.log.Error("request failed", slog.Any("error", err))
	}
	p := &Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Code: sapa.CodeOf(e), Detail: e.Msg,
		Facts: a.sealFacts(e.Details), retry: e.RetryAfter,
	}
	for _, f := range e.Fields {
		p.Errors = append(p.Errors, WrongField(f))
	}
	return p
}

// sealFacts makes the ids among an error's details public.
func (a *API) sealFacts(details map[string]any) map[string]any {
	if details == nil {
		return nil
	}
	facts := map[string]any{}
	for name, value := range details {
		switch v := value.(type) {
		case map[string]any:
			facts[name] = a.sealFacts(v)
		case sapa.MemberID:
			facts[name] = a.seal.id(aMember, int64(v))
		default:
			facts[name] = v
		}
	}
	return facts
}

// writeProblem answers a request outside of huma with an error.
func (a *API) writeProblem(w http.ResponseWriter, err error) {
	p := a.problem(err)
	for name, values := range p.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// fromHuma gives huma's own findings about a request the same form.
func fromHuma(status int, msg string, errs ...error) huma.StatusError {
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: string(sapa.Invalid), Detail: msg}
	if status >= http.StatusInternalServerError {
		p.Code = string(sapa.Internal)
	}
	if status == http.StatusRequestEntityTooLarge {
		p.Code = string(sapa.TooLarge)
	}
	for _, err := range errs {
		var d huma.ErrorDetailer
		if errors.As(err, &d) {
			detail := d.ErrorDetail()
			field := strings.TrimPrefix(strings.TrimPrefix(detail.Location, "body."), "query.")
			word := code(detail.Message, &field)
			p.Errors = append(p.Errors, WrongField{Field: field, Code: word})
		}
	}
	return p
}

// codes gives huma's English findings the words the web app has texts for, by how they begin.
var codes = []struct{ begins, code string }{
	{"unexpected property", "unknown"},
	{"unknown query parameter", "unknown"},
	{"expected length <=", "too_long"},
	{"expected length >=", "required"},
	{"expected array length <=", "too_many"},
	{"expected array length >=", "required"},
	{"expected value to be one of", "not_an_option"},
	{"expected number >=", "out_of_range"},
	{"expected number <=", "out_of_range"},
	{"required", "required"},
}

const requiredProperty = "expected required property "

// code finds the word for a finding; a missing property is named in the field.
func code(message string, field *string) string {
	if rest, ok := strings.CutPrefix(message, requiredProperty); ok {
		name, _, _ := strings.Cut(rest, " ")
		*field = strings.TrimPrefix(strings.TrimPrefix(*field+"."+name, "body."), ".")
		return "required"
	}
	for _, c := range codes {
		if strings.HasPrefix(message, c.begins) {
			return c.code
		}
	}
	return "invalid"
}
