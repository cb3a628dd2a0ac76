package api_test

import (
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// Who may not see a conversation of mails learns nothing of it: not by its heavy part, its recipients, its files, a search
// for its subject, nor by a mail's id below a conversation they may see. Another workspace learns nothing either.
func TestMailsOutOfSight(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana := b.Fake.Customer("ana@client.example", "Ana Lima")
		b.Write(ana, email.Written{
			Subject: "Kebaya pengantin", Text: "rahasia saya", HTML: `<p>rahasia <img src="cid:batik.png"></p>`,
			Files: []booth.File{{Type: "image/png", Name: "batik.png", Bytes: sapatest.Picture}},
		})
		hidden := b.Newest()
		eko, fitri := b.As(sapatest.Eko), b.As(sapatest.Fitri)
		eko.Send(hidden, map[string]any{"text": "Baik."})
		b.Turn()
		m := eko.Messages(hidden)[0]
		own := b.Fake.Customer("budi@client.example", "Budi")
		b.Write(own, email.Written{Subject: "Lain", Text: "lain"})
		seen := b.Newest()
		fitri.Send(seen, map[string]any{"text": "Halo."})
		b.Turn()
		neighbour, _ := b.Neighbour()
		at := func(id string) string { return "/api/v1/conversations/" + id }
		for _, path := range []string{
			at(hidden), at(hidden) + "/mail", at(hidden) + "/messages", at(hidden) + "/messages/" + m.ID + "/mail", at(hidden) + "/messages/" + m.ID + "/versions",
			at(hidden) + "/drafts", at(seen) + "/messages/" + m.ID + "/mail", "/api/v1/files/" + m.Attachments[0].Key, "/api/v1/files/" + m.Attachments[0].Key + "/thumbnail",
		} {
			for name, who := range map[string]*sapatest.Person{"a colleague": fitri, "a neighbour": neighbour} {
				if a := who.Do("GET", path, nil); a.Status != http.StatusNotFound {
					t.Errorf("%s asks for %s: %d %s", name, path, a.Status, a.Body)
				}
			}
		}
		for _, words := range []string{"Kebaya pengantin", "rahasia", "ana@client.example"} {
			for name, who := range map[string]*sapatest.Person{"a colleague": fitri, "a neighbour": neighbour} {
				found := who.Want(http.StatusOK, "GET", "/api/v1/search?limit=100&q="+url.QueryEscape(words), nil)
				if n := found.Len("hits"); n > 0 {
					t.Errorf("%s finds %d by %q", name, n, words)
				}
			}
		}
		for _, words := range []string{"Kebaya+pengantin", "rahasia"} {
			if n := eko.Want(http.StatusOK, "GET", "/api/v1/search?q="+words, nil).Len("hits"); n == 0 {
				t.Errorf("whom it is for does not find it by %q", words)
			}
		}
		eko.Want(http.StatusOK, "GET", at(hidden)+"/messages/"+m.ID+"/mail", nil)
		if got := len(fitri.List("mine")); got != 1 {
			t.Errorf("she has %d of her own", got)
		}
	})
}

// A stranger who names a customer among the recipients of a mail with a number in its subject does not draw the customer's
// own mails with that number into the stranger's conversation. The customer's own thread takes them.
func TestNobodyIsDrawnIntoAThread(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		eve, ana := b.Fake.Customer("eve@evil.example", "Eve"), b.Fake.Customer("ana@client.example", "Ana")
		b.Write(eve, email.Written{Subject: "[#1042] Pesanan", Text: "umpan", CC: []string{"ana@client.example"}})
		bait := b.Newest()
		b.Write(ana, email.Written{Subject: "[#1042] Pesanan saya", Text: "Alamat saya Jalan Mawar 1", Bare: true})
		hers := b.Newest()
		if hers == bait {
			t.Fatal("she writes into the stranger's conversation")
		}
		b.Write(ana, email.Written{Subject: "Lagi: [#1042]", Text: "Sudah dikirim?", Bare: true})
		same(t, "her own thread", textsIn(b.As(sapatest.Ratna), hers), []string{"Alamat saya Jalan Mawar 1", "Sudah dikirim?"})
		same(t, "the stranger's", textsIn(b.As(sapatest.Ratna), bait), []string{"umpan"})
	})
}

