package store

import (
	"context"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Mail is what is kept of a mail beside its message.
type Mail struct {
	sapa.MailBody
	Message sapa.MessageID
	Channel sapa.ChannelID
	Room    sapa.RoomID
	// ID is its own id without brackets; empty for none. Other is the address of the other side.
	ID, Other                string
	SubjectKey, SubjectToken string
	At                       time.Time
}

// CreateMail keeps a mail, whose message is there.
func (tx *Tx) CreateMail(ctx context.Context, m Mail) error {
	_, err := tx.exec(ctx, `INSERT INTO mails (id, workspace_id, channel_id, room_id, mail_id, other, subject_key, subject_token,
		html, quoted, headers, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		m.Message, tx.Workspace.ID, m.Channel, m.Room, m.ID, m.Other, m.SubjectKey, m.SubjectToken, m.HTML, m.QuotedText,
		asJSON(orNone(m.Headers)), micros(m.At))
	return err
}

// JoinThread notes addresses that take part in a thread; those that do already change nothing.
func (tx *Tx) JoinThread(ctx context.Context, room sapa.RoomID, addresses []string) error {
	if len(addresses) == 0 {
		return nil
	}
	var args []any
	for _, a := range addresses {
		args = append(args, room, a, tx.Workspace.ID)
	}
	_, err := tx.exec(ctx, `INSERT INTO mail_people (room_id, address, workspace_id) VALUES `+marks(len(addresses), 3)+`
		ON CONFLICT (room_id, address) DO NOTHING`, args...)
	return err
}

// MailBody reads the heavy part of a mail. It misses with NotFound.
func (r Reads) MailBody(ctx context.Context, ws sapa.WorkspaceID, message sapa.MessageID) (sapa.MailBody, error) {
	var b sapa.MailBody
	err := r.db.QueryRowContext(ctx, `SELECT html, quoted, headers FROM mails WHERE id = $1 AND workspace_id = $2`, message, ws).
		Scan(&b.HTML, &b.QuotedText, fromJSON(&b.Headers))
	return b, missing("mail", err)
}

// Threaded is a mail of a thread by its own id.
type Threaded struct {
	ID   string
	Room sapa.RoomID
	// Joined tells that the address takes part in the thread.
	Joined bool
}

// ThreadsOf finds mails of a channel by their own ids, and in which of their threads an address takes part.
func (r Reads) ThreadsOf(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, address string, ids []string) ([]Threaded, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	w := where{}
	joined := "(SELECT count(*) FROM mail_people p WHERE p.room_id = m.room_id AND p.address = " + w.arg(address) + ")"
	w.and("m.channel_id = %s AND m.workspace_id = %s", channel, ws)
	w.and("m.mail_id IN (" + list(&w, ids) + ")")
	return collect(ctx, r, `SELECT m.mail_id, m.room_id, `+joined+` FROM mails m WHERE `+w.String(), w.args,
		func(t *Threaded) []any { return []any{&t.ID, &t.Room, truth(&t.Joined)} })
}

// ThreadOfToken finds the latest thread with a number in its subject in which an address wrote, or was written to by us: a
// stranger who names it among the recipients of a mail of theirs draws nobody into their thread. It misses with NotFound.
func (r Reads) ThreadOfToken(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, other, token string) (sapa.RoomID, error) {
	var room sapa.RoomID
	err := r.db.QueryRowContext(ctx, `SELECT room_id FROM mails WHERE channel_id = $1 AND subject_token = $2 AND subject_token <> ''
			AND workspace_id = $3 AND other = $4
		ORDER BY id DESC LIMIT 1`, channel, token, ws, other).Scan(&room)
	return room, missing("thread", err)
}

// ThreadOfSubject finds the latest thread with an address about a subject that had a mail since a moment. It misses with
// NotFound.
func (r Reads) ThreadOfSubject(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, other, key string, since time.Time) (sapa.RoomID, error) {
	var room sapa.RoomID
	err := r.db.QueryRowContext(ctx, `SELECT room_id FROM mails WHERE channel_id = $1 AND other = $2 AND subject_key = $3 AND subject_key <> ''
			AND workspace_id = $4 AND at >= $5 ORDER BY at DESC LIMIT 1`, channel, other, key, ws, micros(since)).Scan(&room)
	return room, missing("thread", err)
}

// RoomByID reads a room of a channel. It misses with NotFound.
func (r Reads) RoomByID(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, id sapa.RoomID) (sapa.Room, error) {
	var room sapa.Room
	err := r.db.QueryRowContext(ctx, `SELECT id, contact_id, channel_id, topic FROM rooms WHERE id = $1 AND channel_id = $2 AND workspace_id = $3`, id, channel, ws).
		Scan(&room.ID, &room.Contact, &room.Channel, &room.Topic)
	return room, missing("room", err)
}

// LastMails reads the newest mails of a thread, the newest first.
func (r Reads) LastMails(ctx context.Context, ws sapa.WorkspaceID, room sapa.RoomID, most int) ([]sapa.Message, error) {
	return collect(ctx, r, `SELECT `+messageColumns+` FROM mails l JOIN messages m ON m.id = l.id
		WHERE l.room_id = $1 AND l.workspace_id = $2 ORDER BY l.id DESC LIMIT $3`, []any{room, ws, most}, messageFields)
}
