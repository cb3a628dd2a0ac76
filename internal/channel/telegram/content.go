package telegram

import (
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// contentOf reads what a message says; false when nothing in it is known.
func contentOf(o wire.Object) (sapa.InboundContent, bool) {
	if text := o.Text("text"); strings.TrimSpace(text) != "" {
		return sapa.InboundContent{Kind: sapa.Text, Text: text}, true
	}
	for _, f := range fileKinds {
		if o.Has(f.name) {
			return file(f, o.Object(f.name), o.Text("caption"))
		}
	}
	switch {
	case o.Has("photo"):
		return photo(o.Objects("photo"), o.Text("caption"))
	case o.Has("sticker"):
		return sticker(o.Object("sticker"))
	case o.Has("venue"):
		venue := o.Object("venue")
		return location(venue.Object("location"), joined(", ", venue.Text("title"), venue.Text("address")))
	case o.Has("location"):
		return location(o.Object("location"), "")
	case o.Has("contact"):
		return card(o.Object("contact"))
	}
	return sapa.InboundContent{}, false
}

// fileKind is our kind for a field that holds a file. An animation repeats itself as a document, so it comes first.
type fileKind struct {
	name  string
	kind  sapa.MessageKind
	voice bool
}

var fileKinds = []fileKind{
	{"animation", sapa.Video, false},
	{"video", sapa.Video, false},
	{"video_note", sapa.Video, false},
	{"voice", sapa.Audio, true},
	{"audio", sapa.Audio, false},
	{"document", sapa.File, false},
}

func file(f fileKind, o wire.Object, caption string) (sapa.InboundContent, bool) {
	remote := sapa.RemoteFile{
		Ref: o.Key("file_id"), Kind: f.kind, Type: wire.Short(o.Text("mime_type"), 200), Name: wire.Short(o.Text("file_name"), 255), Voice: f.voice,
	}
	return sapa.InboundContent{Kind: f.kind, Text: caption, Media: []sapa.RemoteFile{remote}}, remote.Ref != ""
}

// photo reads a picture, which comes in several sizes, the largest last.
func photo(sizes []wire.Object, caption string) (sapa.InboundContent, bool) {
	if len(sizes) == 0 {
		return sapa.InboundContent{}, false
	}
	return file(fileKind{kind: sapa.Image}, sizes[len(sizes)-1], caption)
}

// sticker reads a picture without words. One that moves is a drawing or a film of a sort of Telegram's own: its still
// picture is shown, where it has one.
func sticker(o wire.Object) (sapa.InboundContent, bool) {
	still := o
	if o.Flag("is_animated") || o.Flag("is_video") {
		still = o.Object("thumbnail")
	}
	return file(fileKind{kind: sapa.Sticker}, still, "")
}

// placeRunes is the longest name of a place that sapa.Place takes.
const placeRunes = 200

func location(o wire.Object, name string) (sapa.InboundContent, bool) {
	latitude, north := o.Number("latitude")
	longitude, east := o.Number("longitude")
	place := sapa.Place{Latitude: latitude, Longitude: longitude, Name: wire.Short(name, placeRunes)}
	return sapa.InboundContent{Kind: sapa.Location, Place: &place}, north && east && place.Valid()
}

// joined puts the texts that say something behind each other.
func joined(between string, texts ...string) string {
	said := slices.DeleteFunc(texts, func(text string) bool { return strings.TrimSpace(text) == "" })
	return strings.Join(said, between)
}

// card is a contact that was shared; the name is also what the message says, for lists and search.
func card(o wire.Object) (sapa.InboundContent, bool) {
	one := sapa.Card{Name: joined(" ", o.Text("first_name"), o.Text("last_name"))}
	if number := o.Text("phone_number"); number != "" {
		one.Phones = []string{number}
	}
	return sapa.InboundContent{Kind: sapa.Cards, Text: one.Name, Content: &sapa.Content{Cards: []sapa.Card{one}}}, one.Name != "" || one.Phones != nil
}

// around are the fields of a message that are not its content.
var around = []string{
	"message_id", "message_thread_id", "from", "sender_chat", "chat", "date", "edit_date", "forward_origin", "reply_to_message", "reply_to_story",
	"external_reply", "quote", "via_bot", "entities", "caption", "caption_entities", "has_protected_content", "is_from_offline", "media_group_id",
	"author_signature", "link_preview_options", "effect_id", "show_caption_above_media", "has_media_spoiler", "reply_markup", "is_topic_message",
	"sender_boost_count", "sender_business_bot", "business_connection_id", "is_automatic_forward", "paid_star_count",
}

// unsupported is a message that cannot be shown, with Telegram's name for what it is, and what is written with it: a
// caption, or the emoji of a die or a sticker.
func unsupported(o wire.Object) sapa.InboundContent {
	was := "unknown"
	for name := range o {
		// The first by the alphabet, so that the same message is always the same.
		if !slices.Contains(around, name) && o.Has(name) && (was == "unknown" || name < was) {
			was = name
		}
	}
	content := sapa.InboundContent{Kind: sapa.Unsupported, Text: o.Text("caption"), Content: &sapa.Content{Was: wire.Short(wire.Storable(was), 60)}}
	if emoji := o.Object(was).Text("emoji"); content.Text == "" {
		content.Text = wire.Short(emoji, emojiRunes)
	}
	return content
}

// notices are messages that Telegram writes about a chat. Nobody has said anything.
var notices = []string{
	"pinned_message", "message_auto_delete_timer_changed", "connected_website", "write_access_allowed", "chat_background_set",
}

func notice(o wire.Object) bool { return slices.ContainsFunc(notices, o.Has) }
