package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// letterOf is the heavy part of a mail.
type letterOf struct {
	HTML       string `json:"html"`
	QuotedHTML string `json:"quoted_html"`
	Text       string `json:"text"`
	QuotedText string `json:"quoted_text"`
}

func heavy(p *sapatest.Person, conversation, message string) letterOf {
	var l letterOf
	p.Want(http.StatusOK, "GET", "/api/v1/conversations/"+conversation+"/messages/"+message+"/mail", nil).Into(&l)
	return l
}

func TestMailGoesBothWays(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, map[string]any{"signature": "Toko Kain\nJakarta"})
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		if got := eko.Last(id); got.Text != "Pesanan saya sampai mana?" || got.Content.Mail.Subject != "Pesanan 5531" || got.Content.Mail.From.Address != "ana@client.example" {
			t.Fatalf("it is %+v", got.Content)
		}
		begin := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/mail", nil)
		if s := begin.Text("subject"); s != "Re: Pesanan 5531" {
			t.Errorf("an answer begins with %q", s)
		}
		eko.Send(id, map[string]any{"text": "Sudah dikirim.", "mail": map[string]any{"cc": []string{"Budi <budi@client.example>"}, "bcc": []string{"arsip@tokokain.example"}}})
		b.Turn()
		if got := eko.Last(id); got.Status != "sent" {
			t.Fatalf("it is %q: %s", got.Status, got.FailureCode)
		}
		inbox := ana.Inbox()
		if len(inbox) != 1 || inbox[0].Subject != "Re: Pesanan 5531" || !strings.HasPrefix(inbox[0].Text, "Sudah dikirim.") || !strings.Contains(inbox[0].Text, "Jakarta") {
			t.Fatalf("she has %+v", inbox)
		}
		if strings.Contains(string(inbox[0].Raw), "arsip@") || !strings.Contains(inbox[0].ReplyTo, "halo+c.") {
			t.Errorf("what travels: %s", inbox[0].Raw)
		}
		budi := b.Fake.Customer("budi@client.example", "Budi")
		b.Write(ana, email.Written{Text: "Terima kasih!", Answers: 2})
		same(t, "the thread", textsIn(eko, id), []string{"Pesanan saya sampai mana?", "Sudah dikirim.", "Terima kasih!"})
		b.Write(budi, email.Written{Text: "Saya juga berterima kasih.", Answers: 1})
		same(t, "the thread of three", textsIn(eko, id)[3:], []string{"Saya juga berterima kasih."})
		if got := eko.Last(id); got.Content.Mail.From.Name != "Budi" {
			t.Errorf("the last is from %+v", got.Content.Mail.From)
		}
		all := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id+"/mail", nil)
		if to := all.Text("reply", "to", 0, "address"); to != "budi@client.example" {
			t.Errorf("an answer goes to %q", to)
		}
	})
}

// Whoever was never in a thread does not get into it by naming its ids, nor by its subject; a signed address is the exception.
func TestAStrangerIsInNobodysThread(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		eko.Send(id, map[string]any{"text": "Sudah dikirim."})
		b.Turn()
		got := ana.Inbox()[0]
		eve := b.Fake.Customer("eve@evil.example", "Eve")
		b.Write(eve, email.Written{Subject: "Re: Pesanan 5531", Text: "Saya Ana.", Headers: []string{"In-Reply-To: <" + got.ID + ">", "References: <" + got.ID + ">"}})
		if n := len(eko.Messages(id)); n != 2 {
			t.Fatalf("the thread has %d messages", n)
		}
		if other := b.Newest(); other == id {
			t.Fatal("no conversation of her own")
		}
		// The address of the thread was given to Ana; who has it may use it.
		b.Write(eve, email.Written{Subject: "lain", Text: "Ana menerusinya.", To: got.ReplyTo})
		if n := len(eko.Messages(id)); n != 3 {
			t.Fatalf("the signed address led elsewhere: %d messages", n)
		}
		// One that was made up does not.
		b.Write(eve, email.Written{Subject: "palsu", Text: "tebakan", To: "halo+c.aaaaaaaaaaaaaaaaaaaaaaaaaaaaa@tokokain.example"})
		if n := len(eko.Messages(id)); n != 3 {
			t.Fatalf("a made-up address leads into the thread: %d messages", n)
		}
		// Ana's program forgets which mail it answers: the subject tells.
		b.Write(ana, email.Written{Subject: "RE: Pesanan 5531", Text: "Halo?", Bare: true})
		if got := eko.Last(id); got.Text != "Halo?" {
			t.Errorf("the last is %q", got.Text)
		}
		b.Write(ana, email.Written{Subject: "Hal lain", Text: "Apakah buka hari Minggu?"})
		if other := b.Newest(); other == id {
			t.Error("another subject is in the same thread")
		}
	})
}

