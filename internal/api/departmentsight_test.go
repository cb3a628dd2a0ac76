package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// seenOf are the ids of the divided house's conversations that somebody sees, of a state or of any.
func seenOf(objects []sapatest.Object, who string, state sapa.State) []string {
	var ids []string
	for i, o := range objects {
		if seesDivided(who, i) && (state == "" || divided[i].state == state) {
			ids = append(ids, o.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// The page of all customers knows departments: its tabs, filters, search and file, and what is assigned from it.
func TestCustomersKnowDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h, objects := dividedHouse(t, e)
		ratna, dewi := h.As(sapatest.Ratna), h.As(sapatest.Dewi)
		care := ratna.Want(http.StatusOK, "GET", "/api/v1/conversations/"+objects[1].ID, nil).Text("department_id")
		shared := ratna.Want(http.StatusCreated, "POST", "/api/v1/views", object{"name": "Layanan", "filters": "department=" + care, "shared": true})
		for _, who := range []string{sapatest.Ratna, sapatest.Dewi, sapatest.Eko} {
			p := h.As(who)
			for tab, state := range map[string]sapa.State{"all": "", "queue": sapa.InQueue, "handled": sapa.Handled} {
				got := rowsOf(p, "tab="+tab)
				if slices.Sort(got); !slices.Equal(got, seenOf(objects, who, state)) {
					t.Errorf("%s on %s has %d rows", who, tab, len(got))
				}
				if who == sapatest.Eko {
					continue // agents take no file
				}
				if lines := table(t, p.Want(http.StatusOK, "GET", "/api/v1/customers/file?tab="+tab, nil)); len(lines)-1 != len(got) {
					t.Errorf("%s on %s: a file of %d customers, the list has %d", who, tab, len(lines)-1, len(got))
				}
			}
			found := rowsOf(p, "q=halo")
			if slices.Sort(found); !slices.Equal(found, seenOf(objects, who, "")) {
				t.Errorf("%s finds %d", who, len(found))
			}
			views := p.Want(http.StatusOK, "GET", "/api/v1/views", nil)
			if views.Text("views", 0, "id") != shared.Text("id") {
				t.Errorf("%s has the views %s", who, views.Body)
			}
			theirs := rowsOf(p, views.Text("views", 0, "filters"))
			if (who == sapatest.Ratna) != (len(theirs) == 4) || who != sapatest.Ratna && len(theirs) != 0 {
				t.Errorf("by a view that others share %s sees %d of another department", who, len(theirs))
			}
		}
		if lines := table(t, dewi.Want(http.StatusOK, "GET", "/api/v1/customers/file?department="+care, nil)); len(lines) != 1 {
			t.Errorf("a file of another department: %v", lines)
		}
		body := object{"conversations": []object{{"id": objects[1].ID}, {"id": objects[0].ID}}, "to": h.As(sapatest.Eko).ID}
		a := dewi.Want(http.StatusOK, "POST", "/api/v1/customers/assign", body)
		if a.Text("results", 0, "code") != "not_found" || a.Text("results", 1, "status") != "assigned" {
			t.Errorf("assigned: %s", a.Body)
		}
	})
}

// What one had begun to write in a conversation is out of sight with it.
func TestDraftsKnowDepartments(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	d := h.Divide()
	eko, o := h.As(sapatest.Eko), h.ConversationIn(d.Sales, sapa.InQueue, "")
	path := "/api/v1/conversations/" + o.ID + "/drafts"
	keep := func(text string) *sapatest.Answer {
		return eko.Do("PUT", path+"/reply", object{"text": text, "revision": 1})
	}
	if a := keep("Baik kak"); a.Status >= 300 {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	h.Move(o.ID, d.Care)
	keep("Lagi").Must(http.StatusNotFound, "")
	eko.Do("GET", path, nil).Must(http.StatusNotFound, "")
	if got := eko.List("queue"); len(got) != 0 {
		t.Errorf("the queue is %v", got)
	}
	h.Move(o.ID, d.Sales)
	if a := eko.Want(http.StatusOK, "GET", path, nil); a.Text("drafts", 0, "text") != "Baik kak" {
		t.Errorf("back again there is %s", a.Body)
	}
}

// A mail is begun on the channels of one's own departments only, and to nobody who is known from another department alone.
func TestMailsAreBegunInOnesOwnDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		b := sapatest.Mail(t, e, nil)
		d := b.Divide()
		ratna, contacts := b.As(sapatest.Ratna), func() []string { return b.Query(`SELECT count(*) FROM contacts`) }
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
		theirs := b.ConversationIn(d.Care, sapa.InQueue, "")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/contacts/"+theirs.Contact, object{"email": "vina@client.example"})
		to := map[string]any{"address": "sari@client.example"}
		for _, who := range []string{sapatest.Eko, sapatest.Dewi} {
			if a := begin(b, b.As(who), sapatest.NewKey(), map[string]any{"contact_id": theirs.Contact}); !slices.Equal(a.Wrong(), []string{"contact_id: not_found"}) {
				t.Errorf("%s writes to a contact of another department: %d %s", who, a.Status, a.Body)
			}
		}
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Care, object{"channel_ids": []string{b.Channel}})
		before := contacts()
		for _, who := range []string{sapatest.Eko, sapatest.Dewi} {
			begin(b, b.As(who), sapatest.NewKey(), to).Must(http.StatusForbidden, "other_department")
			offers(t, b, who, false)
		}
		offers(t, b, sapatest.Fitri, true)
		if after := contacts(); !slices.Equal(before, after) {
			t.Errorf("contacts: %v, then %v", before, after)
		}
		if a := begin(b, b.As(sapatest.Fitri), sapatest.NewKey(), to).Must(http.StatusCreated, ""); a.Text("department_id") != d.Care {
			t.Errorf("it is in another department: %s", a.Body)
		}
		if a := begin(b, b.As(sapatest.Bagas), sapatest.NewKey(), map[string]any{"contact_id": theirs.Contact}); a.Status != http.StatusCreated {
			t.Errorf("who leads the department: %d %s", a.Status, a.Body)
		}
	})
}

