package whatsapp

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// kinds are the messages a business can send, with the rules of their part. The lengths come from the pages "Text
// messages", "Interactive reply buttons messages", "Interactive list messages" and "Cloud API: Messages".
var kinds = map[string]rule{
	"text":        object(need("body", text(4096)), may("preview_url", boolean)),
	"image":       source(may("caption", anyText(1024))),
	"video":       source(may("caption", anyText(1024))),
	"audio":       source(may("voice", boolean)),
	"sticker":     source(),
	"document":    source(may("caption", anyText(1024)), may("filename", text(240))),
	"location":    spot,
	"contacts":    list(1, 257, card),
	"interactive": interactive,
	"reaction":    object(need("message_id", messageID), need("emoji", emoji)),
	"template":    templatePart,
}

// kindNames are the words of type, in the order of the errors.
var kindNames = []string{"audio", "contacts", "document", "image", "interactive", "location", "reaction", "sticker", "template", "text", "video"}

var (
	wamid  = regexp.MustCompile(`^wamid\.[A-Za-z0-9+/=_-]+$`)
	bsuid  = regexp.MustCompile(`^[A-Z]{2}\.[A-Za-z0-9]{1,128}$`)
	digits = regexp.MustCompile(`^\d+$`)
)

var messageID = pattern(wamid)

var spot = object(
	need("latitude", between(-90, 90)), need("longitude", between(-180, 180)), may("name", anyText(1000)), may("address", anyText(1000)),
)

// source is a file by id or by link, exactly one of them.
func source(more ...field) rule {
	shape := object(append([]field{may("id", pattern(digits)), may("link", address)}, more...)...)
	return func(v any, at where) *GraphError {
		if e := shape(v, at); e != nil {
			return e
		}
		switch id, link := dig(v, "id"), dig(v, "link"); {
		case id == nil && link == nil:
			return missing(at.at("id"))
		case id != nil && link != nil:
			return meta.Invalid("Param %s must have only one of id and link.", at.param())
		}
		return nil
	}
}

// emoji is one emoji, or nothing to take a reaction away.
func emoji(v any, at where) *GraphError {
	s, ok := v.(string)
	if !ok {
		return meta.Invalid("Param %s must be a string.", at.param())
	}
	for i, r := range s {
		// Keycaps like 1️⃣ begin with an ASCII character; everything else in an emoji lies beyond Latin letters.
		if r < 0x203C && r != 0xA9 && r != 0xAE && r != 0x200D && !(i == 0 && strings.ContainsRune(s, 0x20E3)) {
			return Fail(131009).Explained("Param reaction.emoji is not an emoji")
		}
	}
	if len([]rune(s)) > 12 {
		return Fail(131009).Explained("Param reaction.emoji must be a single emoji")
	}
	return nil
}

// place is the type a phone, mail, address of a card has; the real one takes any text.
var place = may("type", text(40))

var card = object(
	need("name", object(
		need("formatted_name", text(1000)), may("first_name", anyText(1000)), may("last_name", anyText(1000)),
		may("middle_name", anyText(1000)), may("suffix", anyText(1000)), may("prefix", anyText(1000)),
	)),
	may("phones", list(0, 50, object(may("phone", text(100)), may("wa_id", text(20)), place))),
	may("emails", list(0, 50, object(may("email", text(320)), place))),
	may("urls", list(0, 50, object(may("url", text(2048)), place))),
	may("addresses", list(0, 50, object(may("street", anyText(500)), may("city", anyText(500)), may("state", anyText(500)),
		may("zip", anyText(50)), may("country", anyText(100)), may("country_code", anyText(10)), place))),
	may("org", object(may("company", anyText(500)), may("department", anyText(500)), may("title", anyText(500)))),
	may("birthday", text(10)),
)

// interactive goes by its own type.
func interactive(v any, at where) *GraphError {
	kind := dig(v, "type")
	if kind == nil {
		return missing(at.at("type"))
	}
	switch kind {
	case "button":
		return both(menu(object(need("buttons", buttons))), headerOf("text", "image", "video", "document"))(v, at)
	case "list":
		return both(menu(object(need("button", sized("Button label", 20)), need("sections", sections))), headerOf("text"))(v, at)
	}
	return oneOf("button", "list")(kind, at.at("type"))
}

func menu(action rule) rule {
	return object(
		need("type", oneOf("button", "list")), need("body", object(need("text", sized("Body text", 4096)))),
		may("footer", object(need("text", sized("Footer text", 60)))), may("header", anything), need("action", action),
	)
}

func anything(any, where) *GraphError { return nil }

