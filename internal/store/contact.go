package store

import (
	"context"
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
	tx.ahead.each(func(f *foreseen) {
		if f.Contact.ID == c.ID {
			f.Contact = c
		}
	})
	_, err := tx.exec(ctx, `UPDATE contacts SET name = $1, phone = $2, email = $3, language = $4, facts = $5, seen_at = $6
		WHERE id = $7 AND workspace_id = $8`,
		c.Name, c.Phone, c.Email, string(c.Language), asJSON(orEmpty(c.Facts)), micros(c.SeenAt), c.ID, c.Workspace)
	return err
}

// CreatePerson adds a contact with its identity on a channel, and no room: somebody who takes part in another's thread.
func (tx *Tx) CreatePerson(ctx context.Context, c sapa.Contact, i sapa.Identity) (sapa.ContactID, error) {
	tx.ahead.renamed(0, i.Channel, i.External)
	var contact sapa.ContactID
	err := tx.db.QueryRowContext(ctx, `INSERT INTO contacts (workspace_id, name, phone, email, language, facts, created_at, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
		tx.Workspace.ID, c.Name, c.Phone, c.Email, string(c.Language), asJSON(orEmpty(c.Facts)), micros(c.CreatedAt), micros(c.SeenAt)).
		Scan(&contact)
	if err != nil {
		return 0, missing("contact", err)
	}
	_, err = tx.exec(ctx, `INSERT INTO identities (channel_id, external, workspace_id, contact_id, used_at) VALUES ($1, $2, $3, $4, $5)`,
		i.Channel, i.External, tx.Workspace.ID, contact, micros(c.SeenAt))
	return contact, err
}

// CreateContact adds a contact with its identity and its room on a channel, and answers the ids of contact and room.
func (tx *Tx) CreateContact(ctx context.Context, c sapa.Contact, i sapa.Identity, topic string) (sapa.ContactID, sapa.RoomID, error) {
	contact, err := tx.CreatePerson(ctx, c, i)
	if err != nil {
		return 0, 0, err
	}
	room, err := tx.CreateRoom(ctx, contact, i.Channel, topic)
	return contact, room, err
}

// CreateRoom adds a room and answers its id.
func (tx *Tx) CreateRoom(ctx context.Context, contact sapa.ContactID, channel sapa.ChannelID, topic string) (sapa.RoomID, error) {
	tx.ahead.of(contact)
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

// Alias notes the ids by which a contact is known on a channel: the first counts as used at the moment, new others as used
// before. An id somebody else has stays theirs, but for one that can pass on, when it comes with one that cannot.
func (tx *Tx) Alias(ctx context.Context, contact sapa.ContactID, channel sapa.ChannelID, who sapa.Sender, now time.Time) error {
	if who.Lasting {
		tx.ahead.all() // it may take an id from somebody who is not named here
	}
	tx.ahead.renamed(contact, channel, append([]string{who.External}, who.Others...)...)
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
