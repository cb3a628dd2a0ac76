package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// SetPresence stores that a member of the workspace being changed came online or went offline, and notes it in their log. A
// member who comes online is active and connected from then on.
func (tx *Tx) SetPresence(ctx context.Context, id sapa.MemberID, p sapa.Presence) error {
	_, err := tx.exec(ctx, `UPDATE members SET presence = $1, presence_why = $2, presence_at = $3, active_at = $4, connected_at = $5, device = $6
		WHERE id = $7 AND workspace_id = $8`,
		string(p.State), string(p.Why), micros(p.Since), micros(p.Active), micros(p.Connected), p.Device, id, tx.Workspace.ID)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `INSERT INTO presences (workspace_id, member_id, at, presence, why) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (workspace_id, member_id, at) DO UPDATE SET presence = excluded.presence, why = excluded.why`,
		tx.Workspace.ID, id, micros(p.Since), string(p.State), string(p.Why))
	return err
}

// OnlineEverywhere lists what shows that those who are online are there, in every workspace, by workspace and member.
func (r Reads) OnlineEverywhere(ctx context.Context) ([]Sign, error) {
	query := `SELECT workspace_id, id, active_at, connected_at, device FROM members WHERE presence = 'online' ORDER BY workspace_id, id`
	return collect(ctx, r, query, nil, func(s *Sign) []any {
		return []any{&s.Workspace, &s.Member, stamp(&s.Active), stamp(&s.Connected), &s.Device}
	})
}

// Sign is what shows that a member is there.
type Sign struct {
	Workspace sapa.WorkspaceID
	Member    sapa.MemberID
	// Active and Connected are zero where nothing new is known.
	Active, Connected time.Time
	// Device is empty where nothing new is known.
	Device string
}

// NoteSigns stores what shows that members are there; an older sign never replaces a newer one.
func (tx *Tx) NoteSigns(ctx context.Context, signs []Sign) error {
	for _, s := range signs {
		_, err := tx.exec(ctx, `UPDATE members SET
			active_at = CASE WHEN active_at IS NULL OR active_at < $1 THEN coalesce($1, active_at) ELSE active_at END,
			connected_at = CASE WHEN connected_at IS NULL OR connected_at < $2 THEN coalesce($2, connected_at) ELSE connected_at END,
			device = CASE WHEN $3 = '' THEN device ELSE $3 END WHERE id = $4 AND workspace_id = $5`,
			micros(s.Active), micros(s.Connected), s.Device, s.Member, s.Workspace)
		if err != nil {
			return err
		}
	}
	return nil
}

// PresenceChange is a line of a member's log.
type PresenceChange struct {
	Member   sapa.MemberID
	At       time.Time
	Presence sapa.PresenceState
	Why      sapa.PresenceWhy
}

func presenceFields(p *PresenceChange) []any {
	return []any{&p.Member, stamp(&p.At), &p.Presence, &p.Why}
}

// PresenceLog lists up to limit changes of one member's presence before a moment, newest first.
func (r Reads) PresenceLog(ctx context.Context, ws sapa.WorkspaceID, id sapa.MemberID, before time.Time, limit int) ([]PresenceChange, error) {
	query := `SELECT member_id, at, presence, why FROM presences WHERE workspace_id = $1 AND member_id = $2 AND at < $3 ORDER BY at DESC LIMIT $4`
	return collect(ctx, r, query, []any{ws, id, micros(before), limit}, presenceFields)
}

// Presences lists the changes of all members' presence in a stretch of time, oldest first.
func (r Reads) Presences(ctx context.Context, ws sapa.WorkspaceID, from, to time.Time) ([]PresenceChange, error) {
	query := `SELECT member_id, at, presence, why FROM presences WHERE workspace_id = $1 AND at >= $2 AND at < $3 ORDER BY at, member_id`
	return collect(ctx, r, query, []any{ws, micros(from), micros(to)}, presenceFields)
}
