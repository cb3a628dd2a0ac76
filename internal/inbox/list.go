package inbox

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/sapa-inbox/sapa/internal/access"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Page sizes of lists: what a screen asks for unless it says otherwise, and the most it gets.
const (
	PageRows = 30
	MaxRows  = 100
)

// List reads a page of a tab. Scope and Member of the query are filled in here. The tab with everything, and the
// filter by assignee, are for those who may see everything.
func (b *Inbox) List(ctx context.Context, by sapa.By, q store.ListQuery) ([]store.Row, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return nil, who, err
	}
	if q.Tab == store.All || q.Assignee != 0 {
		if err := who.Need(access.SeeAll); err != nil && q.Contact == 0 {
			return nil, who, err
		}
	}
	q.Scope, q.Member = who.Scope(), by.Member
	rows, err := b.store.Conversations(ctx, by.Workspace, q)
	return rows, who, err
}

// Rows reads conversations by id as a member's list shows them; those they may not see are left out.
func (b *Inbox) Rows(ctx context.Context, by sapa.By, ids []sapa.ConversationID) ([]store.Row, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return nil, who, err
	}
	rows, err := b.store.ConversationRows(ctx, by.Workspace, who.Scope(), by.Member, ids)
	return rows, who, err
}

// Conversation reads one conversation as a member sees it.
func (b *Inbox) Conversation(ctx context.Context, by sapa.By, id sapa.ConversationID) (store.Row, access.Who, error) {
	rows, who, err := b.Rows(ctx, by, []sapa.ConversationID{id})
	if err != nil {
		return store.Row{}, who, err
	}
	if len(rows) == 0 {
		return store.Row{}, who, sapa.Missing("conversation")
	}
	return rows[0], who, nil
}

// Counts counts what a member's badges show, of messages and of comments.
func (b *Inbox) Counts(ctx context.Context, by sapa.By) (messages, comments store.Counts, err error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return messages, comments, err
	}
	return b.store.Counts(ctx, by.Workspace, who.Scope(), by.Member)
}

// LastChange is the number of the workspace's newest change.
func (b *Inbox) LastChange(ctx context.Context, ws sapa.WorkspaceID) (int64, error) {
	return b.store.LastChange(ctx, ws)
}

// SearchWords is the shortest search: two characters (spec CUS-2).
const SearchWords = 2

// Search finds conversations by words of their messages or of the contact, newest message first, each once.
func (b *Inbox) Search(ctx context.Context, by sapa.By, text string, q store.SearchQuery) (store.SearchPage, access.Who, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return store.SearchPage{}, who, err
	}
	q.Words = Words(text)
	if len([]rune(strings.Join(q.Words, ""))) < SearchWords {
		return store.SearchPage{}, who, sapa.BadField("q", "too_short")
	}
	q.Scope, q.Member = who.Scope(), by.Member
	page, err := b.store.Search(ctx, by.Workspace, q)
	return page, who, err
}

// maxWords bounds a search; more words than this make it no narrower in practice.
const maxWords = 8

// Words splits a search into the words both engines' indexes know: runs of letters, digits and marks, in which there is
// more than marks.
func Words(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !solid(r) && !unicode.IsMark(r) })
	words = slices.DeleteFunc(words, func(word string) bool { return !strings.ContainsFunc(word, solid) })
	return words[:min(len(words), maxWords)]
}

func solid(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
