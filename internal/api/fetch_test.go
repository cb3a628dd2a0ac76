package api_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// A message with a file is there at once and says that the file comes; then it is there with its thumbnail, live.
func TestAFileThatComesAfterwards(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		live := eko.Live(0)
		rina.Send("image", fake.File{Bytes: photo(t, 900), Type: "image/jpeg"}, "fotonya")
		l.Settle()
		ingest(t, l)
		m := eko.Last(id)
		if m.Kind != "image" || m.Text != "fotonya" || m.Attachments[0].State != "waiting" {
			t.Fatalf("at first the message is %+v", m)
		}
		eko.Do("GET", m.Attachments[0].URL, nil).Must(http.StatusNotFound, "")
		l.Turn()
		a := eko.Last(id).Attachments[0]
		if a.State != "" || a.Width != 900 || a.ThumbnailURL == nil {
			t.Fatalf("then the file is %+v", a)
		}
		if got := eko.Want(http.StatusOK, "GET", *a.ThumbnailURL, nil); len(got.Body) == 0 {
			t.Error("the thumbnail is empty")
		}
		live.WaitEvent("the file", func(e sapatest.Frame) bool { return e["kind"] == "message.changed" && e["why"] == "fetched" })
	})
}

// What cannot be fetched for a while is tried again; what is gone says so, and can be asked for once more.
func TestAFileThatCannotBeFetched(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		picture := fake.File{Bytes: sapatest.Picture, Type: "image/png"}
		send := func() { rina.Send("image", picture, ""); l.Turn() }
		state := func() string { return eko.Last(id).Attachments[0].State + eko.Last(id).Attachments[0].FailureCode }

		l.Fake.FailNext(1, fake.Fault{On: fake.OpBytes, Kind: fake.FaultEmpty})
		send()
		if state() != "waitingprovider_unavailable" {
			t.Errorf("after one failure the file is %s", state())
		}
		if l.Later(3 * time.Second); state() != "" {
			t.Errorf("a while later the file is %s", state())
		}

		l.Fake.FailNext(3, fake.Fault{On: fake.OpBytes, Kind: fake.FaultGone})
		send()
		m := eko.Last(id)
		if state() != "failedmedia_gone" {
			t.Fatalf("gone, the file is %s", state())
		}
		asked := len(l.Fake.Requests())
		if l.Later(24 * time.Hour); len(l.Fake.Requests()) != asked {
			t.Error("what is gone for good is asked for again")
		}
		l.As(sapatest.Ratna).On(id, m.ID, "POST", "fetch", nil).Must(http.StatusNoContent, "")
		l.Turn() // one of the failures is left
		l.Turn()
		if state() != "" {
			t.Errorf("asked for once more, the file is %s", state())
		}
		l.As(sapatest.Ratna).On(id, m.ID, "POST", "fetch", nil).Must(http.StatusConflict, "nothing_failed")

		for name, bad := range map[string]fake.File{
			"unsupported_type": {Bytes: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), Type: "image/jpeg"},
			"file_broken":      {Bytes: sapatest.Picture[:40], Type: "image/png"},
		} {
			picture = bad
			if send(); state() != "failed"+name {
				t.Errorf("%s: the file is %s", name, state())
			}
		}
		if l.Query(`SELECT count(*) FROM attachments WHERE state = 'waiting'`)[0] != "0" {
			t.Error("something waits still")
		}
	})
}

// A message that is taken back while its file is under way takes the file with it.
func TestAFileOfAMessageTakenBack(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	rina, _ := l.Rina()
	picture := rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "")
	rina.Revoke(picture)
	l.Settle()
	ingest(t, l)
	asked := len(l.Fake.Requests())
	if l.Turn(); len(l.Fake.Requests()) != asked {
		t.Error("what was taken back is fetched")
	}
}

// A file the provider never answers for holds up no other: what comes later is there while the first hangs still.
func TestAFileThatHangsHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko := l.As(sapatest.Eko)
		rina, id := l.Rina()
		picture := fake.File{Bytes: sapatest.Picture, Type: "image/png"}
		send := func() { rina.Send("image", picture, ""); l.Settle(); ingest(t, l) }
		ctx, stop := context.WithCancel(t.Context())
		var fetching sync.WaitGroup
		defer fetching.Wait()
		defer stop()
		fetching.Go(func() { _ = l.Inbox.RunFetch(ctx) })

		l.Fake.FailNext(1, fake.Fault{On: fake.OpBytes, Kind: fake.FaultHang})
		send()
		sapatest.Until(t, "the first file is asked for", func() bool { return len(l.Fake.Requests(fake.OpMedia)) == 1 })
		for range 5 { // more than are fetched at the same time
			send()
		}
		sapatest.Until(t, "all others are there", func() bool {
			return l.Query(`SELECT count(*) FROM attachments WHERE state = ''`)[0] == "5"
		})
		if all := eko.Messages(id); all[1].Attachments[0].State != "waiting" {
			t.Errorf("the file that hangs is %+v", all[1].Attachments[0])
		}

		stop()
		fetching.Wait()
		if l.Turn(); eko.Messages(id)[1].Attachments[0].State != "" {
			t.Error("what was broken off is not taken up again")
		}
	})
}
