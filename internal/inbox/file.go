package inbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/media"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Files is where the bytes of attachments go, and what making them ready needs.
type Files struct {
	Blobs blob.Store
	// Random makes keys; crypto/rand.Reader outside of tests.
	Random io.Reader
	// Folder holds uploads while they come in.
	Folder string
	// Free tells how many bytes there is room for in the folder; false when nobody can tell.
	Free   func() (int64, bool)
	pencil pencil
}

// NewFiles makes the place for attachments.
func NewFiles(blobs blob.Store, random io.Reader, folder string) *Files {
	free := func() (int64, bool) { return blob.Free(folder) }
	return &Files{Blobs: blobs, Random: random, Folder: folder, Free: free, pencil: newPencil()}
}

// NewFile is a file that somebody uploads.
type NewFile struct {
	Name string
	Body io.Reader
	// Size is what the sender announced; negative when they did not.
	Size int64
	// Proof hears the body as it is read, and says whether it may be kept; nil where that is known.
	Proof channel.Proof
}

// Upload takes a member's file. It belongs to no message until one is sent with its key, and is removed after a day.
func (b *Inbox) Upload(ctx context.Context, by sapa.By, in NewFile) (sapa.Attachment, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return sapa.Attachment{}, err
	}
	if who.Scope().Nothing {
		return sapa.Attachment{}, sapa.Errorf(sapa.Forbidden, "", "the member is not active")
	}
	return b.take(ctx, by.Workspace, sapa.Attachment{Uploader: sapa.MemberActor(by.Member)}, b.widest(), in)
}

// widest is what the most generous kind of channel takes: a member's upload is not tied to a conversation yet, and
// is held against the channel's own limits when it is sent.
func (b *Inbox) widest() channel.Caps {
	widest := channel.Caps{Files: map[sapa.MessageKind]channel.FileLimit{}}
	for _, caps := range append([]channel.Caps{noteLimits}, capsOf(b.specs)...) {
		for kind, limit := range caps.Files {
			if limit.Bytes > widest.Files[kind].Bytes {
				widest.Files[kind] = limit
			}
		}
	}
	return widest
}

func capsOf(specs []channel.Spec) []channel.Caps {
	var all []channel.Caps
	for _, s := range specs {
		all = append(all, s.For(sapa.Messages), s.For(sapa.Comments))
	}
	return all
}

// take stores a file's bytes and then its row: a crash in between leaves bytes nobody knows, never a row without.
func (b *Inbox) take(ctx context.Context, ws sapa.WorkspaceID, a sapa.Attachment, caps channel.Caps, in NewFile) (sapa.Attachment, error) {
	raw, err := b.files.receive(in, caps)
	if err != nil {
		return a, err
	}
	defer discard(raw)
	a.CreatedAt = b.now()
	if err := b.files.keep(ctx, raw, in.Name, caps, &a); err != nil {
		return a, err
	}
	err = b.store.Write(ctx, func(tx *store.Tx) (err error) {
		a.ID, err = tx.CreateAttachment(ctx, ws, a)
		return err
	})
	return a, err
}

func largest(caps channel.Caps) int64 {
	var most int64
	for _, limit := range caps.Files {
		most = max(most, limit.Bytes)
	}
	return most
}

// receive spools an upload, of which no more than the largest permitted size is read.
func (f *Files) receive(in NewFile, caps channel.Caps) (*os.File, error) {
	most := largest(caps)
	if in.Size > most {
		return nil, tooLarge(most)
	}
	if free, ok := f.Free(); ok && free < keptFree {
		return nil, sapa.Errorf(sapa.Unavailable, filesUnavailable, "files cannot be stored now: %d MB are left on the disk", free>>20)
	}
	raw, err := os.CreateTemp(f.Folder, "upload-")
	if err != nil {
		return nil, noRoom(err)
	}
	n, err := io.Copy(raw, io.LimitReader(in.Body, most+1))
	var ours *fs.PathError
	switch {
	case errors.As(err, &ours):
		err = noRoom(err)
	case err != nil:
		err = sapa.Errorf(sapa.Invalid, "upload_broken", "the upload broke off")
	case n > most:
		err = tooLarge(most)
	case in.Proof != nil && !in.Proof.Holds():
		err = sapa.Errorf(sapa.Forbidden, "bad_signature", "the file is not signed with the channel's secret")
	case n == 0:
		err = sapa.BadField("file", "empty")
	case in.Size >= 0 && n != in.Size:
		err = sapa.Errorf(sapa.Invalid, "upload_broken", "the upload is shorter than announced")
	}
	if err != nil {
		discard(raw)
		return nil, err
	}
	return raw, nil
}

