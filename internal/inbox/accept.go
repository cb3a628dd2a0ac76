package inbox

import (
	"cmp"
	"context"
	"crypto/sha256"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Accept takes a delivery a provider brings to a channel's address: once it is proven whose it is, it is kept as it came,
// and nothing more happens before the provider is answered. What the provider did not send is Forbidden and leaves no
// trace; the same delivery again is taken and changes nothing. The body is read once it is known that there is such an
// address: strangers do not get us to read. It answers the contacts who write just now, where the delivery says so.
func (b *Inbox) Accept(ctx context.Context, key string, header http.Header, read func() ([]byte, error)) ([]Visitor, error) {
	ch, ear, err := b.hook(ctx, key)
	if err != nil {
		return nil, err
	}
	body, err := read()
	if err != nil {
		return nil, err
	}
	if err := ear.Verify(header, body); err != nil {
		return nil, err
	}
	if strict, ok := ear.(channel.Strict); ok {
		if err := strict.Refuse(body); err != nil {
			return nil, err
		}
	}
	var writing []Visitor
	if hinter, ok := ear.(channel.Hinter); ok {
		for _, who := range hinter.Writing(body) {
			writing = append(writing, Visitor{Channel: ch, External: who})
		}
	}
	return writing, b.keepAccepted(ctx, ch, ear, body)
}

// keepAccepted keeps a delivery that was proven, as far as it holds anything for us.
func (b *Inbox) keepAccepted(ctx context.Context, ch sapa.Channel, ear channel.Verifier, body []byte) error {
	mine, missed, err := b.concerns(ctx, ch, ear, body)
	if err != nil || !mine && len(missed) == 0 {
		return err
	}
	digest := sha256.Sum256(body)
	now := b.now()
	d := store.Accepted{Delivery: sapa.Delivery{Workspace: ch.Workspace, Channel: ch.ID, Body: body, At: now}, Digest: digest[:], Due: now}
	if !mine {
		err = b.pass(ctx, d, missed)
	} else if _, err = b.keeping.do(ctx, d); err == nil {
		wake(b.accepted)
	}
	if err != nil {
		return &sapa.Error{Kind: sapa.Unavailable, Msg: "the delivery cannot be kept now", Err: err}
	}
	return nil
}

// AcceptFile takes a file that a channel's other side brings ahead of the message it belongs to. It is removed after a day
// without one.
func (b *Inbox) AcceptFile(ctx context.Context, key string, header http.Header, in NewFile) (sapa.Attachment, error) {
	ch, ear, err := b.hook(ctx, key)
	if err != nil {
		return sapa.Attachment{}, err
	}
	receiver, ok := ear.(channel.Receiver)
	if !ok {
		return sapa.Attachment{}, sapa.Missing("channel")
	}
	if in.Proof, err = receiver.Prove(header); err != nil {
		return sapa.Attachment{}, err
	}
	in.Body = io.TeeReader(in.Body, in.Proof)
	spec, _ := channel.Find(b.specs, ch.Kind)
	return b.take(ctx, ch.Workspace, sapa.Attachment{Uploader: sapa.Actor{Kind: sapa.ByContact}, Channel: ch.ID}, spec.Caps, in)
}

// brought are those files of an element that were brought ahead, by what they are referred to with.
func (s *step) brought(ctx context.Context, ch sapa.Channel, in sapa.Inbound) (map[string]sapa.Attachment, error) {
	var keys []string
	for _, f := range in.Message.Media {
		if key, ok := strings.CutPrefix(f.Ref, channel.UploadRef); ok {
			keys = append(keys, key)
		}
	}
	files, err := s.LooseAttachments(ctx, s.Workspace.ID, keys)
	here := map[string]sapa.Attachment{}
	for _, a := range files {
		if a.Channel == ch.ID && a.External == "" && a.Uploader.Kind == sapa.ByContact {
			here[channel.UploadRef+a.Key] = a
		}
	}
	return here, err
}

// keep writes deliveries down, in one commit: whoever is answered is in it.
func (b *Inbox) keep(ctx context.Context, some []store.Accepted) ([]struct{}, error) {
	err := b.store.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.AcceptDeliveries(ctx, some)
		return err
	})
	return make([]struct{}, len(some)), err
}

