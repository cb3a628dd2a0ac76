package channel_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// order is a template with a place of each sort.
var order = sapa.Template{
	Name: "order", Language: "id", State: sapa.TemplateApproved,
	TemplateParts: sapa.TemplateParts{
		Header: "Pesanan {{1}}", Body: "Halo {{1}}, pesanan {{2}} sudah dikirim. Terima kasih, {{1}}!", Footer: "Toko Melati",
		Buttons: []sapa.TemplateButton{
			{Kind: "reply", Text: "Bantuan"}, {Kind: "url", Text: "Lacak", URL: "https://toko.example/{{1}}"},
			{Kind: "url", Text: "Toko", URL: "https://toko.example"}, {Kind: "code", Text: "Salin"}, {Kind: "phone", Text: "Telepon", Phone: "+62"},
		},
	},
}

func filled(changes map[string]string) map[string]string {
	values := map[string]string{"header.1": "A-1", "body.1": "Budi", "body.2": "A-1", "button.1.1": "a1", "button.3.1": "HEMAT"}
	maps.Copy(values, changes)
	for name, value := range values {
		if value == "-" {
			delete(values, name)
		}
	}
	return values
}

func names(places []channel.Place) string {
	var all []string
	for _, p := range places {
		all = append(all, p.Name)
	}
	return strings.Join(all, " ")
}

func wrongs(err error) string {
	var e *sapa.Error
	if !errors.As(err, &e) {
		return ""
	}
	var all []string
	for _, f := range e.Fields {
		all = append(all, strings.TrimPrefix(f.Field, "template.values.")+" "+f.Code)
	}
	return strings.Join(all, "|")
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"": "", "Halo": "", "{{1}}": "body.1", "{{2}} {{1}} {{2}}": "body.1 body.2", "{{10}} {{9}}": "body.9 body.10",
		"{{name}}, {{order_id}} {{name}}": "body.name body.order_id", "{{}} {{ 1 }} {1} {{a-b}}": "", "{{{1}}}": "body.1",
	} {
		if got := names(channel.Places(sapa.TemplateParts{Body: body})); got != want {
			t.Errorf("%q needs %q, want %q", body, got, want)
		}
	}
	if got := names(channel.Places(order.TemplateParts)); got != "header.1 body.1 body.2 button.1.1 button.3.1" {
		t.Errorf("the order's template needs %q", got)
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values map[string]string
		wrong  string
	}{
		{nil, ""},
		{map[string]string{"button.0.1": "HELP"}, ""},
		{map[string]string{"body.1": "-"}, "body.1 required"},
		{map[string]string{"body.1": " \n "}, "body.1 required"},
		{map[string]string{"body.1": "a\nb", "header.1": "a\tb"}, "header.1 bad_spaces|body.1 bad_spaces"},
		{map[string]string{"body.1": "a   b"}, ""},
		{map[string]string{"body.1": "a    b"}, "body.1 bad_spaces"},
		{map[string]string{"body.3": "x", "footer.1": "x"}, "body.3 unknown|footer.1 unknown"},
		{map[string]string{"button.1.1": "a b"}, "button.1.1 bad_spaces"},
		{map[string]string{"button.3.1": strings.Repeat("A", 16)}, "button.3.1 too_long"},
		{map[string]string{"header.1": strings.Repeat("é", 52)}, ""},
		{map[string]string{"header.1": strings.Repeat("é", 53)}, "header.1 too_long"},
		{map[string]string{"body.2": strings.Repeat("é", 980)}, "body.2 too_long"},
		{map[string]string{"body.2": "a\x00"}, "body.2 invalid"},
		{map[string]string{"button.0.1": ""}, "button.0.1 required"},
	} {
		use, err := channel.Fill(order, filled(c.values))
		if got := wrongs(err); got != c.wrong || (err == nil) != (c.wrong == "") {
			t.Errorf("%v: %q (%v), want %q", c.values, got, err, c.wrong)
		}
		if err != nil && use.Name != "" {
			t.Errorf("%v: something came with the error", c.values)
		}
	}
}