func TestWhatMachinesWriteOpensNothing(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		eko.Send(id, map[string]any{"text": "Sudah dikirim."})
		b.Turn()
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+id+"/resolve", nil)
		b.Write(ana, email.Written{Text: "Saya sedang cuti.", Answers: 2, Headers: []string{"Auto-Submitted: auto-replied"}})
		if got := eko.Last(id); got.Text != "Saya sedang cuti." || got.Content.Mail.Auto != "auto" {
			t.Errorf("it is not in its thread: %+v", got)
		}
		row := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if s := row.Text("state"); s != "resolved" {
			t.Errorf("it is %s", s)
		}
		b.Write(ana, email.Written{Subject: "Promo", Text: "Diskon", Headers: []string{"List-Id: <promo.example>"}})
		queue := b.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue", nil)
		if n := queue.Len("conversations"); n != 0 {
			t.Errorf("%d wait for an answer to a machine", n)
		}
	})
}

func TestMailThatComesBack(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		send := func(kind email.FaultKind, to ...string) sapatest.Said {
			t.Helper()
			if kind != "" {
				b.Fake.FailNext(1, kind)
			}
			body := map[string]any{"text": "Balasan " + string(kind)}
			if len(to) > 0 {
				body["mail"] = map[string]any{"to": to}
			}
			eko.Send(id, body)
			b.Turn()
			return eko.Last(id)
		}
		if m := send(email.Bounce); m.Status != "failed" || m.FailureCode != "bounced" || !strings.Contains(m.FailureDetail, "5.1.1") {
			t.Errorf("bounced: %+v", m)
		}
		if m := send(email.Delay); m.Status != "sent" {
			t.Errorf("delayed: %+v", m)
		}
		if m := send(email.Refused); m.Status != "failed" || m.FailureCode != "mail_refused" {
			t.Errorf("refused: %+v", m)
		}
		if m := send("", "nobody@client.example"); m.Status != "failed" || m.FailureCode != "no_recipient" {
			t.Errorf("nobody: %+v", m)
		}
		if m := send(email.Lost); m.Status != "unsure" {
			t.Errorf("lost: %+v", m)
		}
		before := len(ana.Inbox())
		if m := send(email.Busy); m.Status != "queued" {
			t.Errorf("busy: %+v", m)
		}
		b.Clock.Advance(time.Minute)
		b.Turn()
		if m := eko.Last(id); m.Status != "sent" || len(ana.Inbox()) != before+1 {
			t.Errorf("later: %+v", m)
		}
	})
}

func TestAMailsHTMLIsHarmless(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana := b.Fake.Customer("ana@client.example", "Ana Lima")
		b.Write(ana, email.Written{
			Subject: "Gambar", Text: "lihat", HTML: `<p onclick="x()">lihat <img src="cid:batik.png"><script>alert(1)</script><img src="https://tracker.example/p.gif"></p>`,
			Files: []booth.File{{Type: "image/png", Name: "batik.png", Bytes: sapatest.Picture}},
		})
		id := b.Newest()
		eko := b.As(sapatest.Eko)
		m := eko.Last(id)
		if len(m.Attachments) != 1 || m.Attachments[0].State != "" || !m.Attachments[0].Inline || !m.Content.Mail.Pictures {
			t.Fatalf("it is %+v", m)
		}
		l := heavy(eko, id, m.ID)
		if strings.Contains(l.HTML, "script") || strings.Contains(l.HTML, "onclick") || !strings.Contains(l.HTML, `src="cid:`+m.Attachments[0].Key+`"`) {
			t.Errorf("it is shown as %s", l.HTML)
		}
		eko.Want(http.StatusOK, "GET", "/api/v1/files/"+m.Attachments[0].Key, nil)
	})
}

