package api

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/inbox"
)

// Allocation is what is known of the service the workspace asks who takes a conversation. Its address, and whether it is asked at
// all, are settings.
type Allocation struct {
	Secret  bool               `json:"secret" doc:"There is a secret to sign with; it is never shown again"`
	Answers []AllocationAnswer `json:"answers" doc:"What came of asking lately, the newest first; 50 at most"`
}

// AllocationAnswer is what came of asking the service once.
type AllocationAnswer struct {
	At             time.Time `json:"at"`
	ConversationID *string   `json:"conversation_id" doc:"Null for one you cannot see"`
	Attempt        int       `json:"attempt" doc:"Which try it was, from 1"`
	AllocationOutcome
}

// AllocationOutcome is what the service said, and what that means.
type AllocationOutcome struct {
	Outcome  string  `json:"outcome" enum:"assigned,waits,failed"`
	Code     string  `json:"code" doc:"Of failed: why, as a word that never changes"`
	Detail   string  `json:"detail" doc:"Of failed: what more is known"`
	Status   int     `json:"status" doc:"The HTTP status; 0 without an answer"`
	TookMS   int64   `json:"took_ms" doc:"How long it took, in milliseconds"`
	MemberID *string `json:"member_id" doc:"Whom the service named, if that is a member; null for nobody"`
}

// AllocationTrial is what came of asking about an invented conversation.
type AllocationTrial struct {
	AllocationOutcome
	Answer string `json:"answer" doc:"The beginning of what the service said"`
}

type serviceSecretInput struct {
	Body struct {
		KeepHours int `json:"keep_hours,omitempty" minimum:"0" maximum:"168" doc:"How long the former secret counts as well, so that the other side has time to change; 0 ends it at once"`
	}
}

type trialInput struct {
	Body struct {
		URL string `json:"url,omitempty" maxLength:"2000" doc:"In place of the address in the settings"`
	}
}

func (a *API) allocationRoutes() {
	handle(a, route{method: "GET", path: "/allocation", who: member, name: "allocation", group: "workspace", doc: "What is known of the service that says who takes a conversation"},
		func(ctx context.Context, _ *none) (*body[Allocation], error) {
			state, err := a.Inbox.Allocation(ctx, who(ctx).By)
			return &body[Allocation]{a.allocation(state)}, err
		})
	handle(a, route{method: "POST", path: "/allocation/secret", who: member, name: "make-allocation-secret", group: "workspace", doc: "Make the secret anew with which that service is asked. It is shown this once", status: 201},
		func(ctx context.Context, in *serviceSecretInput) (*body[ChannelSecret], error) {
			secret, until, err := a.Admin.MakeServiceSecret(ctx, who(ctx).By, time.Duration(in.Body.KeepHours)*time.Hour)
			return &body[ChannelSecret]{ChannelSecret{secret, moment(until)}}, err
		})
	handle(a, route{method: "POST", path: "/allocation/test", who: member, name: "test-allocation", group: "workspace", doc: "Ask that service about an invented conversation, and say what would be done; nothing is"},
		func(ctx context.Context, in *trialInput) (*body[AllocationTrial], error) {
			t, err := a.Inbox.TryAllocation(ctx, who(ctx).By, in.Body.URL)
			return &body[AllocationTrial]{a.allocationTrial(t)}, err
		})
}

func (a *API) allocation(s inbox.AllocationState) Allocation {
	out := Allocation{Secret: s.Secret, Answers: []AllocationAnswer{}}
	for _, answer := range s.Answers {
		out.Answers = append(out.Answers, AllocationAnswer{
			At: answer.At, ConversationID: a.orNone(aConversation, int64(answer.Conversation)), Attempt: answer.Attempt,
			AllocationOutcome: AllocationOutcome{
				Outcome: answer.Outcome, Code: answer.Code, Detail: answer.Detail, Status: answer.Status, TookMS: answer.Took.Milliseconds(),
				MemberID: a.orNone(aMember, int64(answer.Named)),
			},
		})
	}
	return out
}

// orNone is the public form of a number; null for zero.
func (a *API) orNone(n noun, number int64) *string {
	if number == 0 {
		return nil
	}
	id := a.seal.id(n, number)
	return &id
}

func (a *API) allocationTrial(t inbox.AllocationTrial) AllocationTrial {
	return AllocationTrial{
		AllocationOutcome: AllocationOutcome{
			Outcome: t.Outcome, Code: t.Code, Detail: t.Detail, Status: t.Status, TookMS: t.Took.Milliseconds(), MemberID: a.orNone(aMember, int64(t.Named)),
		},
		Answer: t.Body,
	}
}
