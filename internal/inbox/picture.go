package inbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/media"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// pictureLimits is what a member's picture may be before it is made small.
var pictureLimits = channel.Caps{Files: map[sapa.MessageKind]channel.FileLimit{sapa.Image: {Bytes: 10 << 20}}}

// pictureSide is the longer side of a member's picture, in pixels: the largest avatar on a sharp screen.
const pictureSide = 256

// postSide is the longer side of a post's picture, in pixels.
const postSide = 640

// SetPicture makes a member's picture small, stores it and hands its key to set, which answers the former one. An
// empty body takes the picture away. Only the small form is kept.
func (b *Inbox) SetPicture(ctx context.Context, by sapa.By, in NewFile, set func(context.Context, sapa.By, string) (string, error)) error {
	key := ""
	if in.Size != 0 {
		small, err := b.files.picture(ctx, in, pictureSide)
		if err != nil {
			return err
		}
		if key, err = b.files.put(ctx, bytes.NewReader(small.Bytes), int64(len(small.Bytes)), small.MIME); err != nil {
			return err
		}
	}
	former, err := set(ctx, by, key)
	if err != nil || former == "" {
		return err
	}
	return b.files.Blobs.Delete(ctx, blob.Key(former))
}

// picture makes a picture small: its longer side is so many pixels then.
func (f *Files) picture(ctx context.Context, in NewFile, side int) (media.Picture, error) {
	raw, err := f.receive(in, pictureLimits)
	if err != nil {
		return media.Picture{}, err
	}
	defer discard(raw)
	var a sapa.Attachment
	kind, err := f.examine(raw, in.Name, &a)
	if err != nil {
		return media.Picture{}, err
	}
	if _, err := raw.Seek(0, io.SeekStart); err != nil {
		return media.Picture{}, err
	}
	back, err := f.pencil.take(ctx, sapa.ByMember)
	if err != nil {
		return media.Picture{}, err
	}
	defer back()
	small, err := media.Thumbnail(ctx, raw, kind, side)
	switch {
	case errors.Is(err, media.ErrUnsupported):
		return small, sapa.Errorf(sapa.Invalid, "unsupported_type", "this is no picture we can make small")
	case errors.Is(err, media.ErrMalformed):
		return small, sapa.Errorf(sapa.Invalid, "file_broken", "the picture cannot be read")
	}
	return small, err
}

// Picture opens a member's picture for another member of the workspace.
func (b *Inbox) Picture(ctx context.Context, by sapa.By, id sapa.MemberID) (Opened, error) {
	m, err := b.store.Member(ctx, by.Workspace, id)
	if err != nil {
		return Opened{}, err
	}
	return b.openPicture(ctx, m.Avatar)
}

func (b *Inbox) openPicture(ctx context.Context, key string) (Opened, error) {
	if key == "" {
		return Opened{}, sapa.Missing("picture")
	}
	return b.open(ctx, sapa.Attachment{Key: key, Name: "picture"}, false)
}

// VisitorPicture opens the picture of a member who wrote to a contact, by its key, which is in the signed link.
func (b *Inbox) VisitorPicture(ctx context.Context, key string) (Opened, error) {
	return b.openPicture(ctx, strings.TrimSpace(key))
}
