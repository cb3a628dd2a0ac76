package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Arrival is what is known of the sender of an inbound element before it is written.
type Arrival struct {
	// Contact and Room are zero when the person, or their room, is new.
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

// arrivalFields are where the columns of arrivalColumns go, but the first two. They are lenient about NULL.
func arrivalFields(a *Arrival) []scanner {
	fields := []scanner{
		number(&a.Seen), number(&a.Room), number(&a.Episodes), truth(&a.Returning), number(&a.Known), truth(&a.Current),
		number(&a.Contact.ID), number(&a.Contact.Workspace), optText(&a.Contact.Name), optText(&a.Contact.Phone), optText(&a.Contact.Email),
		optText(&a.Contact.Language), fromJSON(&a.Contact.Facts), stamp(&a.Contact.CreatedAt), stamp(&a.Contact.SeenAt),
	}
	for _, f := range conversationFields(&a.Open) {
		fields = append(fields, f.(scanner))
	}
	return fields
}

// lookAhead is how many elements are looked up at once.
const lookAhead = 64

// arrivals is the SQL of one value: what is known of some elements, as a JSON array with an array for each. One value, so
// that it can stand beside the columns of another statement. Each begins with the element's place, from 1, and an id that
// is set aside for its message. The elements are filled up to a power of two, with such that are nobody's.
func arrivals(d dialect, w *where, all []sapa.Inbound) string {
	others := 0
	for _, in := range all {
		others = max(others, len(in.From.Others))
	}
	rows := make([][]any, powerOfTwo(2*len(all)-1))
	for i := range rows {
		var in sapa.Inbound
		if i < len(all) {
			in = all[i]
		}
		rows[i] = []any{i + 1, in.Channel, flag(in.From.Lasting && in.Kind != sapa.InboundRenamed), in.Topic, in.ProviderID, in.From.External}
		for n := range others {
			other := in.From.External
			if n < len(in.From.Others) {
				other = in.From.Others[n]
			}
			rows[i] = append(rows[i], other)
		}
	}
	// Whoever is known by any of the ids is the one; the first id decides when two people are.
	known := "i.external IN (k.column6"
	for n := range others {
		known += fmt.Sprintf(", k.column%d", 7+n)
	}
	known += ")"
	return `(SELECT ` + d.rows(`k.column1, `+d.nextMessage("k.column1")+`, m.id, r.id,
			coalesce((SELECT max(e.episode) FROM conversations e WHERE e.room_id = r.id), 0),
			CASE WHEN EXISTS (SELECT 1 FROM conversations o WHERE o.workspace_id = p.workspace_id AND o.contact_id = p.id) THEN 1 ELSE 0 END,
			(SELECT count(*) FROM identities i WHERE i.channel_id = k.column2 AND `+known+`),
			CASE WHEN k.column6 = (SELECT i.external FROM identities i WHERE i.contact_id = p.id AND +i.channel_id = k.column2
				ORDER BY i.used_at DESC, i.external LIMIT 1) THEN 1 ELSE 0 END,
			p.id, p.workspace_id, p.name, p.phone, p.email, p.language, p.facts, p.created_at, p.seen_at, `+conversationColumns) + `
		FROM (` + values(w, "iiittt"+strings.Repeat("t", others), rows) + `) AS k
		LEFT JOIN messages m ON m.channel_id = k.column2 AND m.provider_id = k.column5
		LEFT JOIN contacts p ON p.id = (SELECT i.contact_id FROM identities i WHERE i.channel_id = k.column2 AND ` + known + `
			AND (k.column3 = 0 OR i.external = k.column6 OR NOT EXISTS (SELECT 1 FROM identities l
				WHERE l.contact_id = i.contact_id AND +l.channel_id = i.channel_id AND l.lasting = 1))
			ORDER BY CASE WHEN i.external = k.column6 THEN 0 ELSE 1 END LIMIT 1)
		LEFT JOIN rooms r ON r.channel_id = k.column2 AND r.contact_id = p.id AND r.topic = k.column4
		LEFT JOIN conversations c ON c.room_id = r.id AND c.state <> 'resolved'
		WHERE k.column2 > 0)`
}

// readArrivals reads what arrivals answered.
func readArrivals(text sql.NullString, told func(place int, message sapa.MessageID, a Arrival)) error {
	if !text.Valid {
		return nil
	}
	var rows [][]any
	in := json.NewDecoder(bytes.NewReader([]byte(text.String)))
	in.UseNumber()
	if err := in.Decode(&rows); err != nil {
		return fmt.Errorf("store: arrivals: %w", err)
	}
	for _, row := range rows {
		var a Arrival
		var place int
		var message sapa.MessageID
		fields := append([]scanner{number(&place), number(&message)}, arrivalFields(&a)...)
		if len(row) != len(fields) {
			return fmt.Errorf("store: arrivals: %d columns, not %d", len(row), len(fields))
		}
		for i, value := range row {
			if n, ok := value.(json.Number); ok {
				whole, err := n.Int64()
				if err != nil {
					return fmt.Errorf("store: arrivals: %w", err)
				}
				value = whole
			}
			if err := fields[i](value); err != nil {
				return fmt.Errorf("store: arrivals: %w", err)
			}
		}
		told(place, message, a)
	}
	return nil
}

// Arrival looks up what is known of an inbound element's sender, and whether the element was seen before. In a change that
// was told what is coming, that is mostly known already.
func (tx *Tx) Arrival(ctx context.Context, in sapa.Inbound) (Arrival, error) {
	if a, ok := tx.ahead.find(in); ok {
		return *a, nil
	}
	some := tx.ahead.next(in)
	var w where
	var answer sql.NullString
	if err := tx.db.QueryRowContext(ctx, `SELECT `+arrivals(tx.sql, &w, some), w.args...).Scan(&answer); err != nil {
		return Arrival{}, missing("arrival", err)
	}
	if err := tx.ahead.learn(some, answer); err != nil {
		return Arrival{}, err
	}
	a, ok := tx.ahead.find(in)
	if !ok {
		return Arrival{}, sapa.Missing("arrival")
	}
	return *a, nil
}
