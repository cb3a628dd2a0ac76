package meta

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// GraphError is an error in the Graph API's form. It says the same in an answer and in a failed status.
type GraphError struct {
	Status  int // of HTTP
	Code    int
	Subcode int // zero for none
	// Title is the message without the code in front, Details the sentence of error_data; details may be empty.
	Title, Details string
	// Bare tells that the message has no "(#code)" in front, as those about tokens.
	Bare bool
	// Product is the word that goes with Details; empty for none.
	Product string
}

func (e *GraphError) Error() string { return e.message() }

func (e *GraphError) message() string {
	if e.Bare {
		return e.Title
	}
	return fmt.Sprintf("(#%d) %s", e.Code, e.Title)
}

// Explained is the error with other details.
func (e GraphError) Explained(format string, args ...any) *GraphError {
	e.Details = fmt.Sprintf(format, args...)
	return &e
}

// UnknownObject is the answer for an id that is not there or belongs to somebody else.
func UnknownObject() *GraphError {
	e := Invalid("Invalid parameter")
	e.Subcode = 33
	return e
}

// Invalid is a refused parameter, in the Graph API's own words.
func Invalid(format string, args ...any) *GraphError {
	return &GraphError{Status: http.StatusBadRequest, Code: 100, Title: fmt.Sprintf(format, args...)}
}

// DeadToken is the answer for a token that has died. Subcode 463 has expired, 460 lost its password, 467 is invalid.
func DeadToken(subcode int, now time.Time) *GraphError {
	const form = "Monday, 02-Jan-06 15:04:05 MST"
	e := &GraphError{Status: http.StatusUnauthorized, Code: 190, Subcode: subcode, Bare: true}
	switch subcode {
	case 460:
		e.Title = "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons."
	case 463:
		e.Title = fmt.Sprintf("Error validating access token: Session has expired on %s. The current time is %s.", now.Add(-time.Hour).UTC().Format(form), now.UTC().Format(form))
	default:
		e.Title = "Invalid OAuth access token - Cannot parse access token"
	}
	return e
}

type errorBody struct {
	Error errorPart `json:"error"`
}

type errorPart struct {
	Message string     `json:"message"`
	Type    string     `json:"type"`
	Code    int        `json:"code"`
	Subcode int        `json:"error_subcode,omitempty"`
	Data    *errorData `json:"error_data,omitempty"`
	Trace   string     `json:"fbtrace_id"`
}

type errorData struct {
	Product string `json:"messaging_product,omitempty"`
	Details string `json:"details"`
}

// write answers with the error.
func (e *GraphError) write(w http.ResponseWriter, trace string) {
	body := errorBody{errorPart{Message: e.message(), Type: "OAuthException", Code: e.Code, Subcode: e.Subcode, Trace: trace}}
	if e.Details != "" {
		body.Error.Data = &errorData{Product: e.Product, Details: e.Details}
	}
	Answer(w, e.Status, body)
}

// Answer writes JSON.
func Answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
