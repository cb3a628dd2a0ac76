package sapatest

import (
	"net/http"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Departments are the two a test house is divided into, by their public ids.
type Departments struct {
	// Sales is the main one: Dewi leads it, Eko serves it. Care is the other: Bagas leads it, Fitri serves it.
	Sales, Care string
}

// Divide makes the two departments. What is open goes to the main one.
func (h *House) Divide() Departments {
	h.T.Helper()
	for _, name := range []string{Bagas, Citra, Dewi, Eko, Fitri} {
		h.As(name) // who comes later serves the main one
	}
	return Departments{Sales: h.Department("Penjualan", Dewi, Eko), Care: h.Department("Layanan", Bagas, Fitri)}
}

// Department makes a department and answers its public id.
func (h *House) Department(name, supervisor string, members ...string) string {
	h.T.Helper()
	ids := []string{}
	for _, m := range members {
		ids = append(ids, h.As(m).ID)
	}
	body := map[string]any{"name": name, "supervisor_id": h.As(supervisor).ID, "member_ids": ids}
	return h.As(Ratna).Want(http.StatusCreated, "POST", "/api/v1/departments", body).Text("id")
}

// Move gives a conversation to a department, as the owner does.
func (h *House) Move(conversation, department string) {
	h.T.Helper()
	h.As(Ratna).Want(http.StatusNoContent, "POST", "/api/v1/conversations/"+conversation+"/move", map[string]any{"department_id": department})
}

// ConversationIn makes a conversation of a department in a state, as Conversation does.
func (h *House) ConversationIn(department string, state sapa.State, handler string) Object {
	h.T.Helper()
	o := h.Conversation(sapa.InQueue, "")
	if h.As(Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations/"+o.ID, nil).At("department_id") != department {
		h.Move(o.ID, department)
	}
	h.put(sapa.Messages, state, handler)
	return o
}
