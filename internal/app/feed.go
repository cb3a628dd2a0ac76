package app

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// feed lets the hub read what the verbs know of changes.
type feed struct {
	inbox *inbox.Inbox
	store *store.Store
}

// Since satisfies realtime.Feed.
func (f feed) Since(ctx context.Context, ws sapa.WorkspaceID, after int64, limit int) ([]realtime.Change, error) {
	news, err := f.inbox.Live(ctx, ws, after, limit)
	changes := make([]realtime.Change, len(news))
	for i, n := range news {
		changes[i] = realtime.Change{Number: n.Number, Body: n}
	}
	return changes, err
}

// Last satisfies realtime.Feed.
func (f feed) Last(ctx context.Context, workspaces []sapa.WorkspaceID) (map[sapa.WorkspaceID]int64, error) {
	return f.store.LastChanges(ctx, workspaces)
}
