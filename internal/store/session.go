package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Session is a browser that is signed in. Its token is kept only as a hash.
type Session struct {
	ID        int64
	Workspace sapa.WorkspaceID
	Member    sapa.MemberID
	// Agent is the browser's own description, Address where it signed in from.
	Agent, Address string
	CreatedAt      time.Time
	SeenAt         time.Time
	ExpiresAt      time.Time
}

const sessionColumns = `id, workspace_id, member_id, agent, address, created_at, seen_at, expires_at`

func sessionFields(s *Session) []any {
	return []any{&s.ID, &s.Workspace, &s.Member, &s.Agent, &s.Address, stamp(&s.CreatedAt), stamp(&s.SeenAt), stamp(&s.ExpiresAt)}
}

// CreateSession stores a session under the hash of its token.
func (tx *Tx) CreateSession(ctx context.Context, hash []byte, s Session) error {
	_, err := tx.exec(ctx, `INSERT INTO sessions (token_hash, workspace_id, member_id, agent, address, created_at, seen_at, expires_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		hash, s.Workspace, s.Member, s.Agent, s.Address, micros(s.CreatedAt), micros(s.SeenAt), micros(s.ExpiresAt))
	return err
}

// SessionByHash finds the session of a token. It needs no workspace: it is what tells which one it is.
func (r Reads) SessionByHash(ctx context.Context, hash []byte) (Session, error) {
	var s Session
	err := r.db.QueryRowContext(ctx, `SELECT `+sessionColumns+` FROM sessions WHERE token_hash = $1`, hash).Scan(sessionFields(&s)...)
	return s, missing("session", err)
}

// Sessions lists a member's sessions, newest first.
func (r Reads) Sessions(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID) ([]Session, error) {
	query := `SELECT ` + sessionColumns + ` FROM sessions WHERE member_id = $1 AND workspace_id = $2 ORDER BY id DESC`
	return collect(ctx, r, query, []any{member, ws}, sessionFields)
}

// KnownAddress tells whether a member signed in from an address and has a session from there still.
func (r Reads) KnownAddress(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, address string) (bool, error) {
	var n int
	err := r.db.QueryRowContext(ctx,
		`SELECT count(*) FROM (SELECT 1 FROM sessions WHERE member_id = $1 AND workspace_id = $2 AND address = $3 LIMIT 1) AS found`,
		member, ws, address).Scan(&n)
	return n > 0, missing("session", err)
}

// TouchSession notes that a session was used.
func (tx *Tx) TouchSession(ctx context.Context, ws sapa.WorkspaceID, id int64, now time.Time) error {
	_, err := tx.exec(ctx, `UPDATE sessions SET seen_at = $1 WHERE id = $2 AND workspace_id = $3`, micros(now), id, ws)
	return err
}

// DeleteSession ends one session of a member and answers whether there was one.
func (tx *Tx) DeleteSession(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, id int64) (bool, error) {
	n, err := tx.exec(ctx, `DELETE FROM sessions WHERE id = $1 AND member_id = $2 AND workspace_id = $3`, id, member, ws)
	return n > 0, err
}

// DeleteSessions ends all sessions of a member but one; keep is zero to end them all.
func (tx *Tx) DeleteSessions(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, keep int64) error {
	_, err := tx.exec(ctx, `DELETE FROM sessions WHERE member_id = $1 AND workspace_id = $2 AND id <> $3`, member, ws, keep)
	return err
}

// DeleteStale removes sessions, invitations and throttles that are over, in every workspace.
func (tx *Tx) DeleteStale(ctx context.Context, now time.Time) error {
	old := micros(now.Add(-24 * time.Hour))
	if _, err := tx.exec(ctx, `DELETE FROM sessions WHERE expires_at < $1`, micros(now)); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM invitations WHERE expires_at < $1`, old); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `DELETE FROM throttles WHERE last_at < $1 AND blocked_until < $2`, old, micros(now))
	return err
}

// Invitation is a single-use link by which a member sets a password. Its token is kept only as a hash.
type Invitation struct {
	Workspace sapa.WorkspaceID
	Member    sapa.MemberID
	ExpiresAt time.Time
}

// CreateInvitation stores an invitation under the hash of its token and makes the member's earlier ones void.
func (tx *Tx) CreateInvitation(ctx context.Context, hash []byte, i Invitation) error {
	if _, err := tx.exec(ctx, `DELETE FROM invitations WHERE member_id = $1 AND workspace_id = $2`, i.Member, i.Workspace); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `INSERT INTO invitations (token_hash, workspace_id, member_id, expires_at) VALUES ($1, $2, $3, $4)`,
		hash, i.Workspace, i.Member, micros(i.ExpiresAt))
	return err
}

// InvitationByHash finds an invitation that is neither used nor over. Like a session, it tells the workspace.
func (r Reads) InvitationByHash(ctx context.Context, hash []byte, now time.Time) (Invitation, error) {
	var i Invitation
	err := r.db.QueryRowContext(ctx, `SELECT workspace_id, member_id, expires_at FROM invitations
		WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`, hash, micros(now)).
		Scan(&i.Workspace, &i.Member, stamp(&i.ExpiresAt))
	return i, missing("invitation", err)
}

// UseInvitation marks an invitation used; false means that it was used or over before.
func (tx *Tx) UseInvitation(ctx context.Context, hash []byte, now time.Time) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE invitations SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $1`,
		micros(now), hash)
	return n == 1, err
}

// Throttle is the memory of failed tries under one key, such as an account from an address.
type Throttle struct {
	Failures     int
	LastAt       time.Time
	BlockedUntil time.Time
}

// Throttle reads the memory of a key; its zero value when there is none. Keys belong to the installation.
func (r Reads) Throttle(ctx context.Context, key string) (Throttle, error) {
	var t Throttle
	err := r.each(ctx, `SELECT failures, last_at, blocked_until FROM throttles WHERE key = $1`, []any{key}, func(rows *sql.Rows) error {
		return rows.Scan(&t.Failures, stamp(&t.LastAt), stamp(&t.BlockedUntil))
	})
	return t, err
}

// TakeThrottle is Throttle for whoever is about to change it: until the transaction ends nobody else does.
func (tx *Tx) TakeThrottle(ctx context.Context, key string) (Throttle, error) {
	var t Throttle
	err := tx.db.QueryRowContext(ctx, `INSERT INTO throttles (key, failures, last_at, blocked_until) VALUES ($1, 0, 0, 0)
		ON CONFLICT (key) DO UPDATE SET failures = throttles.failures RETURNING failures, last_at, blocked_until`, key).
		Scan(&t.Failures, stamp(&t.LastAt), stamp(&t.BlockedUntil))
	return t, missing("throttle", err)
}

// SetThrottle stores the memory of a key.
func (tx *Tx) SetThrottle(ctx context.Context, key string, t Throttle) error {
	_, err := tx.exec(ctx, `INSERT INTO throttles (key, failures, last_at, blocked_until) VALUES ($1, $2, $3, $4)
		ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, blocked_until = excluded.blocked_until`,
		key, t.Failures, t.LastAt.UnixMicro(), t.BlockedUntil.UnixMicro())
	return err
}

// DeleteThrottle forgets a key.
func (tx *Tx) DeleteThrottle(ctx context.Context, key string) error {
	_, err := tx.exec(ctx, `DELETE FROM throttles WHERE key = $1`, key)
	return err
}

// DeleteInvitations makes all links of a member void.
func (tx *Tx) DeleteInvitations(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID) error {
	_, err := tx.exec(ctx, `DELETE FROM invitations WHERE member_id = $1 AND workspace_id = $2`, member, ws)
	return err
}