// filesUnavailable is the code of files that cannot be stored, for no fault of theirs.
const filesUnavailable = "files_unavailable"

// noRoom is an error of our own disk, which is not the sender's fault.
func noRoom(err error) error {
	return &sapa.Error{Kind: sapa.Unavailable, Code: filesUnavailable, Msg: "files cannot be stored now", Err: err}
}

// keptFree is what uploads leave of the disk: the database, which may lie beside them, must go on taking messages.
const keptFree = 256 << 20

func tooLarge(most int64) error {
	return sapa.Errorf(sapa.TooLarge, "", "the file is larger than %d bytes", most).With("limit", most)
}

// keep finds out what a spooled file is, cleans it of what tells where it was made, draws its thumbnail, and stores
// both under keys of their own.
func (f *Files) keep(ctx context.Context, raw *os.File, name string, caps channel.Caps, a *sapa.Attachment) error {
	kind, clean, err := f.ready(raw, name, a)
	if caps.Unknown && slices.Contains(unreadable, sapa.CodeOf(err)) {
		kind = media.Unknown
		a.Kind, a.Type, a.Name = sapa.MessageKind(kind.Kind), kind.MIME, kind.Name(name)
		a.Width, a.Height, a.Duration = 0, 0, 0
		clean, err = f.strip(raw, kind)
	}
	if err != nil {
		return err
	}
	defer discard(clean)
	if a.Size, err = clean.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	switch word := caps.CheckFile(a.Kind, a.Size); word {
	case "":
	case "too_large":
		return tooLarge(caps.Files[a.Kind].Bytes)
	default:
		return sapa.Errorf(sapa.Invalid, word, "files of this type are not taken").With("type", a.Type)
	}
	if a.Key, err = f.put(ctx, clean, a.Size, a.Type); err != nil {
		return err
	}
	a.ThumbKey, err = f.thumbnail(ctx, clean, kind, a.Uploader.Kind)
	return err
}

// unreadable are the codes of files that cannot be known for what they are.
var unreadable = []string{"unsupported_type", "file_broken", "too_many_pixels"}

// ready finds out what a spooled file is, and cleans it.
func (f *Files) ready(raw *os.File, name string, a *sapa.Attachment) (media.Type, *os.File, error) {
	kind, err := f.examine(raw, name, a)
	if err != nil {
		return kind, nil, err
	}
	clean, err := f.strip(raw, kind)
	return kind, clean, err
}

// examine fills in what a file is, from its content.
func (f *Files) examine(raw *os.File, name string, a *sapa.Attachment) (media.Type, error) {
	head := make([]byte, media.HeadSize)
	n, err := raw.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return media.Type{}, err
	}
	kind, ok := media.Sniff(head[:n], name)
	if !ok {
		return kind, sapa.Errorf(sapa.Invalid, "unsupported_type", "files of this type are not taken")
	}
	if _, err := raw.Seek(0, io.SeekStart); err != nil {
		return kind, err
	}
	facts, err := media.Inspect(raw, kind)
	switch {
	case errors.Is(err, media.ErrTooLarge):
		return kind, sapa.Errorf(sapa.TooLarge, "too_many_pixels", "the picture has too many pixels")
	case errors.Is(err, media.ErrMalformed):
		return kind, sapa.Errorf(sapa.Invalid, "file_broken", "the file is not what its beginning says")
	case err != nil:
		return kind, err
	}
	kind = facts.Type
	a.Kind, a.Type, a.Name = sapa.MessageKind(kind.Kind), kind.MIME, kind.Name(name)
	a.Width, a.Height, a.Duration = facts.Width, facts.Height, facts.Duration
	return kind, nil
}