// found is a channel somebody asked for by its key, or why there is none.
type found struct {
	channel sapa.Channel
	err     error
}

// find reads the channels of some keys, each once.
func (b *Inbox) find(ctx context.Context, keys []string) ([]found, error) {
	read := map[string]found{}
	all := make([]found, len(keys))
	for i, key := range keys {
		one, ok := read[key]
		if !ok {
			one.channel, one.err = b.store.ChannelByKey(ctx, key)
			read[key] = one
		}
		all[i] = one
	}
	return all, nil
}

// Handshake answers a provider that asks whether a channel's address wants its deliveries; false refuses.
func (b *Inbox) Handshake(ctx context.Context, key string, query url.Values) (string, bool, error) {
	_, ear, err := b.hook(ctx, key)
	if err != nil {
		return "", false, err
	}
	answer, ok := ear.Handshake(query)
	return answer, ok, nil
}

// hook finds the channel whose address a provider calls. One that is switched off says "later", so that the provider
// keeps what it has; a removed one is NotFound.
func (b *Inbox) hook(ctx context.Context, key string) (sapa.Channel, channel.Verifier, error) {
	asked, err := b.finding.do(ctx, key)
	ch := asked.channel
	if err = cmp.Or(err, asked.err); err != nil {
		return ch, nil, err
	}
	if ch.State == sapa.ChannelDisconnected {
		return ch, nil, sapa.Missing("channel")
	}
	live, _, err := b.connect(ch)
	if err != nil {
		return ch, nil, err
	}
	ear, ok := live.(channel.Verifier)
	if !ok {
		return ch, nil, sapa.Missing("channel")
	}
	if ch.State == sapa.ChannelOff {
		return ch, nil, sapa.Errorf(sapa.Unavailable, "channel_off", "the channel is switched off")
	}
	return ch, ear, nil
}

// connect makes the live channel of a connected account.
func (b *Inbox) connect(ch sapa.Channel) (channel.Channel, channel.Spec, error) {
	spec, ok := channel.Find(b.specs, ch.Kind)
	if !ok {
		return nil, spec, sapa.Errorf(sapa.Conflict, "channel_kind_unknown", "this program has no channels of kind %s", ch.Kind)
	}
	account, err := b.dial(ch)
	if err != nil {
		return nil, spec, &sapa.Error{Kind: sapa.Unavailable, Code: "secrets_unreadable", Msg: "the channel's secrets cannot be read", Err: err}
	}
	if b.wraps != nil {
		account.Tokens = tokens{b, ch}
	}
	return spec.New(account), spec.Of(ch.Config), nil
}

// concerns tells whether a delivery holds anything for the channel, or for a sibling: a provider brings what is for all
// accounts of one app to one address. What is only for others is not kept at all, and of what is switched off, how much it
// is.
func (b *Inbox) concerns(ctx context.Context, ch sapa.Channel, ear channel.Verifier, body []byte) (bool, []missed, error) {
	if ear.Concerns(body) {
		return true, nil, nil
	}
	all, err := b.store.Channels(ctx, ch.Workspace)
	if err != nil {
		return false, nil, err
	}
	var some []missed
	for _, sibling := range b.siblings(ch, all) {
		live, _, err := b.connect(sibling)
		if err != nil {
			continue
		}
		if ear, ok := live.(channel.Verifier); ok && ear.Concerns(body) {
			return true, nil, nil
		}
		some = append(some, missedBy(sibling.ID, live, body)...)
	}
	return false, some, nil
}

// siblings are those channels of a workspace, itself first, that are on and get deliveries about the same object: one
// delivery may hold something for several of them, of whatever kind.
func (b *Inbox) siblings(ch sapa.Channel, all []sapa.Channel) []sapa.Channel {
	kin := []sapa.Channel{ch}
	spec, ok := channel.Find(b.specs, ch.Kind)
	if !ok || spec.Object == "" {
		return kin
	}
	for _, other := range all {
		its, _ := channel.Find(b.specs, other.Kind)
		if its.Object == spec.Object && other.ID != ch.ID && other.State == sapa.ChannelOn {
			kin = append(kin, other)
		}
	}
	return kin
}