// A comment that was answered privately leads to the conversation of messages, and back, for those who see both; others learn
// that it goes on and not where, in the timeline and live.
func TestLinksKnowDepartments(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		p, rina := both(t, e)
		d := p.Divide()
		ratna, eko, dewi, fitri, hana := p.As(sapatest.Ratna), p.As(sapatest.Eko), p.As(sapatest.Dewi), p.As(sapatest.Fitri), p.As("hana")
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
		ratna.Want(http.StatusOK, "PATCH", "/api/v1/departments/"+d.Care, object{"channel_ids": []string{channelNamed(ratna, "Pesan toko")}})
		lives := map[string]*sapatest.Live{sapatest.Dewi: dewi.Live(0), sapatest.Ratna: ratna.Live(0)}
		eko.Privately(rina.Conversation, eko.Last(rina.Conversation).ID, "Lewat pesan ya").Must(http.StatusCreated, "")
		p.Turn()
		direct := ratna.ListKind("resolved", "messages")[0]
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+rina.Conversation+"/unassign", nil)
		rina.Text("Terima kasih")
		p.Turn()
		if waits := fitri.List("queue"); len(waits) != 1 {
			t.Fatalf("in the other department wait %v", waits)
		}
		for who, want := range map[*sapatest.Person]string{
			ratna: "messages " + direct, dewi: "messages ", hana: "messages ",
		} {
			if got := linked(who, rina.Conversation); got != want {
				t.Errorf("%s is led from the comment to %q, want %q", who.Name, got, want)
			}
		}
		dewi.Do("GET", "/api/v1/conversations/"+direct, nil).Must(http.StatusNotFound, "")
		if got := linked(eko, direct); got != "comments "+rina.Conversation {
			t.Errorf("who sees both is led back to %q", got)
		}
		ratna.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+rina.Conversation+"/take", object{})
		if got := linked(eko, direct); got != "comments " {
			t.Errorf("who sees the comment no more is led back to %q", got)
		}
		for who, live := range lives {
			link := live.WaitEvent("the link", func(f sapatest.Frame) bool {
				return f["kind"] == "conversation.linked" && f["linked_kind"] == "messages"
			})
			if got := fmt.Sprint(link["linked_id"]); (who == sapatest.Ratna) != (got == direct) || who == sapatest.Dewi && got != "<nil>" {
				t.Errorf("live, %s is led to %s", who, got)
			}
		}
	})
}

