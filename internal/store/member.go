package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const memberColumns = `id, workspace_id, name, email, phone, address, organization, role, state, time_zone, language, avatar,
	denied, password_hash, created_at, last_seen_at, departments, workload, picked_at, presence, presence_why, presence_at, active_at, connected_at, device`

func memberFields(m *sapa.Member) []any {
	return []any{
		&m.ID, &m.Workspace, &m.Name, optText(&m.Email), optText(&m.Phone), &m.Address, &m.Organization, &m.Role, &m.State,
		&m.TimeZone, &m.Language, &m.Avatar, fromJSON(&m.Denied), &m.PasswordHash, stamp(&m.CreatedAt), stamp(&m.LastSeenAt),
		fromJSON(&m.Departments), number(&m.Workload), stamp(&m.Picked), &m.Presence.State, &m.Presence.Why, stamp(&m.Presence.Since),
		stamp(&m.Presence.Active), stamp(&m.Presence.Connected), &m.Presence.Device,
	}
}

// CreateMember adds a member to the workspace being changed and answers the id. An email or phone that is taken
// is a Conflict.
func (tx *Tx) CreateMember(ctx context.Context, m sapa.Member) (sapa.MemberID, error) {
	var id sapa.MemberID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO members (workspace_id, name, email, phone, address, organization, role, state,
		time_zone, language, denied, password_hash, created_at, departments, workload)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
		tx.Workspace.ID, m.Name, textOrNull(m.Email), textOrNull(m.Phone), m.Address, m.Organization, string(m.Role), string(m.State),
		m.TimeZone, string(m.Language), asJSON(orNone(m.Denied)), m.PasswordHash, micros(m.CreatedAt),
		asJSON(orNone(m.Departments)), orNull(int64(m.Workload))).Scan(&id)
	if err != nil {
		return 0, tx.taken(err)
	}
	return id, nil
}

// orNone keeps a nil list from being stored as null.
func orNone[V any](l []V) []V {
	if l == nil {
		return []V{}
	}
	return l
}

// taken turns the violation of a member's unique email or phone into a Conflict about that field.
func (r Reads) taken(err error) error {
	for _, field := range []string{"email", "phone"} {
		if r.sql.unique(err, "members_"+field) {
			return &sapa.Error{
				Kind: sapa.Conflict, Code: field + "_taken", Msg: "another member has this " + field,
				Fields: []sapa.Field{{Field: field, Code: "taken"}},
			}
		}
	}
	return missing("member", err)
}

// UpdateMember stores everything of a member but the id, the workspace, when they were created and picked, and their presence.
func (tx *Tx) UpdateMember(ctx context.Context, m sapa.Member) error {
	_, err := tx.exec(ctx, `UPDATE members SET name = $1, email = $2, phone = $3, address = $4, organization = $5, role = $6, state = $7,
		time_zone = $8, language = $9, avatar = $10, denied = $11, password_hash = $12, departments = $13, workload = $14
		WHERE id = $15 AND workspace_id = $16`,
		m.Name, textOrNull(m.Email), textOrNull(m.Phone), m.Address, m.Organization, string(m.Role), string(m.State),
		m.TimeZone, string(m.Language), m.Avatar, asJSON(orNone(m.Denied)), m.PasswordHash,
		asJSON(orNone(m.Departments)), orNull(int64(m.Workload)), m.ID, m.Workspace)
	if err != nil {
		return tx.taken(err)
	}
	return nil
}

// Member reads a member of a workspace, removed ones too.
func (r Reads) Member(ctx context.Context, ws sapa.WorkspaceID, id sapa.MemberID) (sapa.Member, error) {
	var m sapa.Member
	err := r.db.QueryRowContext(ctx, `SELECT `+memberColumns+` FROM members WHERE id = $1 AND workspace_id = $2`, id, ws).
		Scan(memberFields(&m)...)
	return m, missing("member", err)
}

// Members lists the members of a workspace by id, removed ones too: history needs their names.
func (r Reads) Members(ctx context.Context, ws sapa.WorkspaceID) ([]sapa.Member, error) {
	query := `SELECT ` + memberColumns + ` FROM members WHERE workspace_id = $1 ORDER BY id`
	return collect(ctx, r, query, []any{ws}, memberFields)
}

// FindMemberByEmail finds who signs in with an address, in whatever workspace. It misses with NotFound.
func (r Reads) FindMemberByEmail(ctx context.Context, email string) (sapa.Member, error) {
	var m sapa.Member
	err := r.db.QueryRowContext(ctx, `SELECT `+memberColumns+` FROM members WHERE email = $1 AND state <> 'removed'`, email).
		Scan(memberFields(&m)...)
	return m, missing("member", err)
}

// samePhone bounds how many workspaces one number may sign in to.
const samePhone = 5

// MembersByPhone lists who signs in with a number: a number is unique in a workspace only.
func (r Reads) MembersByPhone(ctx context.Context, phone string) ([]sapa.Member, error) {
	query := `SELECT ` + memberColumns + ` FROM members WHERE phone = $1 AND state <> 'removed' ORDER BY id LIMIT $2`
	return collect(ctx, r, query, []any{phone, samePhone}, memberFields)
}

// Owners counts the active owners of a workspace, up to two: more makes no difference.
func (r Reads) Owners(ctx context.Context, ws sapa.WorkspaceID) (int, error) {
	var n int
	err := r.db.QueryRowContext(ctx, `SELECT count(*) FROM
		(SELECT 1 FROM members WHERE workspace_id = $1 AND role = 'owner' AND state = 'active' LIMIT 2) AS found`, ws).Scan(&n)
	return n, missing("owners", err)
}

// TouchMember notes that a member was seen.
func (tx *Tx) TouchMember(ctx context.Context, ws sapa.WorkspaceID, id sapa.MemberID, now time.Time) error {
	_, err := tx.exec(ctx, `UPDATE members SET last_seen_at = $1 WHERE id = $2 AND workspace_id = $3`, micros(now), id, ws)
	return err
}
