package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// uploaded is what is answered to a file that a company's system brings.
type uploaded struct {
	Status int
	Upload string
	Name   string
	Type   string
	Code   string
}

// carry brings a file to a channel, signed with a secret as if it were another one.
func carry(t *testing.T, f *sapatest.Firm, key, secret, name string, file, signed []byte) uploaded {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, f.URL+"/hooks/"+key+"/files?name="+name, bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	wire.Sign(r.Header, "msg_of_a_file", f.Clock.Now(), signed, secret)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	told := uploaded{Status: answer.StatusCode}
	if err := json.Unmarshal(raw, &told); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	told.Status = answer.StatusCode
	return told
}

// withFiles brings a message with files that were brought before, and answers the status.
func withFiles(t *testing.T, f *sapatest.Firm, id, more string, uploads ...string) int {
	t.Helper()
	var files []string
	for _, one := range uploads {
		files = append(files, `{"upload":"`+one+`"}`)
	}
	body := fmt.Sprintf(`{"events":[{"type":"message","id":%q,"at":%q,"contact":{"id":"c-17"},"files":[%s]%s}]}`,
		id, f.Clock.Now().UTC().Format(time.RFC3339), strings.Join(files, ","), more)
	return signed(t, f, f.Key, f.Secret, body).StatusCode
}

// A system that has no address for its files brings them: they belong to the message that names them, whoever wrote it.
func TestFilesThatACompanyBrings(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		_, id := f.Rina()
		eko := f.As(sapatest.Eko)
		note := []byte("%PDF-1.4\n")
		picture := carry(t, f, f.Key, f.Secret, "kain.png", sapatest.Picture, sapatest.Picture)
		paper := carry(t, f, f.Key, f.Secret, "nota.pdf", note, note)
		if picture.Status != http.StatusCreated || picture.Type != "image/png" || paper.Type != "application/pdf" || paper.Name != "nota.pdf" {
			t.Fatalf("%+v, %+v", picture, paper)
		}
		if got := withFiles(t, f, "m-f1", `,"text":"Ini"`, picture.Upload, paper.Upload); got != http.StatusOK {
			t.Fatal(got)
		}
		f.Turn()
		m := eko.Last(id)
		if len(m.Attachments) != 2 || m.Attachments[0].State != "" || m.Attachments[0].Type != "image/png" || m.Attachments[1].Name != "nota.pdf" || m.Text != "Ini" {
			t.Fatalf("%+v", m)
		}
		if got := eko.Want(http.StatusOK, "GET", "/api/v1/files/"+m.Attachments[1].Key, nil); string(got.Body) != string(note) {
			t.Errorf("it holds %q", got.Body)
		}
		// The same again changes nothing; for another message the file is gone.
		withFiles(t, f, "m-f1", `,"text":"Ini"`, picture.Upload, paper.Upload)
		withFiles(t, f, "m-f2", "", paper.Upload)
		withFiles(t, f, "m-f3", "", "tidakada")
		f.Turn()
		all := eko.Messages(id)
		if len(all) != 4 {
			t.Fatalf("%d messages", len(all))
		}
		for _, m := range all[2:] {
			if len(m.Attachments) != 1 || m.Attachments[0].State != "failed" || m.Attachments[0].FailureCode != "media_gone" {
				t.Errorf("a file that is not there: %+v", m.Attachments)
			}
		}
		own := carry(t, f, f.Key, f.Secret, "struk.png", sapatest.Picture, sapatest.Picture)
		withFiles(t, f, "crm-f4", `,"by":"business"`, own.Upload)
		f.Turn()
		if m := eko.Last(id); m.Direction != "out" || m.Kind != "image" || len(m.Attachments) != 1 || m.Attachments[0].State != "" {
			t.Errorf("what the business sent elsewhere: %+v", m)
		}
	})
}

