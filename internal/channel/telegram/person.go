package telegram

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// person reads who wrote; false when they have no id. The id of a person is also that of their private chat with the bot,
// and never passes to somebody else.
func person(o wire.Object) (sapa.Sender, bool) {
	id := o.Key("id")
	if !isNumber(id) {
		return sapa.Sender{}, false
	}
	who := sapa.Sender{External: id, Lasting: true, Name: nameOf(o), Language: languageOf(o.Text("language_code")), Facts: map[string]string{}}
	if handle := o.Key("username"); handle != "" {
		who.Facts["username"] = wire.Short(handle, sapa.NameRunes)
	}
	return who, true
}

func nameOf(o wire.Object) string {
	full := strings.TrimSpace(o.Text("first_name") + " " + o.Text("last_name"))
	for _, name := range []string{full, o.Text("username")} {
		if clean, _ := sapa.CleanName(name); clean != "" {
			return strings.TrimSpace(wire.Short(clean, sapa.NameRunes))
		}
	}
	return ""
}

// languageOf is the language of a customer's app where it is one of ours; empty for any other.
func languageOf(code string) sapa.Language {
	code, _, _ = strings.Cut(strings.ToLower(code), "-")
	switch code {
	case "id", "ms":
		return sapa.Indonesian
	case "en":
		return sapa.English
	}
	return ""
}

// ownNumber is the phone number of whoever shares their own card; empty otherwise.
func ownNumber(o wire.Object) string {
	card := o.Object("contact")
	if id := card.Key("user_id"); id == "" || id != o.Object("from").Key("id") {
		return ""
	}
	number, ok := sapa.CleanPhone("+" + strings.TrimPrefix(card.Text("phone_number"), "+"))
	if !ok {
		return ""
	}
	return number
}

// variation asks for the coloured form of a sign that is also a letter.
const variation = "\ufe0f"

// shown is an emoji as screens show it in colour, plain as Telegram writes it: of those a bot may use, the heart is the
// one that differs.
func shown(emoji string) string {
	if emoji == "❤" {
		return emoji + variation
	}
	return emoji
}

func plain(emoji string) string { return strings.TrimSuffix(emoji, variation) }