// A file of a mail is there whatever it is. What nobody knows is downloaded, under a name nothing runs by, and shown nowhere.
func TestFilesOfMailsThatNobodyKnows(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana := b.Fake.Customer("ana@client.example", "Ana Lima")
		page := "<html><script>alert(1)</script></html>"
		files := []booth.File{
			{Type: "application/ms-tnef", Name: "winmail.dat", Bytes: []byte("\x78\x9f\x3e\x22\x01\x00\x01\x90\x08\x00")},
			{Type: "text/html", Name: "tagihan.html", Bytes: []byte(page)},
			{Type: "image/svg+xml", Name: "logo.svg", Bytes: []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`)},
			{Type: "application/octet-stream", Name: "program.exe", Bytes: []byte("MZ\x90\x00\x03")},
			{Type: "image/png", Name: "rusak.png", Bytes: sapatest.Picture[:20]},
		}
		b.Write(ana, email.Written{Subject: "Berkas", Text: "Ini berkasnya.", Files: files})
		eko := b.As(sapatest.Eko)
		got := eko.Last(b.Newest())
		if len(got.Attachments) != len(files) {
			t.Fatalf("it is %+v", got)
		}
		for i, name := range []string{"winmail.dat", "tagihan.html.bin", "logo.svg.bin", "program.exe.bin", "rusak.png.bin"} {
			file := got.Attachments[i]
			if file.State != "" || file.Name != name || file.Kind != "file" || file.Type != "application/octet-stream" {
				t.Errorf("%s is %+v", name, file)
				continue
			}
			a := eko.Want(http.StatusOK, "GET", "/api/v1/files/"+file.Key, nil)
			h := a.Header
			if string(a.Body) != string(files[i].Bytes) || h.Get("Content-Type") != "application/octet-stream" || h.Get("X-Content-Type-Options") != "nosniff" ||
				!strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
				t.Errorf("%s comes as %v", name, h)
			}
			eko.Want(http.StatusNotFound, "GET", "/api/v1/files/"+file.Key+"/thumbnail", nil)
		}
		// What members upload is held against the list as before.
		eko.Want(http.StatusUnsupportedMediaType, "POST", "/api/v1/uploads?name=tagihan.html", []byte(page))
	})
}

// The mail as it came is for who sees everything, and is the very one, whoever has used its id besides.
func TestTheOriginalOfAMail(t *testing.T) {
	t.Parallel()
	b := sapatest.Mail(t, sapatest.SQLite, nil)
	ana, id := b.Ana()
	eko, dewi := b.As(sapatest.Eko), b.As(sapatest.Dewi)
	first := ana.Thread()[0]
	b.Write(b.Fake.Customer("eve@evil.example", "Eve"), email.Written{Subject: "Palsu", Text: "Bukan Ana.", Headers: []string{"X-Of: <" + first.ID + ">"}})
	forged := strings.Replace(string(first.Raw), "Subject: Pesanan 5531", "Subject: Palsu", 1)
	if err := b.Fake.Deliver([]byte(forged)); err != nil || forged == string(first.Raw) {
		t.Fatal(err)
	}
	b.Turn()
	path := "/api/v1/conversations/" + id + "/messages/" + eko.Messages(id)[0].ID + "/mail/original"
	eko.Want(http.StatusForbidden, "GET", path, nil)
	got := dewi.Want(http.StatusOK, "GET", path, nil)
	if string(got.Body) != string(first.Raw) {
		t.Errorf("it is\n%s", got.Body)
	}
	h := got.Header
	if h.Get("Content-Type") != "text/plain" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("it comes as %v", h)
	}
	eko.Send(id, map[string]any{"text": "Sudah."})
	dewi.Want(http.StatusNotFound, "GET", "/api/v1/conversations/"+id+"/messages/"+eko.Last(id).ID+"/mail/original", nil)
}