// What is not signed, too large, or of a type that no channel takes is refused, and nothing of it is kept; what was brought
// to one channel is not for another.
func TestFilesThatACompanyMayNotBring(t *testing.T) {
	t.Parallel()
	f := sapatest.Company(t, sapatest.SQLite)
	_, id := f.Rina()
	program := []byte("MZ\x90\x00\x03 this is a program")
	for name, tt := range map[string]struct {
		told uploaded
		want string
	}{
		"another secret":  {carry(t, f, f.Key, "whsec_AAAA", "a.png", sapatest.Picture, sapatest.Picture), "403 bad_signature"},
		"another file":    {carry(t, f, f.Key, f.Secret, "a.png", sapatest.Picture, []byte("x")), "403 bad_signature"},
		"another channel": {carry(t, f, "wk_nobodys", f.Secret, "a.png", sapatest.Picture, sapatest.Picture), "404 not_found"},
		"a program":       {carry(t, f, f.Key, f.Secret, "a.exe", program, program), "415 unsupported_type"},
		"nothing":         {carry(t, f, f.Key, f.Secret, "a.png", nil, nil), "422 invalid"},
	} {
		if got := fmt.Sprint(tt.told.Status, " ", tt.told.Code); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
	large := make([]byte, 25<<20+1)
	if got := carry(t, f, f.Key, f.Secret, "a.pdf", large, large); got.Status != http.StatusRequestEntityTooLarge {
		t.Errorf("a large one: %+v", got)
	}
	if kept := f.Query("SELECT id FROM attachments"); len(kept) != 0 {
		t.Errorf("%v are kept", kept)
	}
	for _, more := range []string{`{"upload":"x","name":"a.pdf"}`, `{"upload":"x"},{"upload":"x"}`, `{"upload":"x","url":"https://x.example/a"}`} {
		body := `{"events":[{"type":"message","id":"m-9","at":"2026-11-22T10:00:00Z","contact":{"id":"c-17"},"files":[` + more + `]}]}`
		if got := signed(t, f, f.Key, f.Secret, body); got.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", more, got.Status)
		}
	}
	one := carry(t, f, f.Key, f.Secret, "a.png", sapatest.Picture, sapatest.Picture)
	first := f.Channel
	f.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/channels/"+first, map[string]any{"config": map[string]any{"endpoint": f.Fake.Address() + "/lama"}})
	f.Connect()
	if got := withFiles(t, f, "m-other", "", one.Upload); got != http.StatusOK {
		t.Fatal(got)
	}
	f.Turn()
	list := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil)
	at := slices.IndexFunc([]int{0, 1}, func(i int) bool { return list.Text("conversations", i, "id") != id })
	if m := f.As(sapatest.Ratna).Last(list.Text("conversations", at, "id")); len(m.Attachments) != 1 || m.Attachments[0].FailureCode != "media_gone" {
		t.Errorf("another channel's file: %+v", m)
	}
}

// A customer who writes in the company's app is seen to write, and nothing of that is kept.
func TestACompanysCustomerWrites(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		f := sapatest.Company(t, e)
		rina, id := f.Rina()
		live := f.As(sapatest.Eko).Live(0)
		before := f.Query("SELECT count(*) FROM deliveries")
		hint := func(at time.Time) {
			t.Helper()
			body := `{"events":[{"type":"typing","at":"` + at.UTC().Format(time.RFC3339) + `","contact":{"id":"c-17"}},{"type":"typing","at":"` + at.UTC().Format(time.RFC3339) + `","contact":{"id":"tidak-dikenal"}}]}`
			if got := signed(t, f, f.Key, f.Secret, body); got.StatusCode != http.StatusOK {
				t.Fatal(got.Status)
			}
		}
		hint(f.Clock.Now().Add(-time.Minute)) // too late to be worth telling
		rina.Writes()
		f.Settle()
		writes := func(frame sapatest.Frame) bool {
			by, ok := frame["by"].(map[string]any)
			return ok && frame["kind"] == "typing" && by["kind"] == "contact" && frame["conversation_id"] == id
		}
		live.Wait("that she writes", writes)
		if n := len(slices.DeleteFunc(live.Frames(), func(frame sapatest.Frame) bool { return !writes(frame) })); n != 1 {
			t.Errorf("it is told %d times", n)
		}
		if after := f.Query("SELECT count(*) FROM deliveries"); !slices.Equal(after, before) {
			t.Errorf("%v deliveries are kept, before it were %v", after, before)
		}
	})
}
