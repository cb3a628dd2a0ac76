package api_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The main job: a customer writes, the right people see it, one answers, the answer arrives, it is resolved, and the
// next message opens a new conversation.
func TestCustomerWritesAgentAnswers(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		eko, fitri, dewi := h.As(sapatest.Eko), h.As(sapatest.Fitri), h.As(sapatest.Dewi)
		budi := h.Visitor()
		budi.Say("Halo, masih ada batik ukuran L?")

		id := eko.List("queue")[0]
		if !slices.Equal(fitri.List("queue"), []string{id}) {
			t.Fatal("a new conversation must be visible to all agents")
		}
		eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if got := fitri.List("queue"); len(got) != 1 {
			t.Fatal("opening claims nothing")
		}
		if a := eko.Reply(id, "Masih, kak!"); a.Status != http.StatusCreated {
			t.Fatalf("reply: %d %s", a.Status, a.Body)
		}
		if got := budi.Texts(); !slices.Equal(got, []string{"Halo, masih ada batik ukuran L?", "Masih, kak!"}) {
			t.Fatalf("the customer sees %q", got)
		}
		if got := fitri.List("queue"); len(got) != 0 {
			t.Fatal("a handled conversation must leave the other agents' queue")
		}
		fitri.Want(http.StatusNotFound, "GET", "/api/v1/conversations/"+id+"/messages", nil)
		if got := dewi.List("all"); len(got) != 1 {
			t.Fatal("a supervisor sees everything")
		}
		late := fitri.Reply(id, "Saya bantu ya kak")
		if late.Status != http.StatusConflict || late.Code() != "already_assigned" || late.Text("facts", "assignee", "name") != "Eko Test" {
			t.Fatalf("the loser must learn the winner's name: %d %s", late.Status, late.Body)
		}
		if got := budi.Texts(); len(got) != 2 {
			t.Fatalf("the loser's text was sent: %q", got)
		}
		eko.Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+id+"/resolve", nil)
		budi.Say("Saya ambil dua")
		if got := fitri.List("queue"); len(got) != 1 || got[0] == id {
			t.Fatal("after resolving, a message opens a new conversation for everybody")
		}
		if got := budi.Texts(); len(got) != 3 {
			t.Fatalf("the customer keeps one history: %q", got)
		}
	})
}
