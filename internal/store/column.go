package store

import (
	"encoding/json"
	"fmt"
	"time"
)

// micros is how a time is stored; a zero time is stored as NULL.
func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// orNull stores an id; zero, which means none, as NULL.
func orNull[T ~int64](id T) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

// textOrNull stores a text; the empty one as NULL.
func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// flag stores a truth value, since the engines disagree about them.
func flag(on bool) int64 {
	if on {
		return 1
	}
	return 0
}

// scanner reads one column by a function of its value.
type scanner func(value any) error

// Scan satisfies sql.Scanner.
func (s scanner) Scan(value any) error { return s(value) }

// stamp reads a time; NULL becomes the zero time.
func stamp(to *time.Time) scanner {
	return func(value any) error {
		switch v := value.(type) {
		case nil:
			*to = time.Time{}
		case int64:
			*to = time.UnixMicro(v).UTC()
		default:
			return fmt.Errorf("a time stored as %T", value)
		}
		return nil
	}
}

// number reads a whole number or an id; NULL becomes zero.
func number[T ~int | ~int64](to *T) scanner {
	return func(value any) error {
		switch v := value.(type) {
		case nil:
			*to = 0
		case int64:
			*to = T(v)
		default:
			return fmt.Errorf("a number stored as %T", value)
		}
		return nil
	}
}

// optText reads a text; NULL becomes the empty one.
func optText[T ~string](to *T) scanner {
	return func(value any) error {
		switch v := value.(type) {
		case nil:
			*to = ""
		case string:
			*to = T(v)
		case []byte:
			*to = T(v)
		default:
			return fmt.Errorf("a text stored as %T", value)
		}
		return nil
	}
}

// truth reads a truth value; NULL is false.
func truth(to *bool) scanner {
	return func(value any) error {
		v, ok := value.(int64)
		if !ok && value != nil {
			return fmt.Errorf("a flag stored as %T", value)
		}
		*to = v != 0
		return nil
	}
}

// span reads a duration stored in microseconds.
func span(to *time.Duration) scanner {
	return func(value any) error {
		v, ok := value.(int64)
		if !ok {
			return fmt.Errorf("a duration stored as %T", value)
		}
		*to = time.Duration(v) * time.Microsecond
		return nil
	}
}

// asJSON stores a value as JSON text.
func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic("store: a value that is not JSON: " + err.Error())
	}
	return string(text)
}

// fromJSON reads JSON text into to; NULL leaves it as it is.
func fromJSON(to any) scanner {
	return func(value any) error {
		switch v := value.(type) {
		case nil:
			return nil
		case string:
			return json.Unmarshal([]byte(v), to)
		case []byte:
			return json.Unmarshal(v, to)
		}
		return fmt.Errorf("JSON stored as %T", value)
	}
}
