package store

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

const templateColumns = `channel_id, name, language, category, state, parts`

func templateFields(t *sapa.Template) []any {
	return []any{&t.Channel, &t.Name, &t.Language, &t.Category, &t.State, fromJSON(&t.TemplateParts)}
}

// Templates lists the templates of a channel by name and language.
func (r Reads) Templates(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID) ([]sapa.Template, error) {
	query := `SELECT ` + templateColumns + ` FROM templates WHERE channel_id = $1 AND workspace_id = $2 ORDER BY name, language`
	return collect(ctx, r, query, []any{channel, ws}, templateFields)
}

// Template reads one template of a channel.
func (r Reads) Template(ctx context.Context, ws sapa.WorkspaceID, channel sapa.ChannelID, name, language string) (sapa.Template, error) {
	var t sapa.Template
	err := r.db.QueryRowContext(ctx, `SELECT `+templateColumns+` FROM templates
		WHERE channel_id = $1 AND name = $2 AND language = $3 AND workspace_id = $4`, channel, name, language, ws).
		Scan(templateFields(&t)...)
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
