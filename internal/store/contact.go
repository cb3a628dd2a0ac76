package store

import (
	"context"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const contactColumns = `p.id, p.workspace_id, p.name, p.phone, p.email, p.language, p.facts, p.created_at, p.seen_at`

func contactFields(c *sapa.Contact) []any {
	return []any{
		&c.ID, &c.Workspace, &c.Name, &c.Phone, &c.Email, &c.Language, fromJSON(&c.Facts), stamp(&c.CreatedAt), stamp(&c.SeenAt),
	}
}

// Contact reads a contact.
func (r Reads) Contact(ctx context.Context, ws sapa.WorkspaceID, id sapa.ContactID) (sapa.Contact, error) {
	var c sapa.Contact
	err := r.db.QueryRowContext(ctx, `SELECT `+contactColumns+` FROM contacts p WHERE p.id = $1 AND p.workspace_id = $2`, id, ws).
		Scan(contactFields(&c)...)
	return c, missing("contact", err)
}

// UpdateContact stores everything of a contact but the id and when they were first seen.
func (tx *Tx) UpdateContact(ctx context.Context, c sapa.Contact) error {
	_, err := tx.exec(ctx, `UPDATE contacts SET name = $1, phone = $2, email = $3, language = $4, facts = $5, seen_at = $6
		WHERE id = $7 AND workspace_id = $8`,
		c.Name, c.Phone, c.Email, string(c.Language), asJSON(orEmpty(c.Facts)), micros(c.SeenAt), c.ID, c.Workspace)
	return err
}

// CreateContact adds a contact with its identity and its room on a channel, and answers the ids of contact and room.
func (tx *Tx) CreateContact(ctx context.Context, c sapa.Contact, i sapa.Identity, topic string) (sapa.ContactID, sapa.RoomID, error) {
	var contact sapa.ContactID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO contacts (workspace_id, name, phone, email, language, facts, created_at, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
		tx.Workspace.ID, c.Name, c.Phone, c.Email, string(c.Language), asJSON(orEmpty(c.Facts)), micros(c.CreatedAt), micros(c.SeenAt)).
		Scan(&contact)
	if err != nil {
		return 0, 0, missing("contact", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO identities (channel_id, external, workspace_id, contact_id, used_at) VALUES ($1, $2, $3, $4, $5)`,
		i.Channel, i.External, tx.Workspace.ID, contact, micros(c.SeenAt))
	if err != nil {
		return 0, 0, err
	}
	room, err := tx.CreateRoom(ctx, contact, i.Channel, topic)
	return contact, room, err
}

// CreateRoom adds a room and answers its id.
func (tx *Tx) CreateRoom(ctx context.Context, contact sapa.ContactID, channel sapa.ChannelID, topic string) (sapa.RoomID, error) {
	var room sapa.RoomID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO rooms (workspace_id, contact_id, channel_id, topic) VALUES ($1, $2, $3, $4) RETURNING id`,
		tx.Workspace.ID, contact, channel, topic).Scan(&room)
	return room, missing("room", err)
}

// RoomOf finds the direct room of a contact as a channel knows them. It misses with NotFound.
func (r Reads) RoomOf(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, external string) (sapa.Room, error) {
	var room sapa.Room
	err := r.db.QueryRowContext(ctx, `SELECT r.id, r.contact_id, r.channel_id, r.topic FROM identities i
		JOIN rooms r ON r.channel_id = i.channel_id AND r.contact_id = i.contact_id AND r.topic = ''
		WHERE i.channel_id = $1 AND i.external = $2 AND i.workspace_id = $3`, channel, external, ws).
		Scan(&room.ID, &room.Contact, &room.Channel, &room.Topic)
	return room, missing("room", err)
}

// Identities lists how a contact is known on the workspace's channels, on each by the id that was used last first.
func (r Reads) Identities(ctx context.Context, ws sapa.WorkspaceID, contact sapa.ContactID) ([]sapa.Identity, error) {
	query := `SELECT channel_id, contact_id, external FROM identities WHERE contact_id = $1 AND workspace_id = $2 ORDER BY channel_id, used_at DESC, external`
	return collect(ctx, r, query, []any{contact, ws},
		func(i *sapa.Identity) []any { return []any{&i.Channel, &i.Contact, &i.External} })
}

// Arrival is what is known of the sender of an inbound element before it is written.
type Arrival struct {
	// Contact and Room are zero when the person, or their room, is new. ContactName and the rest of the contact are
	// filled when the contact is known.
	Contact sapa.Contact
	Room    sapa.RoomID
	// Open is the room's open conversation; its ID is zero when there is none.
	Open sapa.Conversation
	// Episodes is how many conversations the room has had.
	Episodes int
	// Returning tells that the contact had a conversation before, in whatever room.
	Returning bool
	// Known is under how many of the element's ids the contact is known, Current whether its first one is the one they
	// used last.
	Known   int
	Current bool
	// Seen is the message that bears the element's provider id already; zero for none.
	Seen sapa.MessageID
}

// Arrival looks up what is known of an inbound element's sender and whether the element was seen before: all in
// one query, since it is the first statement of every inbound message.
func (tx *Tx) Arrival(ctx context.Context, in sapa.Inbound) (Arrival, error) {
	var a Arrival
	w := where{}
	key := fmt.Sprintf("SELECT CAST(%s AS BIGINT) AS channel_id, CAST(%s AS TEXT) AS external, CAST(%s AS TEXT) AS topic, CAST(%s AS TEXT) AS provider_id",
		w.arg(in.Channel), w.arg(in.From.External), w.arg(in.Topic), w.arg(in.ProviderID))
	// Whoever is known by any of the ids is the one; the first id decides when two people are.
	known := "i.external = k.external"
	if len(in.From.Others) > 0 {
		known = "i.external IN (k.external, " + list(&w, in.From.Others) + ")"
	}
	// But for the lasting ones: somebody with another of them has taken over the number.
	same := ""
	if in.From.Lasting && in.Kind != sapa.InboundRenamed {
		same = ` AND (i.external = k.external OR NOT EXISTS (SELECT 1 FROM identities l
			WHERE l.contact_id = i.contact_id AND l.channel_id = i.channel_id AND l.lasting = 1))`
	}
	query := `WITH k AS (` + key + `)
		SELECT coalesce(m.id, 0), coalesce(r.id, 0),
			coalesce((SELECT max(e.episode) FROM conversations e WHERE e.room_id = r.id), 0),
			CASE WHEN EXISTS (SELECT 1 FROM conversations o WHERE o.workspace_id = p.workspace_id AND o.contact_id = p.id) THEN 1 ELSE 0 END,
			(SELECT count(*) FROM identities i WHERE i.channel_id = k.channel_id AND ` + known + `),
			CASE WHEN k.external = (SELECT i.external FROM identities i WHERE i.contact_id = p.id AND i.channel_id = k.channel_id
				ORDER BY i.used_at DESC, i.external LIMIT 1) THEN 1 ELSE 0 END,
			coalesce(p.id, 0), coalesce(p.workspace_id, 0), coalesce(p.name, ''), coalesce(p.phone, ''), coalesce(p.email, ''),
			coalesce(p.language, ''), coalesce(p.facts, '{}'), p.created_at, p.seen_at, ` + conversationColumns + `
		FROM k
		LEFT JOIN messages m ON m.channel_id = k.channel_id AND m.provider_id = k.provider_id
		LEFT JOIN contacts p ON p.id = (SELECT i.contact_id FROM identities i WHERE i.channel_id = k.channel_id AND ` + known + same + `
			ORDER BY CASE WHEN i.external = k.external THEN 0 ELSE 1 END LIMIT 1)
		LEFT JOIN rooms r ON r.channel_id = k.channel_id AND r.contact_id = p.id AND r.topic = k.topic
		LEFT JOIN conversations c ON c.room_id = r.id AND c.state <> 'resolved'`
	fields := append([]any{&a.Seen, &a.Room, &a.Episodes, truth(&a.Returning), &a.Known, truth(&a.Current)}, contactFields(&a.Contact)...)
	fields = append(fields, conversationFields(&a.Open)...)
	err := tx.db.QueryRowContext(ctx, query, w.args...).Scan(fields...)
	return a, missing("arrival", err)
}

// Alias notes the ids by which a contact is known on a channel: the first counts as used at the moment, new others as used
// before. An id somebody else has stays theirs, but for one that can pass on, when it comes with one that cannot.
func (tx *Tx) Alias(ctx context.Context, contact sapa.ContactID, channel sapa.ChannelID, who sapa.Sender, now time.Time) error {
	args := make([]any, 0, (1+len(who.Others))*6)
	for i, external := range append([]string{who.External}, who.Others...) {
		at := micros(now.Add(-time.Duration(i) * time.Microsecond))
		args = append(args, channel, external, tx.Workspace.ID, contact, at, flag(who.Lasting && i == 0))
	}
	taken := `DO NOTHING`
	if who.Lasting {
		taken = `DO UPDATE SET contact_id = excluded.contact_id, used_at = excluded.used_at
			WHERE identities.lasting = 0 AND identities.contact_id <> excluded.contact_id`
	}
	_, err := tx.exec(ctx, `INSERT INTO identities (channel_id, external, workspace_id, contact_id, used_at, lasting)
		VALUES `+marks(1+len(who.Others), 6)+` ON CONFLICT (channel_id, external) `+taken, args...)
	if err != nil {
		return err
	}
	_, err = tx.exec(ctx, `UPDATE identities SET used_at = $1, lasting = $2 WHERE channel_id = $3 AND external = $4 AND contact_id = $5 AND workspace_id = $6`,
		micros(now), flag(who.Lasting), channel, who.External, contact, tx.Workspace.ID)
	return err
}