// channelNamed is the id of a channel.
func channelNamed(p *sapatest.Person, name string) string {
	p.T.Helper()
	a := p.Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	for i := range a.Len("channels") {
		if a.Text("channels", i, "name") == name {
			return a.Text("channels", i, "id")
		}
	}
	p.T.Fatalf("no channel %q in %s", name, a.Body)
	return ""
}

// Why somebody came or went is for whoever may look at what they do: a supervisor of their own departments learns it of no one
// else, in no list, log or live update. That they did is for everybody.
func TestPresenceKnowsDepartments(t *testing.T) {
	liveHouses(t, func(t *testing.T, one, other *sapatest.House) {
		one.Divide()
		one.As(sapatest.Ratna).Want(http.StatusOK, "PATCH", "/api/v1/settings", object{"supervisor_scope": "own_departments"})
		eko, fitri := one.As(sapatest.Eko), one.As(sapatest.Fitri)
		sees := map[string][]string{sapatest.Ratna: {eko.ID, fitri.ID}, sapatest.Dewi: {eko.ID}, sapatest.Bagas: {eko.ID, fitri.ID}, sapatest.Eko: {eko.ID}}
		lives := map[string]*sapatest.Live{}
		for who := range sees {
			lives[who] = other.As(who).Live(0)
		}
		for _, p := range []*sapatest.Person{eko, fitri} {
			p.Want(http.StatusOK, "PUT", "/api/v1/me/presence", object{"state": "offline"})
		}
		for who, may := range sees {
			p := other.As(who)
			told := map[string]any{}
			list := p.Want(http.StatusOK, "GET", "/api/v1/members", nil)
			for i := range list.Len("members") {
				presence := list.At("members", i, "presence").(map[string]any)
				told[list.Text("members", i, "id")] = presence["why"]
			}
			for _, m := range []*sapatest.Person{eko, fitri} {
				live := lives[who].WaitEvent("who goes", func(f sapatest.Frame) bool {
					shown, _ := f["presence"].(map[string]any)
					return f["kind"] == "member.presence" && f["member_id"] == m.ID && shown["state"] == "offline"
				})
				why := live["presence"].(map[string]any)["why"]
				if want := slices.Contains(may, m.ID); (why == "by_hand") != want || (told[m.ID] == "by_hand") != want || !want && (why != nil || told[m.ID] != nil) {
					t.Errorf("%s is told of %s: %v live, %v in the list", who, m.Name, why, told[m.ID])
				}
				status := http.StatusNotFound
				switch {
				case who == sapatest.Eko:
					status = http.StatusForbidden
				case slices.Contains(may, m.ID):
					status = http.StatusOK
				}
				if a := p.Do("GET", "/api/v1/members/"+m.ID+"/presence", nil); a.Status != status {
					t.Errorf("%s reads when %s came and went: %d", who, m.Name, a.Status)
				}
			}
		}
	})
}

// offers asks whether a member is told that they can begin a mail on the mailbox.
func offers(t *testing.T, b *sapatest.Mailbox, who string, want bool) {
	t.Helper()
	all := b.As(who).Want(http.StatusOK, "GET", "/api/v1/channels", nil)
	for i := range all.Len("channels") {
		if got := all.At("channels", i, "begin_mail"); got != (want && all.Text("channels", i, "id") == b.Channel) {
			t.Errorf("%s may begin a mail on %s: %v", who, all.Text("channels", i, "kind"), got)
		}
	}
}
