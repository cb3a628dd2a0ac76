package api_test

import (
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// However a provider fails when it is asked for a file, in words, by cutting the line or with nonsense, the file is here
// once it has come to itself, as it was sent.
func TestAFileOfAProviderThatFails(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	eko := l.As(sapatest.Eko)
	rina, id := l.Rina()
	for _, kind := range []fake.FaultKind{fake.FaultReset, fake.FaultCut, fake.FaultGarbage, fake.FaultBusy, fake.FaultError, fake.FaultEmpty} {
		l.Fake.FailNext(2, fake.Fault{On: fake.OpMedia, Kind: kind})
		rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, string(kind))
		l.Turn()
		if a := eko.Last(id).Attachments[0]; a.State != "waiting" || a.FailureCode == "" {
			t.Errorf("%s: at first the file is %q %s", kind, a.State, a.FailureCode)
		}
		for range 3 {
			l.Later(time.Minute)
		}
		m := eko.Last(id)
		if a := m.Attachments[0]; m.Text != string(kind) || a.State != "" || a.Size == 0 || a.Type != "image/png" {
			t.Errorf("%s: in the end the file of %q is %+v", kind, m.Text, a)
		}
	}
}