// However many answer a comment privately at the same time, one does.
func TestPrivateRepliesAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := both(t, e)
		ratna, dewi := p.As(sapatest.Ratna), p.As(sapatest.Dewi)
		comment := ratna.Last(rina.Conversation).ID
		p.As(sapatest.Eko).Privately(p.Commented("7100000000077", "Budi", "Ada?").Conversation, comment, "salah tempat").Must(http.StatusUnprocessableEntity, "invalid")
		var all sync.WaitGroup
		answers := make([]int, 12)
		for i := range answers {
			who := ratna
			if i%2 == 1 {
				who = dewi
			}
			all.Go(func() { answers[i] = who.Privately(rina.Conversation, comment, "Halo kak").Status })
		}
		all.Wait()
		taken := 0
		for _, status := range answers {
			switch status {
			case http.StatusCreated:
				taken++
			case http.StatusConflict:
			default:
				t.Errorf("an answer of %d", status)
			}
		}
		p.Turn()
		if taken != 1 || len(rina.Inbox()) != 1 {
			t.Errorf("%d were taken, and %d sent", taken, len(rina.Inbox()))
		}
	})
}

// The same mail that comes again, under another number or after all numbers are new, is the same message; one that only
// bears its id is another one.
func TestAMailThatComesAgain(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		mail := func(from, text string) []byte {
			return []byte("From: " + from + "\r\nTo: halo@tokokain.example\r\nMessage-ID: <satu@client.example>\r\nDate: Mon, 02 Mar 2026 08:00:00 +0700\r\nSubject: Sama\r\n\r\n" + text + "\r\n")
		}
		bring := func(raw []byte) {
			t.Helper()
			if err := b.Fake.Deliver(raw); err != nil {
				t.Fatal(err)
			}
			b.Turn()
		}
		bring(mail("ana@client.example", "halo"))
		id := b.Newest()
		bring(mail("ana@client.example", "halo"))
		ratna := b.As(sapatest.Ratna)
		same(t, "the thread", textsIn(ratna, id), []string{"halo"})
		bring(mail("eve@evil.example", "palsu"))
		if other := b.Newest(); other == id || len(ratna.List("all")) != 2 {
			t.Errorf("the mail of somebody else is not there: %v", ratna.List("all"))
		}
		same(t, "the thread", textsIn(ratna, id), []string{"halo"})
	})
}

// A password that is kept goes to the servers it was filled in for: whoever names another one fills it in anew.
func TestAKeptPasswordGoesNowhereElse(t *testing.T) {
	t.Parallel()
	b := sapatest.Site{}.Mailbox(t, sapatest.SQLite)
	owner := b.As(sapatest.Ratna)
	filled := map[string]any{}
	for _, v := range b.Fake.ConnectValues() {
		filled[v.Name] = v.Value
	}
	channel := "/api/v1/channels/" + b.Connect(nil).Text("id")
	change := func(field, value string, password any) *sapatest.Answer {
		config := map[string]any{}
		for name, v := range filled {
			config[name] = v
		}
		config[field], config["password"] = value, password
		return owner.Do("PATCH", channel, map[string]any{"config": config})
	}
	change("signature", "Toko Kain", nil).Must(http.StatusOK, "")
	for field, value := range map[string]string{
		"imap_host": "evil.example", "smtp_host": "evil.example", "smtp_port": "26", "imap_security": "starttls", "address": "halo@evil.example",
	} {
		change(field, value, nil).Must(http.StatusUnprocessableEntity, "invalid")
		change(field, value, "").Must(http.StatusUnprocessableEntity, "invalid")
	}
	change("smtp_port", "26", "kata baru").Must(http.StatusOK, "")
}
