package allocation

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Event is what a request calls itself.
const Event = "custom_agent_allocation"

// Question is the body of a request. All ids are those of the API, and no one can tell from them how many there are.
type Question struct {
	Event string `json:"event"`
	// ID stays the same over all tries: who gets it again answers again.
	ID         string    `json:"id"`
	OccurredAt time.Time `json:"occurred_at"`
	// Test tells that somebody pressed a button, and that nothing is done with the answer.
	Test         bool         `json:"test,omitempty"`
	Workspace    Named        `json:"workspace"`
	Conversation Conversation `json:"conversation"`
	Contact      Contact      `json:"contact"`
	Channel      Channel      `json:"channel"`
	// Department is null where there are none.
	Department *Named `json:"department"`
	// Candidate is whom Sapa would pick: the one with the least to do. Null when nobody can take the conversation.
	Candidate *Agent `json:"candidate_agent"`
	// Eligible are those who can take it, by name; anybody else is refused.
	Eligible []Agent `json:"eligible_agents"`
}

// Named is something with a name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Conversation is what waits for an agent.
type Conversation struct {
	ID           string                `json:"id"`
	Kind         sapa.ConversationKind `json:"kind"`
	Episode      int                   `json:"episode"`
	Returning    bool                  `json:"returning"`
	OpenedAt     time.Time             `json:"opened_at"`
	WaitingSince time.Time             `json:"waiting_since"`
}

// Contact is who wrote, as agents see them; what is not known is empty.
type Contact struct {
	ID       string        `json:"id"`
	Name     string        `json:"name"`
	Phone    string        `json:"phone"`
	Email    string        `json:"email"`
	Language sapa.Language `json:"language"`
}

// Channel is what they wrote on.
type Channel struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// Agent is somebody who can take the conversation.
type Agent struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Handled is how many conversations they handle, Room how many more they may take; null for any number.
	Handled int  `json:"handled"`
	Room    *int `json:"room"`
}
