package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	"github.com/sapa-inbox/sapa/internal/simulate/email"
)

// bounce is a report that a mail did not reach somebody; above are further lines of its header, and instead of a report it
// can be loose words with a copy.
type bounce struct {
	of, above string
	loose     bool
}

func (f bounce) raw(n int) []byte {
	head := fmt.Sprintf("Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@mx.example>\nTo: halo@tokokain.example\nSubject: Undelivered Mail Returned to Sender\n"+
		"Date: Sun, 22 Nov 2026 03:00:00 +0000\nMessage-ID: <back%d@mx.example>\nAuto-Submitted: auto-replied\n%sMIME-Version: 1.0\n", n, f.above)
	if f.loose {
		return []byte(strings.ReplaceAll(head+"X-Failed-Recipients: ana@client.example\nContent-Type: text/plain\n\nIt did not arrive.\n\n--- copy ---\nMessage-ID: <"+f.of+">\n", "\n", "\r\n"))
	}
	return []byte(strings.ReplaceAll(head+"Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\n550 5.1.1 no such mailbox\n--r\n"+
		"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ana@client.example\nAction: failed\nStatus: 5.1.1\n"+
		"Diagnostic-Code: smtp; 550 5.1.1 no such mailbox\n\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <"+f.of+">\nSubject: x\n--r--\n", "\n", "\r\n"))
}

// comesBack lets a bounce arrive, and everything happen that follows, also what is tried again for a while.
func comesBack(b *sapatest.Mailbox, f bounce, n int) {
	b.T.Helper()
	if err := b.Fake.Deliver(f.raw(n)); err != nil {
		b.T.Fatal(err)
	}
	for range 6 {
		b.Turn()
		b.Clock.Advance(time.Minute)
	}
}

// whole is all that a forger could have changed of the company's conversations.
func whole(b *sapatest.Mailbox) []string {
	b.T.Helper()
	return slices.Concat(
		b.Query("SELECT id, state, assignee_id, last_seq, inbound_count, shown_count, last_at, last_text, agent_read_seq, waiting_since, resolved_at FROM conversations ORDER BY id"),
		b.Query("SELECT id, conversation_id, status, failure_code, failure_detail FROM messages ORDER BY id"),
		b.Query("SELECT count(*) FROM events WHERE conversation_id IS NOT NULL"), b.Query("SELECT count(*) FROM sends"),
	)
}

// A bounce about a mail that was never sent from here touches no conversation, whatever it says it answers, whether the
// conversation is open or resolved; nor does one about a mail that was, when the server that received it found its sender
// forged. What may be about a mail of another program is kept beside, and waits for nobody.
func TestForgedBouncesTouchNoConversation(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, open := b.Ana()
		budi := b.Fake.Customer("budi@client.example", "Budi")
		b.Write(budi, email.Written{Subject: "Retur", Text: "Mau retur."})
		closed := b.Newest()
		eko := b.As(sapatest.Eko)
		for _, id := range []string{open, closed} {
			eko.Send(id, map[string]any{"text": "Baik."})
		}
		b.Turn()
		eko.Want(http.StatusNoContent, "POST", at(closed, "resolve"), nil)
		ours := ana.Inbox()[0].ID
		answers := fmt.Sprintf("In-Reply-To: <%s>\nReferences: <%s> <%s>\n", ours, budi.Inbox()[0].ID, ours)
		never, before, n := "sapa.aaaaaaaaaaaaaaaaaaaaaa@tokokain.example", whole(b), 0
		for _, loose := range []bool{false, true} {
			for _, above := range []string{"", answers} {
				comesBack(b, bounce{of: never, above: above, loose: loose}, n)
				if now := whole(b); !slices.Equal(now, before) {
					t.Fatalf("a bounce about no mail of ours (loose %t, %q) changed\n%s\nto\n%s", loose, above, strings.Join(before, "\n"), strings.Join(now, "\n"))
				}
				n++
			}
		}
		if stuck := b.Query("SELECT state, failure_code FROM deliveries WHERE state <> 'done'"); len(stuck) > 0 {
			t.Errorf("they are not done with: %q", stuck)
		}
		// These are kept as what they are: conversations of their own, resolved from the beginning.
		for _, f := range []bounce{
			{of: ours, above: "Authentication-Results: mx.tokokain.example; dmarc=fail header.from=mx.example\n" + answers}, {of: "0815@tokokain.example"},
		} {
			comesBack(b, f, n)
			n++
			if got := eko.Last(open); got.Text != "Baik." || got.Status != "sent" {
				t.Errorf("the last in the open one is %+v", got)
			}
			if id := b.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=resolved&limit=1", nil).Text("conversations", 0, "id"); id == closed {
				t.Errorf("the bounce of %s is nowhere", f.of)
			} else if got := b.As(sapatest.Ratna).Last(id); got.Content.Mail.Auto != "bounce" {
				t.Errorf("it is %+v", got.Content.Mail)
			}
		}
		if got := eko.Want(http.StatusOK, "GET", at(closed), nil).Text("state"); got != "resolved" {
			t.Errorf("the resolved one is %s", got)
		}
		if n := b.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=queue", nil).Len("conversations"); n != 0 {
			t.Errorf("%d wait for an answer to a machine", n)
		}
	})
}

// A bounce about a mail of a resolved conversation marks it as failed, and the conversation stays as it is.
func TestABounceReopensNothing(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		ana, id := b.Ana()
		eko := b.As(sapatest.Eko)
		eko.Send(id, map[string]any{"text": "Sudah dikirim."})
		b.Turn()
		eko.Want(http.StatusNoContent, "POST", at(id, "resolve"), nil)
		row := func() string {
			a := eko.Want(http.StatusOK, "GET", at(id), nil)
			return fmt.Sprint(a.Text("state"), a.At("last"), a.At("last_seq"), a.At("inbound_count"), a.At("resolved_at"), a.At("mine"), a.At("waiting_since"))
		}
		before := row()
		comesBack(b, bounce{of: ana.Inbox()[0].ID}, 0)
		if got := eko.Last(id); got.Status != "failed" || got.FailureCode != "bounced" || !strings.Contains(got.FailureDetail, "5.1.1") {
			t.Errorf("it is %+v", got)
		}
		if now := row(); now != before {
			t.Errorf("the conversation is %s, was %s", now, before)
		}
		if n := len(b.Query("SELECT id FROM conversations")); n != 1 {
			t.Errorf("there are %d conversations", n)
		}
	})
}
