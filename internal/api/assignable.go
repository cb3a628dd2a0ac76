package api

import "context"

// Assignable is a member a conversation could be given to.
type Assignable struct {
	MemberID string `json:"member_id"`
	Inside   bool   `json:"inside" doc:"Belongs to the conversation's department; true where there are none"`
	Refused  bool   `json:"refused" doc:"You may not give it to them: they are of another department"`
	Handled  *int   `json:"handled" doc:"How many conversations they handle, as their limit counts them; null for members of departments you have no part in"`
	Limit    *int   `json:"limit" doc:"How many they may handle; null for any number"`
}

// AssignableList is those a conversation could be given to.
type AssignableList struct {
	Members []Assignable `json:"members" doc:"The active members but the one who has it"`
}

func (a *API) assignable(ctx context.Context, in *ConversationPath) (*body[AssignableList], error) {
	id, err := a.conversationID(in.ID)
	if err != nil {
		return nil, err
	}
	all, err := a.Inbox.Assignable(ctx, who(ctx).By, id)
	if err != nil {
		return nil, err
	}
	out := AssignableList{Members: []Assignable{}}
	for _, m := range all {
		one := Assignable{MemberID: a.seal.id(aMember, int64(m.ID)), Inside: m.Inside, Refused: m.Refused}
		if m.Known {
			one.Handled, one.Limit = &m.Handled, limitOrNone(m.Limit)
		}
		out.Members = append(out.Members, one)
	}
	return &body[AssignableList]{out}, nil
}
