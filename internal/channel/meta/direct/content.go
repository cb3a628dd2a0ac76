package direct

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/meta"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

func blank(text string) bool { return strings.TrimSpace(text) == "" }

// content reads what a message says. What cannot be shown is a message that says so.
func content(m wire.Object) sapa.InboundContent {
	text := m.Text("text")
	if m.Flag("is_unsupported") {
		return unsupported("")
	}
	if answer := m.Object("quick_reply"); answer != nil && !blank(text) {
		return choice(answer.Text("payload"), text, "quick_reply")
	}
	said := sapa.InboundContent{Kind: sapa.Text, Text: text}
	if story := m.Object("reply_to").Object("story"); story != nil {
		tell(&said, "reply", story)
	}
	was := ""
	for _, a := range m.Objects("attachments") {
		if !attached(&said, a) {
			was = a.Text("type")
		}
	}
	switch {
	case len(said.Media) > 0:
		said.Kind = said.Media[0].Kind
	case !blank(said.Text):
	case said.Content != nil && said.Content.Story != nil:
		said.Kind = sapa.Stories
	default:
		said = unsupported(was)
	}
	return said
}

// choice is an option that was picked.
func choice(id, title, was string) sapa.InboundContent {
	if blank(title) {
		title = id
	}
	if blank(title) {
		return unsupported(was)
	}
	return sapa.InboundContent{Kind: sapa.Choices, Text: title, Content: &sapa.Content{Choice: &sapa.Choice{ID: id, Title: title}}}
}

func unsupported(was string) sapa.InboundContent {
	if was == "" {
		was = "unknown"
	}
	return sapa.InboundContent{Kind: sapa.Unsupported, Content: &sapa.Content{Was: wire.Short(was, 60)}}
}

// fileKinds are our kinds for the provider's types of files.
var fileKinds = map[string]sapa.MessageKind{
	"image": sapa.Image, "audio": sapa.Audio, "video": sapa.Video, "file": sapa.File, "sticker": sapa.Sticker,
}

// linkKinds are attachments that lead somewhere: what they are called and where they lead is what they say.
var linkKinds = map[string]bool{
	"fallback": true, "reel": true, "ig_reel": true, "post": true, "ig_post": true, "share": true,
}

// storyKinds are attachments that are a story: one that mentions the account, or one that was passed on.
var storyKinds = map[string]string{"story_mention": "mention", "ig_story": "share"}

// tell notes which story a message is about. Its picture is not fetched: a story is gone after a day, and nobody may see it
// any more then.
func tell(said *sapa.InboundContent, as string, story wire.Object) {
	if said.Content == nil {
		said.Content = &sapa.Content{}
	}
	said.Content.Story = &sapa.Story{As: as}
	if address := story.Text("url"); meta.IsFile(address) {
		said.Content.Story.URL = address
	}
}

// attached puts an attachment into a message; false when it cannot be shown.
func attached(said *sapa.InboundContent, a wire.Object) bool {
	kind, payload := a.Text("type"), a.Object("payload")
	address := payload.Text("url")
	if to, ok := fileKinds[kind]; ok {
		if payload.Has("sticker_id") {
			to = sapa.Sticker
		}
		if file, ok := meta.RemoteFile(to, address); ok {
			said.Media = append(said.Media, file)
			return true
		}
	}
	if as, ok := storyKinds[kind]; ok {
		tell(said, as, payload)
		return true
	}
	if !linkKinds[kind] {
		return false
	}
	title := payload.Text("title")
	if title == "" {
		title = a.Text("title")
	}
	if address == "" {
		address = a.Text("url")
	}
	before := said.Text
	said.Text = also(also(said.Text, title), address)
	return said.Text != before || !blank(before)
}

// also puts a line below a text that does not say the same already.
func also(text, line string) string {
	switch {
	case blank(line) || strings.Contains(text, line):
		return text
	case blank(text):
		return line
	}
	return text + "\n" + line
}

// referred are the facts about a contact that a referral tells.
func referred(r wire.Object) map[string]string {
	facts := map[string]string{}
	for theirs, ours := range map[string]string{"source": "referral_source", "ref": "referral"} {
		if text := wire.Short(strings.TrimSpace(r.Text(theirs)), sapa.NameRunes); text != "" {
			facts[ours] = text
		}
	}
	return facts
}

// came notes what brought the contact here. Only an ad opens the longer session (spec CNV-6). That the provider's own
// window may be longer then is not taken at its word: the sources disagree on it.
func came(in *sapa.Inbound, r wire.Object) {
	if r == nil || in.Kind != sapa.InboundMessage {
		return
	}
	about := r.Object("ads_context_data")
	ad := &sapa.Ad{Source: "post", Headline: about.Text("ad_title"), Body: r.Text("ref"), ID: r.Key("ad_id")}
	if r.Text("source") == "ADS" {
		ad.Source, in.FromAd = "ad", true
	}
	if ad.Headline == "" && ad.Body == "" && ad.ID == "" {
		return
	}
	if in.Message.Content == nil {
		in.Message.Content = &sapa.Content{}
	}
	in.Message.Content.Ad = ad
}
