package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SetComment stores what is particular about a comment.
func (tx *Tx) SetComment(ctx context.Context, id sapa.MessageID, c sapa.Comment) error {
	_, err := tx.exec(ctx, `UPDATE messages SET comment = $1 WHERE id = $2 AND workspace_id = $3`, asJSON(c), id, tx.Workspace.ID)
	return err
}

// LastComment reads the contact's newest comment in a conversation that is there still. It misses with NotFound.
func (r Reads) LastComment(ctx context.Context, ws sapa.WorkspaceID, id sapa.ConversationID) (sapa.Message, error) {
	return r.message(ctx, `m.conversation_id = $1 AND m.workspace_id = $2 AND m.direction = 'in' AND m.deleted_at IS NULL AND m.provider_id IS NOT NULL
		ORDER BY m.seq DESC LIMIT 1`, id, ws)
}

// Claim makes a member the author of what the business seemed to have written elsewhere.
func (tx *Tx) Claim(ctx context.Context, id sapa.MessageID, by sapa.Actor) error {
	_, err := tx.exec(ctx, `UPDATE messages SET by_kind = $1, by_id = $2 WHERE id = $3 AND workspace_id = $4`, string(by.Kind), by.ID, id, tx.Workspace.ID)
	return err
}

const postColumns = `t.id, t.workspace_id, t.channel_id, t.external, t.state, t.failure_code, t.body, t.author, t.link, t.picture_key, t.at, t.fetched_at`

func postFields(p *sapa.Post) []any {
	return []any{
		&p.ID, &p.Workspace, &p.Channel, &p.External, &p.State, &p.FailureCode, &p.Text, &p.Author, &p.Link, &p.PictureKey, stamp(&p.At), stamp(&p.FetchedAt),
	}
}

// EnsurePost finds the post of a channel by the provider's id, or notes that there is one, and answers its id. The provider
// is asked what a new one says, and again what one says that nobody has asked for since a moment.
func (tx *Tx) EnsurePost(ctx context.Context, channel sapa.ChannelID, external, link string, now, since time.Time) (sapa.PostID, error) {
	var id sapa.PostID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO posts (workspace_id, channel_id, external, state, link, ask_at) VALUES ($1, $2, $3, 'waiting', $4, $5)
		ON CONFLICT (channel_id, external) DO UPDATE SET
			link = CASE WHEN posts.link = '' THEN excluded.link ELSE posts.link END,
			asks = CASE WHEN posts.ask_at IS NULL AND posts.fetched_at < $6 THEN 0 ELSE posts.asks END,
			ask_at = CASE WHEN posts.ask_at IS NULL AND posts.fetched_at < $6 THEN excluded.ask_at ELSE posts.ask_at END
		RETURNING id`, tx.Workspace.ID, channel, external, link, micros(now), micros(since)).Scan(&id)
	return id, missing("post", err)
}

// Post reads a post.
func (r Reads) Post(ctx context.Context, ws sapa.WorkspaceID, id sapa.PostID) (sapa.Post, error) {
	var p sapa.Post
	err := r.db.QueryRowContext(ctx, `SELECT `+postColumns+` FROM posts t WHERE t.id = $1 AND t.workspace_id = $2`, id, ws).Scan(postFields(&p)...)
	return p, missing("post", err)
}

// SavePost stores what is known of a post.
func (tx *Tx) SavePost(ctx context.Context, p sapa.Post) error {
	_, err := tx.exec(ctx, `UPDATE posts SET state = $1, failure_code = $2, body = $3, author = $4, link = $5, picture_key = $6, at = $7, fetched_at = $8
		WHERE id = $9 AND workspace_id = $10`, string(p.State), p.FailureCode, p.Text, p.Author, p.Link, p.PictureKey, micros(p.At), micros(p.FetchedAt),
		p.ID, tx.Workspace.ID)
	return err
}

// DuePost is a post whose provider is to be asked what it says.
type DuePost struct {
	Workspace sapa.WorkspaceID
	Post      sapa.PostID
	// Asks is how often the provider was asked in vain.
	Asks int
}

// DuePosts lists up to limit posts of all workspaces whose provider is to be asked.
func (r Reads) DuePosts(ctx context.Context, now time.Time, limit int) ([]DuePost, error) {
	query := `SELECT workspace_id, id, asks FROM posts WHERE ask_at IS NOT NULL AND ask_at <= $1 ORDER BY ask_at LIMIT $2`
	return collect(ctx, r, query, []any{micros(now), limit}, func(p *DuePost) []any { return []any{&p.Workspace, &p.Post, &p.Asks} })
}

// ClaimPost puts off when to ask until a moment, so that nobody else asks meanwhile, and answers whether it was the one.
func (tx *Tx) ClaimPost(ctx context.Context, p DuePost, now, until time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE posts SET ask_at = $1 WHERE id = $2 AND workspace_id = $3 AND ask_at <= $4`, micros(until), p.Post, p.Workspace, micros(now))
	return n > 0, err
}

// PutOffPost notes when to ask next, and how often it was in vain; a zero time is never.
func (tx *Tx) PutOffPost(ctx context.Context, p DuePost, at time.Time) error {
	_, err := tx.exec(ctx, `UPDATE posts SET ask_at = $1, asks = $2 WHERE id = $3 AND workspace_id = $4`, micros(at), p.Asks, p.Post, p.Workspace)
	return err
}

// ConversationsAbout lists up to limit conversations about a post, newest first.
func (r Reads) ConversationsAbout(ctx context.Context, ws sapa.WorkspaceID, post sapa.PostID, limit int) ([]sapa.Conversation, error) {
	return collect(ctx, r, `SELECT `+conversationColumns+` FROM conversations c WHERE c.post_id = $1 AND c.workspace_id = $2 ORDER BY c.id DESC LIMIT $3`,
		[]any{post, ws, limit}, conversationFields)
}
