package sapa

import (
	"errors"
	"fmt"
)

// Kind is the class of an error; package api turns each into one HTTP status.
type Kind string

// The kinds of errors. Anything that is not an *Error counts as Internal.
const (
	Invalid         Kind = "invalid"         // the input is wrong; Fields says where
	NotFound        Kind = "not_found"       // does not exist, or is invisible to who asks
	Conflict        Kind = "conflict"        // the state of things does not permit it now
	Forbidden       Kind = "forbidden"       // who asks may never do this
	Unauthenticated Kind = "unauthenticated" // nobody is signed in
	PlanLimit       Kind = "plan_limit"      // the plan's quota or feature does not cover it
	RateLimited     Kind = "rate_limited"    // too often; RetryAfter says when
	TooLarge        Kind = "too_large"       // more bytes than are taken
	Unavailable     Kind = "unavailable"     // a part we need is away; trying again helps
	Internal        Kind = "internal"        // our fault; nothing of it is told outside
)

// Error is the one error type that crosses package borders on purpose.
type Error struct {
	Kind Kind
	// Code is the word the web app has texts for, such as "already_assigned". Empty means string(Kind).
	Code string
	// Msg is an English sentence for developers and integrators; it holds no secrets and no message texts.
	Msg string
	// Fields lists what is wrong with the input, one entry a field.
	Fields []Field
	// Details are further facts for the web app's sentence, such as the winner's name of a claim.
	Details map[string]any
	// RetryAfter is in seconds; zero means not told.
	RetryAfter int
	// Err is the cause; it is logged and never shown.
	Err error
}

// Field names one wrong input field, as a path like "profile.email", and what is wrong with it as a word.
type Field struct {
	Field string `json:"field"`
	Code  string `json:"code"`
}

func (e *Error) Error() string {
	text := string(e.Kind)
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Msg != "" {
		text += ": " + e.Msg
	}
	for _, f := range e.Fields {
		text += fmt.Sprintf(" [%s: %s]", f.Field, f.Code)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// With returns e with one more detail.
func (e *Error) With(key string, value any) *Error {
	if e.Details == nil {
		e.Details = map[string]any{}
	}
	e.Details[key] = value
	return e
}

// Errorf makes an error of a kind, with the word the web app knows it by and a sentence for developers.
func Errorf(kind Kind, code, format string, args ...any) *Error {
	return &Error{Kind: kind, Code: code, Msg: fmt.Sprintf(format, args...)}
}

// BadField makes an Invalid error about one field.
func BadField(field, code string) *Error {
	return &Error{Kind: Invalid, Msg: "the input is not valid", Fields: []Field{{Field: field, Code: code}}}
}

// Missing makes the NotFound error for a noun. It says the same for what is not there and for what is invisible.
func Missing(noun string) *Error {
	return &Error{Kind: NotFound, Msg: noun + " not found"}
}

// KindOf tells the kind of err: Internal for foreign errors, the empty kind for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf tells the word of err, which is its kind where it has no code of its own.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Code != "" {
		return e.Code
	}
	return string(KindOf(err))
}

// Fields collects wrong input fields; its zero value is ready.
type Fields []Field

// Add notes one wrong field.
func (f *Fields) Add(field, code string) { *f = append(*f, Field{Field: field, Code: code}) }

// Check notes the field when ok is false.
func (f *Fields) Check(ok bool, field, code string) {
	if !ok {
		f.Add(field, code)
	}
}

// Err is an Invalid error with all fields noted so far, or nil when there are none.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Msg: "the input is not valid", Fields: f}
}
