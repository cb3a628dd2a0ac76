package instagram

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// Send satisfies channel.Sender. Of direct messages nothing can be deleted, so what is to be deleted is a comment. Names of files are written in plain letters ("Upload Media for Instagram Messaging": others
// are not supported).
func (a *account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	if out.Answers != nil || out.Hide != nil || out.Like != nil || out.Delete != "" {
		return a.below.Send(ctx, out)
	}
	out.Files = slices.Clone(out.Files)
	for i := range out.Files {
		out.Files[i].Name = plain(out.Files[i].Name)
	}
	return a.Account.Send(ctx, out)
}

// plain leaves out of a name what is not ASCII; what has no letter left is called "file".
func plain(name string) string {
	kept := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, name)
	ending := path.Ext(kept)
	if strings.Trim(strings.TrimSuffix(kept, ending), " .") == "" {
		return "file" + ending
	}
	return kept
}
