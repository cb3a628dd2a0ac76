package mail_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/mail"
)

// expected is what the wire notes say of a sample.
type expected struct {
	Thread         string   `json:"thread"`
	Text           *string  `json:"text"`
	Subject        *string  `json:"subject"`
	QuoteStripped  bool     `json:"quote_stripped"`
	SignatureGone  bool     `json:"signature_stripped"`
	Auto           *bool    `json:"auto"`
	Attachments    []string `json:"attachments"`
	Bounce         string   `json:"bounce"`
	ForMessage     string   `json:"for_message"`
	Status         string   `json:"status"`
	ReadReceiptFor string   `json:"read_receipt_for"`
	ReplyGoesTo    string   `json:"reply_goes_to"`
	CC             []string `json:"cc"`
	Contact        string   `json:"contact"`
}

func sample(t testing.TB, name string) mail.Letter {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "wire", name+".eml"))
	if err != nil {
		t.Fatal(err)
	}
	return mail.Read(raw)
}

func TestWireSamples(t *testing.T) {
	raw, err := os.ReadFile("testdata/wire/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]expected
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob("testdata/wire/*.eml")
	if len(files) != len(all) || len(all) < 32 {
		t.Fatalf("%d samples for %d expectations", len(files), len(all))
	}
	for name, want := range all {
		t.Run(name, func(t *testing.T) { want.check(t, sample(t, name)) })
	}
}

func (want expected) check(t *testing.T, l mail.Letter) {
	t.Helper()
	fresh, rest := mail.Words(l)
	if want.Text != nil && fresh != *want.Text {
		t.Errorf("text %q, not %q (rest %q)", fresh, *want.Text, rest)
	}
	if want.Subject != nil && l.Subject() != *want.Subject {
		t.Errorf("subject %q, not %q", l.Subject(), *want.Subject)
	}
	if (want.QuoteStripped || want.SignatureGone) && rest == "" {
		t.Error("nothing was cut off")
	}
	if want.Auto != nil && (l.Machine() != "") != *want.Auto {
		t.Errorf("a machine %q wrote it, not %v", l.Machine(), *want.Auto)
	}
	want.checkThread(t, l)
	want.checkFiles(t, l)
	want.checkReport(t, l)
	want.checkPeople(t, l)
}

func (want expected) checkThread(t *testing.T, l mail.Letter) {
	t.Helper()
	switch id := want.Thread; {
	case strings.HasSuffix(id, "@shop.test"):
		if !slices.Contains(l.Answers(), id) {
			t.Errorf("it answers %q, not %q", l.Answers(), id)
		}
	case id == "new":
		if len(l.Answers()) > 0 {
			t.Errorf("it answers %q", l.Answers())
		}
	case strings.HasPrefix(id, "ticket token #"):
		if got := mail.SubjectToken(l.Subject()); got != "1042" {
			t.Errorf("the subject's token is %q", got)
		}
	case strings.HasPrefix(id, "reply token"):
		if !slices.Contains(l.Recipients(), "support+c.9f2b7c@shop.test") {
			t.Errorf("it came to %q", l.Recipients())
		}
	case strings.HasPrefix(id, "same sender"):
		if got := mail.SubjectKey(l.Subject()); got != "order 5531 late" {
			t.Errorf("the subject's key is %q", got)
		}
	}
}

func (want expected) checkFiles(t *testing.T, l mail.Letter) {
	t.Helper()
	if want.Attachments == nil {
		return
	}
	if len(l.Files) != len(want.Attachments) {
		t.Fatalf("%d files, not %d", len(l.Files), len(want.Attachments))
	}
	for i, told := range want.Attachments {
		name, about, _ := strings.Cut(told, " (")
		if l.Files[i].FileName() != name || len(l.Files[i].Bytes()) == 0 {
			t.Errorf("file %q with %d bytes, not %q", l.Files[i].FileName(), len(l.Files[i].Bytes()), name)
		}
		if strings.Contains(about, "cid part1@client.test") && l.Files[i].CID != "part1@client.test" {
			t.Errorf("it is shown by %q", l.Files[i].CID)
		}
	}
}

func (want expected) checkReport(t *testing.T, l mail.Letter) {
	t.Helper()
	if want.ReadReceiptFor != "" {
		if r, ok := l.Report(); !ok || !r.Read || r.Of != want.ReadReceiptFor {
			t.Errorf("it reports %+v", r)
		}
	}
	if want.ForMessage == "" {
		return
	}
	r, ok := l.Report()
	if !ok || r.Of != want.ForMessage {
		t.Fatalf("it reports %+v, not of %q", r, want.ForMessage)
	}
	if failed := strings.Contains(want.Bounce, "permanent"); r.Failed() != failed {
		t.Errorf("failed: %v, not %v", r.Failed(), failed)
	}
	if want.Status != "" && r.Recipients[0].Status != want.Status {
		t.Errorf("the status is %q", r.Recipients[0].Status)
	}
}

func (want expected) checkPeople(t *testing.T, l mail.Letter) {
	t.Helper()
	if want.ReplyGoesTo != "" && l.Header.Addresses("Reply-To")[0].Address != want.ReplyGoesTo {
		t.Errorf("answers go to %v", l.Header.Addresses("Reply-To"))
	}
	if want.Contact != "" && l.From().Address != want.Contact {
		t.Errorf("it is from %v", l.From())
	}
	for i, cc := range want.CC {
		all := l.Header.Addresses("Cc")
		if len(all) != len(want.CC) || all[i].Name+" <"+all[i].Address+">" != cc {
			t.Errorf("it goes to %v too, not to %q", all, want.CC)
		}
	}
}
