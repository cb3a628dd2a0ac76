package store

import (
	"context"
	"database/sql"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Templates lists the templates of a channel by name and language.
func (r Reads) Templates(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) ([]sapa.Template, error) {
	var all []sapa.Template
	query := `SELECT channel_id, name, language, category, state, parts FROM templates WHERE channel_id = $1 AND workspace_id = $2 ORDER BY name, language`
	err := r.each(ctx, query, []any{channel, ws}, func(rows *sql.Rows) error {
		var t sapa.Template
		err := rows.Scan(&t.Channel, &t.Name, &t.Language, &t.Category, &t.State, fromJSON(&t.TemplateParts))
		all = append(all, t)
		return err
	})
	return all, err
}

// Template reads one template of a channel.
func (r Reads) Template(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, name, language string) (sapa.Template, error) {
	var t sapa.Template
	err := r.db.QueryRowContext(ctx, `SELECT channel_id, name, language, category, state, parts FROM templates
		WHERE channel_id = $1 AND name = $2 AND language = $3 AND workspace_id = $4`, channel, name, language, ws).
		Scan(&t.Channel, &t.Name, &t.Language, &t.Category, &t.State, fromJSON(&t.TemplateParts))
	return t, missing("template", err)
}

// ReplaceTemplates stores the templates of a channel as the provider has them now.
func (tx *Tx) ReplaceTemplates(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, all []sapa.Template) error {
	if _, err := tx.exec(ctx, `DELETE FROM templates WHERE channel_id = $1 AND workspace_id = $2`, channel, ws); err != nil {
		return err
	}
	for _, t := range all {
		_, err := tx.exec(ctx, `INSERT INTO templates (channel_id, name, language, workspace_id, category, state, parts)
			VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (channel_id, name, language) DO NOTHING`,
			channel, t.Name, t.Language, ws, t.Category, string(t.State), asJSON(t.TemplateParts))
		if err != nil {
			return err
		}
	}
	return nil
}