func TestFilled(t *testing.T) {
	t.Parallel()
	use, err := channel.Fill(order, filled(map[string]string{"body.1": " {{2}} ", "button.0.1": "HELP"}))
	if err != nil {
		t.Fatal(err)
	}
	said := []string{use.Parts.Header, use.Parts.Body, use.Parts.Footer}
	if want := []string{"Pesanan A-1", "Halo {{2}}, pesanan A-1 sudah dikirim. Terima kasih, {{2}}!", "Toko Melati"}; !slices.Equal(said, want) {
		t.Errorf("it says %q, want %q", said, want)
	}
	if use.Parts.Buttons[1].URL != "https://toko.example/a1" || order.Buttons[1].URL != "https://toko.example/{{1}}" {
		t.Error("the address of the button is not filled in, or the template was changed")
	}
	if use.Values["body.1"] != "{{2}}" || use.Values["button.0.1"] != "HELP" || use.Name != "order" || use.Language != "id" {
		t.Errorf("used %+v", use)
	}
	if got := channel.Preview(order.TemplateParts, map[string]string{"body.2": "A-9"}).Body; got != "Halo {{1}}, pesanan A-9 sudah dikirim. Terima kasih, {{1}}!" {
		t.Errorf("half filled in: %q", got)
	}
}

func TestFillOnlyWhatCanBeSent(t *testing.T) {
	t.Parallel()
	for _, change := range []func(*sapa.Template){
		func(t *sapa.Template) { t.State = sapa.TemplatePaused }, func(t *sapa.Template) { t.State = "" },
		func(t *sapa.Template) { t.Unsendable = "carousel" },
	} {
		no := order
		change(&no)
		if _, err := channel.Fill(no, filled(nil)); sapa.KindOf(err) != sapa.Conflict || sapa.CodeOf(err) != "template_not_sendable" {
			t.Errorf("%v, %q: %v", no.State, no.Unsendable, err)
		}
	}
}

