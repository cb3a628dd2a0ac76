package meta

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// Upload posts a form: texts, and a file under a name. A lost answer is one: whether it may be posted again is the
// caller's to know.
func (a *Account) Upload(ctx context.Context, path string, fields map[string]string, name string, file channel.File) (wire.Object, *channel.Failure) {
	form, err := wire.NewForm(fields, name, file)
	if err != nil {
		return nil, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	r, err := form.Request(ctx, a.At(path, nil))
	if err != nil {
		return nil, a.Failure(channel.Temporary, wire.CodeFile, "the file could not be opened")
	}
	defer r.Body.Close()
	a.prove(r)
	return a.Ask(r)
}