// strip copies a file without its metadata, so that a photo does not tell where its maker lives.
func (f *Files) strip(raw *os.File, kind media.Type) (*os.File, error) {
	if _, err := raw.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	clean, err := os.CreateTemp(f.Folder, "clean-")
	if err != nil {
		return nil, noRoom(err)
	}
	err = media.Strip(clean, raw, kind)
	switch {
	case errors.Is(err, media.ErrMalformed):
		err = sapa.Errorf(sapa.Invalid, "file_broken", "the file is not what its beginning says")
	case err != nil:
		err = noRoom(err)
	}
	if err != nil {
		discard(clean)
		return nil, err
	}
	return clean, nil
}

func (f *Files) put(ctx context.Context, r io.ReadSeeker, size int64, mime string) (string, error) {
	key, err := blob.NewKey(f.Random)
	if err != nil {
		return "", err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	if err := f.Blobs.Put(ctx, key, r, size, mime); err != nil {
		return "", noRoom(err)
	}
	return string(key), nil
}

// thumbnail draws and stores the small form of a picture. A picture without one is fine: its key stays empty.
func (f *Files) thumbnail(ctx context.Context, r io.ReadSeeker, kind media.Type, by sapa.ActorKind) (string, error) {
	if kind.Kind != media.Image {
		return "", nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	small, err := f.draw(ctx, r, kind, by)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", nil
	}
	return f.put(ctx, bytes.NewReader(small.Bytes), int64(len(small.Bytes)), small.MIME)
}

func (f *Files) draw(ctx context.Context, r io.ReadSeeker, kind media.Type, by sapa.ActorKind) (media.Picture, error) {
	back, err := f.pencil.take(ctx, by)
	if err != nil {
		return media.Picture{}, err
	}
	defer back()
	if by == sapa.ByContact {
		short, cancel := context.WithTimeout(ctx, customerDrawing)
		defer cancel()
		ctx = short
	}
	return media.Thumbnail(ctx, r, kind, media.ThumbnailSide)
}

func discard(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}

// Opened is a file ready to be read, to be closed by whoever asked for it.
type Opened struct {
	sapa.Attachment
	io.ReadSeekCloser
	Object blob.Object
}

// File opens a file of a conversation the member may see, or one they uploaded themselves. Small is for the
// thumbnail; a file without one is NotFound then.
func (b *Inbox) File(ctx context.Context, by sapa.By, key string, small bool) (Opened, error) {
	who, err := b.who(ctx, by)
	if err != nil {
		return Opened{}, err
	}
	a, err := b.store.AttachmentByKey(ctx, by.Workspace, key)
	if err != nil {
		return Opened{}, err
	}
	if err := b.mayOpen(ctx, by.Workspace, who.ID, a, func(f sapa.Facts) bool { return who.Scope().Sees(f) }); err != nil {
		return Opened{}, err
	}
	return b.open(ctx, a, small)
}

func (b *Inbox) mayOpen(ctx context.Context, ws sapa.WorkspaceID, member sapa.MemberID, a sapa.Attachment, sees func(sapa.Facts) bool) error {
	if a.Message == 0 {
		if a.Uploader == sapa.MemberActor(member) && a.Conversation == 0 {
			return nil
		}
		return sapa.Missing("file")
	}
	c, err := b.store.Conversation(ctx, ws, a.Conversation)
	if err != nil {
		return err
	}
	if !sees(c.Facts) {
		return sapa.Missing("file")
	}
	return nil
}

func (b *Inbox) open(ctx context.Context, a sapa.Attachment, small bool) (Opened, error) {
	key := a.Key
	if small {
		key = a.ThumbKey
	}
	if key == "" {
		return Opened{}, sapa.Missing("file")
	}
	r, object, err := b.files.Blobs.Open(ctx, blob.Key(key))
	if errors.Is(err, blob.ErrNotFound) {
		return Opened{}, sapa.Missing("file")
	}
	if err != nil {
		return Opened{}, &sapa.Error{Kind: sapa.Unavailable, Code: filesUnavailable, Msg: "files cannot be read now", Err: err}
	}
	return Opened{Attachment: a, ReadSeekCloser: r, Object: object}, nil
}
