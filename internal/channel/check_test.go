package channel_test

import (
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func TestOrigin(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://toko.example": "https://toko.example", " HTTPS://Toko.Example/ ": "https://toko.example", "http://toko.test:3000": "http://toko.test:3000",
		"https://toko.example:443": "https://toko.example", "http://toko.example:80/": "http://toko.example", "https://toko.example:80": "https://toko.example:80",
		"http://[::1]:8080": "http://[::1]:8080", "http://127.0.0.1": "http://127.0.0.1", "https://xn--kopi-dpa.id": "https://xn--kopi-dpa.id",
	} {
		if got, ok := channel.Origin(in); got != want || !ok {
			t.Errorf("%q becomes %q, %v", in, got, ok)
		}
	}
	for _, bad := range []string{
		"", "toko.example", "//toko.example", "ftp://toko.example", "https://", "https://*.toko.example", "https://toko.example/belanja", "https://toko.example?x=1",
		"https://toko.example#x", "https://eko:rahasia@toko.example", "https://toko example", "javascript:alert(1)", "null", "file:///x", "https://%2a", "http://%ff",
		"https://tokó.example", "https://toko.example:x", "https://toko.example:", "https://-", "https://a,b", "https://a\nb", "https://a;b", "https://<b>",
	} {
		if got, ok := channel.Origin(bad); ok {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

// full is a channel that can do everything, in a small way.
var full = channel.Caps{
	TextLimit: 10, FilesPerMessage: 2, Location: true, Quotes: true, Reactions: []string{"👍"}, Window: 24 * time.Hour,
	Files: map[sapa.MessageKind]channel.FileLimit{sapa.Image: {Bytes: 100}},
}

func TestCheckOut(t *testing.T) {
	t.Parallel()
	image := func(bytes int64) sapa.Attachment { return sapa.Attachment{Kind: sapa.Image, Size: bytes} }
	for _, c := range []struct {
		caps  channel.Caps
		m     sapa.Message
		wrong string
	}{
		{full, sapa.Message{Text: "halo"}, ""},
		{full, sapa.Message{Text: strings.Repeat("é", 10)}, ""},
		{full, sapa.Message{Text: strings.Repeat("é", 11)}, "text too_long"},
		{full, sapa.Message{Text: " \n"}, "text required"},
		{full, sapa.Message{Place: &sapa.Place{}}, ""},
		{full, sapa.Message{Place: &sapa.Place{Latitude: 90.1}}, "location invalid"},
		{full, sapa.Message{Attachments: []sapa.Attachment{image(100), image(1)}}, ""},
		{full, sapa.Message{Attachments: []sapa.Attachment{image(1), image(1), image(1)}}, "attachments too_many"},
		{full, sapa.Message{Attachments: []sapa.Attachment{image(101)}}, "attachments too_large"},
		{full, sapa.Message{Attachments: []sapa.Attachment{{Kind: sapa.Video}}}, "attachments unsupported_type"},
		{channel.Caps{TextLimit: 10}, sapa.Message{Text: "x", Place: &sapa.Place{}, ReplyTo: 1}, "location not_supported|reply_to not_supported"},
	} {
		wrong := []string{}
		if err := c.caps.CheckOut(c.m); err != nil {
			for _, f := range err.(*sapa.Error).Fields {
				wrong = append(wrong, f.Field+" "+f.Code)
			}
		}
		if got := strings.Join(wrong, "|"); got != c.wrong {
			t.Errorf("%+v: %q, want %q", c.m, got, c.wrong)
		}
	}
}

func TestWindowAndReactions(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
	if full.CheckWindow(now.Add(time.Second), now) != nil || full.CheckWindow(now, now) == nil || full.CheckWindow(time.Time{}, now) == nil {
		t.Error("the window does not close on time")
	}
	if (channel.Caps{}).CheckWindow(time.Time{}, now) != nil {
		t.Error("a channel without a window has a closed one")
	}
	if full.CheckReaction("👍") != nil || full.CheckReaction("") != nil || full.CheckReaction("💣") == nil {
		t.Error("reactions are not those of the list")
	}
}

// A file is sent as what the channel takes: as itself where it can be, turned where it must be, or not at all.
func TestBecomes(t *testing.T) {
	t.Parallel()
	some := channel.Caps{Files: map[sapa.MessageKind]channel.FileLimit{sapa.Audio: {Bytes: 10, Types: []string{"audio/ogg", "audio/mpeg"}}, sapa.Video: {Bytes: 10}}}
	both := channel.Caps{Files: map[sapa.MessageKind]channel.FileLimit{sapa.Audio: {Bytes: 10, Types: []string{"audio/ogg", "audio/webm"}}}}
	for _, c := range []struct {
		caps     channel.Caps
		kind     sapa.MessageKind
		is, want string
	}{
		{some, sapa.Audio, "audio/ogg", "audio/ogg"}, {some, sapa.Audio, "audio/webm", "audio/ogg"}, {some, sapa.Audio, "audio/wav", ""},
		{some, sapa.Video, "video/webm", "video/webm"}, {both, sapa.Audio, "audio/webm", "audio/webm"},
	} {
		if got, ok := c.caps.Becomes(sapa.Attachment{Kind: c.kind, Type: c.is}); got != c.want || ok != (c.want != "") {
			t.Errorf("%s becomes %q, want %q", c.is, got, c.want)
		}
	}
}