// headerOf checks the header of a menu, if there is one.
func headerOf(permitted ...string) rule {
	return func(v any, at where) *GraphError {
		header := dig(v, "header")
		if header == nil {
			return bodyLimit(v)
		}
		at = at.at("header")
		kind := digText(header, "type")
		if e := oneOf(permitted...)(kind, at.at("type")); e != nil {
			return e
		}
		part := source()
		switch kind {
		case "text":
			part = sized("Header text", 60)
		case "document":
			part = source(may("filename", text(240)))
		}
		if e := object(need("type", anything), need(kind, part))(header, at); e != nil {
			return e
		}
		return bodyLimit(v)
	}
}

// bodyLimit is shorter for buttons than for lists.
func bodyLimit(v any) *GraphError {
	if digText(v, "type") == "button" {
		return sized("Body text", 1024)(dig(v, "body", "text"), where{"interactive", "body", "text"})
	}
	return nil
}

func buttons(v any, at where) *GraphError {
	if l, ok := v.([]any); ok && (len(l) < 1 || len(l) > 3) {
		return Fail(131009).Explained("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
	}
	e := list(1, 3, object(need("type", oneOf("reply")), need("reply", object(
		need("id", sized("Button reply id", 256)), need("title", sized("Button title", 20)),
	))))(v, at)
	if e != nil {
		return e
	}
	return unique(v.([]any), "Button", "reply")
}

func sections(v any, at where) *GraphError {
	row := object(need("id", sized("Row id", 200)), need("title", sized("Row title", 24)), may("description", sized("Row description", 72)))
	e := list(1, 10, object(may("title", sized("Section title", 24)), need("rows", list(1, 10, row))))(v, at)
	if e != nil {
		return e
	}
	all := v.([]any)
	var rows []any
	for i, section := range all {
		rows = append(rows, digList(section, "rows")...)
		if len(all) > 1 && digText(section, "title") == "" {
			return Fail(131009).Explained("Section title is required when there is more than one section (section %d)", i)
		}
	}
	if len(rows) > 10 {
		return Fail(131009).Explained("Total row count exceed max allowed count: 10")
	}
	return unique(rows, "Row")
}

// unique refuses entries of a menu that share their id, and buttons that share their title.
func unique(entries []any, what string, path ...string) *GraphError {
	var ids, titles []string
	for _, entry := range entries {
		id, title := digText(entry, append(path, "id")...), digText(entry, append(path, "title")...)
		if slices.Contains(ids, id) {
			return Fail(131009).Explained("Duplicated %s id: %s", strings.ToLower(what), id)
		}
		if what == "Button" && slices.Contains(titles, title) {
			return Fail(131009).Explained("Duplicated button title: %s", title)
		}
		ids, titles = append(ids, id), append(titles, title)
	}
	return nil
}

var templatePart = object(
	need("name", text(512)),
	need("language", object(need("code", text(10)), may("policy", oneOf("deterministic")))),
	may("components", list(0, 20, templateComponent)),
)

func templateComponent(v any, at where) *GraphError {
	values := may("parameters", list(0, 50, parameter))
	switch dig(v, "type") {
	case "header", "body":
		return object(need("type", anything), values)(v, at)
	case "button":
		return object(
			need("type", anything), need("sub_type", oneOf("quick_reply", "url", "copy_code")), need("index", buttonIndex),
			need("parameters", list(1, 1, parameter)),
		)(v, at)
	case nil:
		return missing(at.at("type"))
	}
	return oneOf("header", "body", "button")(dig(v, "type"), at.at("type"))
}

// buttonIndex may be a number or a text of one.
func buttonIndex(v any, at where) *GraphError {
	if n, ok := number(v); !ok || n < 0 || n > 9 {
		return meta.Invalid("Param %s must be an index between 0 and 9.", at.param())
	}
	return nil
}

// parameter is one value of a template.
func parameter(v any, at where) *GraphError {
	kind := digText(v, "type")
	parts := map[string]field{
		"text": need("text", templateValue), "payload": need("payload", text(256)), "coupon_code": need("coupon_code", text(20)),
		"image": need("image", source()), "video": need("video", source()), "document": need("document", source(may("filename", text(240)))),
		"location": need("location", spot), "currency": need("currency", anything), "date_time": need("date_time", anything),
	}
	part, ok := parts[kind]
	if !ok {
		return meta.Invalid("Param %s is not a valid type of parameter - got \"%s\".", at.at("type").param(), kind)
	}
	return object(need("type", anything), part, may("parameter_name", text(100)))(v, at)
}

// gap is what a value of a template must not hold.
var gap = regexp.MustCompile(`[\n\r\t]| {5,}`)

func templateValue(v any, at where) *GraphError {
	if e := text(1024)(v, at); e != nil {
		return e
	}
	if gap.MatchString(v.(string)) {
		return Fail(100).Explained("Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
	}
	return nil
}