// Whatever the values, a template that is filled in has no empty place, keeps the limits, and holds each value; and
// exactly the values that were asked for are needed.
func TestFillProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"{{1}}", "{{2}}", "{{nama}}", "Halo", "{{", "}}", "{{x y}}"}), 0, 8).Draw(t, "body"), " ")
		one := sapa.Template{State: sapa.TemplateApproved, TemplateParts: sapa.TemplateParts{Body: body}}
		values := map[string]string{}
		for _, p := range channel.Places(one.TemplateParts) {
			values[p.Name] = rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-z{}1 \n]{0,20}`)).Draw(t, p.Name)
		}
		use, err := channel.Fill(one, values)
		if err != nil {
			if sapa.KindOf(err) != sapa.Invalid || wrongs(err) == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		for name, value := range use.Values {
			if !strings.Contains(use.Parts.Body, value) || strings.ContainsAny(value, "\n\t") || !sapa.Storable(value) {
				t.Fatalf("%s is %q in %q", name, value, use.Parts.Body)
			}
		}
		if utf8.RuneCountInString(use.Parts.Body) > 1024 || len(use.Values) != len(channel.Places(one.TemplateParts)) {
			t.Fatalf("%d values in %q", len(use.Values), use.Parts.Body)
		}
		for name := range use.Values {
			fewer := maps.Clone(values)
			delete(fewer, name)
			if _, err := channel.Fill(one, fewer); wrongs(err) != name+" required" {
				t.Fatalf("without %s: %v", name, err)
			}
		}
	})
}

// A channel for templates and menus.
var rich = channel.Caps{
	TextLimit: 100, Templates: true, FilesPerMessage: 1, CaptionLimit: 5, CaptionNot: []sapa.MessageKind{sapa.Audio, sapa.Location}, Location: true,
	Menu: &channel.MenuLimits{Text: 10, Buttons: 2, ButtonTitle: 3, Open: 4, Rows: 3, RowTitle: 5, RowText: 6},
	Files: map[sapa.MessageKind]channel.FileLimit{
		sapa.Image: {Bytes: 10, Types: []string{"image/png"}}, sapa.Audio: {Bytes: 10},
	},
}

func TestCheckOutOfMenus(t *testing.T) {
	t.Parallel()
	menu := func(m sapa.Menu) sapa.Message { return sapa.Message{Text: "Pilih", Content: &sapa.Content{Menu: &m}} }
	option := func(id, title string) sapa.Option { return sapa.Option{ID: id, Title: title} }
	buttons := func(o ...sapa.Option) sapa.Message { return menu(sapa.Menu{Buttons: o}) }
	rows := func(open string, o ...sapa.Option) sapa.Message { return menu(sapa.Menu{Open: open, Rows: o}) }
	long := buttons(option("a", "A"))
	long.Text = "Pilih salah satu"
	silent := buttons(option("a", "A"))
	silent.Text = ""
	placed := buttons(option("a", "A"))
	placed.Place, placed.Attachments = &sapa.Place{}, []sapa.Attachment{{Kind: sapa.Audio}}
	for _, c := range []struct {
		caps  channel.Caps
		m     sapa.Message
		wrong string
	}{
		{rich, buttons(option("a", "Ya"), option("b", "Tdk")), ""},
		{rich, rows("Buka", option("a", "Ya"), sapa.Option{ID: "b", Title: "Tidak", Description: "enam.."}), ""},
		{full, buttons(option("a", "Ya")), "menu not_supported"},
		{rich, menu(sapa.Menu{}), "menu invalid"},
		{rich, menu(sapa.Menu{Buttons: []sapa.Option{option("a", "A")}, Rows: []sapa.Option{option("a", "A")}, Open: "x"}), "menu invalid"},
		{rich, buttons(option("a", "A"), option("b", "B"), option("c", "C")), "menu.buttons too_many"},
		{rich, buttons(option("a", "Satu"), option("a", "")), "menu.buttons.0.title too_long|menu.buttons.1.id taken|menu.buttons.1.title required"},
		{rich, buttons(option("", " ")), "menu.buttons.0.id invalid|menu.buttons.0.title required"},
		{rich, buttons(option(strings.Repeat("a", 201), "A")), "menu.buttons.0.id invalid"},
		{rich, buttons(sapa.Option{ID: "a", Title: "A", Description: "x"}), "menu.buttons.0.description too_long"},
		{rich, rows("", option("a", "A")), "menu.open required"},
		{rich, rows("Kelima", option("a", "Enam..")), "menu.open too_long|menu.rows.0.title too_long"},
		{rich, rows("x", option("a", "A"), option("b", "A"), option("c", "A"), option("d", "A")), "menu.rows too_many"},
		{rich, long, "text too_long"},
		{rich, silent, "text required"},
		{rich, placed, "attachments not_supported|location not_supported"},
	} {
		if got := wrongs(c.caps.CheckOut(c.m)); got != c.wrong {
			t.Errorf("%+v: %q, want %q", c.m.Content.Menu, got, c.wrong)
		}
	}
}

func TestCheckOutOfCaptionsAndTemplates(t *testing.T) {
	t.Parallel()
	file := func(kind sapa.MessageKind, mime string) []sapa.Attachment {
		return []sapa.Attachment{{Kind: kind, Type: mime}}
	}
	template := func(media sapa.MessageKind) *sapa.Content {
		return &sapa.Content{Template: &sapa.TemplateUse{Name: "order", Language: "id", Parts: sapa.TemplateParts{Media: media}}}
	}
	for _, c := range []struct {
		caps  channel.Caps
		m     sapa.Message
		wrong string
	}{
		{rich, sapa.Message{Text: "Enam..", Attachments: file(sapa.Image, "image/png")}, "text too_long"},
		{rich, sapa.Message{Text: "Lima.", Attachments: file(sapa.Image, "image/png")}, ""},
		{rich, sapa.Message{Text: "x", Attachments: file(sapa.Audio, "audio/ogg")}, "text not_supported"},
		{rich, sapa.Message{Attachments: file(sapa.Image, "image/gif")}, "attachments unsupported_type"},
		{rich, sapa.Message{Text: "x", Place: &sapa.Place{}}, "text not_supported"},
		{rich, sapa.Message{Place: &sapa.Place{}, Attachments: file(sapa.Audio, "")}, "location not_supported"},
		{rich, sapa.Message{Content: template("")}, ""},
		{rich, sapa.Message{Text: strings.Repeat("x", 2000), Content: template("")}, ""},
		{rich, sapa.Message{Content: &sapa.Content{Template: &sapa.TemplateUse{}}}, "template required"},
		{full, sapa.Message{Content: template("")}, "template not_supported"},
		{rich, sapa.Message{Content: template(sapa.Image)}, "attachments required"},
		{rich, sapa.Message{Content: template(sapa.Image), Attachments: file(sapa.Image, "image/png")}, ""},
		{rich, sapa.Message{Content: template(sapa.Image), Attachments: file(sapa.Audio, "")}, "attachments unsupported_type"},
		{rich, sapa.Message{Content: template(sapa.Image), Attachments: slices.Repeat(file(sapa.Image, "image/png"), 2)}, "attachments too_many"},
		{rich, sapa.Message{Content: template(""), Attachments: file(sapa.Image, "image/png")}, "attachments not_supported"},
		{rich, sapa.Message{Content: template(""), Place: &sapa.Place{}}, "location not_supported"},
	} {
		if got := wrongs(c.caps.CheckOut(c.m)); got != c.wrong {
			t.Errorf("%q, %+v: %q, want %q", c.m.Text, c.m.Content, got, c.wrong)
		}
	}
}
