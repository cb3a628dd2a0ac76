package whatsapp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// provider answers requests one after the other, and remembers them.
type provider struct {
	t       *testing.T
	answers []conform.Answer
	asked   []asked
}

// asked is a request as it came.
type asked struct {
	method, address string
	header          http.Header
	length          int64
	body            []byte
}

func (p *provider) Do(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	p.asked = append(p.asked, asked{r.Method, r.URL.String(), r.Header, r.ContentLength, body})
	if len(p.answers) == 0 {
		p.t.Fatalf("%s %s is asked for, and nothing is expected any more", r.Method, r.URL)
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	return conform.Reply(answer), nil
}

// last is the last request.
func (p *provider) last() asked { return p.asked[len(p.asked)-1] }

func message(m sapa.Message, files ...channel.File) channel.Outbound {
	return channel.Outbound{ID: "send-0001", To: []string{contact, scopedID}, Message: &m, Files: files}
}

func menu(text string, m sapa.Menu) channel.Outbound {
	return message(sapa.Message{Text: text, Content: &sapa.Content{Menu: &m}})
}

// outbounds are what the samples of the API send, by the sample's name.
func outbounds() map[string]channel.Outbound {
	voice := conform.TextFile(sapa.Audio, "audio/ogg", "a.ogg")
	reply := message(sapa.Message{Text: "Yes, in green"})
	reply.Quoted = "wamid.INBOUND"
	scoped := message(sapa.Message{Text: "hi"})
	scoped.To = []string{scopedID, contact}
	return map[string]channel.Outbound{
		"api-send-text":             message(sapa.Message{Text: "hi"}),
		"api-send-text-reply":       reply,
		"api-send-text-bsuid":       scoped,
		"api-send-image-by-id":      message(sapa.Message{Text: "Look"}, conform.TextFile(sapa.Image, "image/jpeg", "a.jpg")),
		"api-send-video":            message(sapa.Message{Text: "clip"}, conform.TextFile(sapa.Video, "video/mp4", "a.mp4")),
		"api-send-audio":            message(sapa.Message{}, voice),
		"api-send-document-by-link": message(sapa.Message{Text: "Invoice"}, conform.TextFile(sapa.File, "application/pdf", "invoice.pdf")),
		"api-send-location": message(sapa.Message{Place: &sapa.Place{
			Latitude: 37.44216251868683, Longitude: -122.16153582049394, Name: "Philz Coffee, 101 Forest Ave",
		}}),
		"api-send-reaction": {ID: "send-0001", To: []string{contact}, Reaction: &channel.Reaction{Message: "wamid.INBOUND", Emoji: "😀"}},
		"api-send-interactive-buttons": menu("Did that solve it?", sapa.Menu{Buttons: []sapa.Option{
			{ID: "yes", Title: "Yes"}, {ID: "no", Title: "No"},
		}}),
		"api-send-interactive-list": menu("Pick a topic", sapa.Menu{Open: "Topics", Rows: []sapa.Option{
			{ID: "ship", Title: "Shipping", Description: "Where is it?"},
		}}),
		"api-send-template": message(sapa.Message{Content: &sapa.Content{Template: &sapa.TemplateUse{
			Name: "order_confirmation", Language: "en_US", Values: map[string]string{"body.2": "860198-230332", "body.1": "Pablo", "button.0.1": "HELP"},
			Parts: sapa.TemplateParts{Body: "Thank you, Pablo! …", Buttons: []sapa.TemplateButton{{Kind: "reply", Text: "Help"}}},
		}}}),
		"api-mark-read":        {Seen: "wamid.INBOUND"},
		"api-mark-read-typing": {Seen: "wamid.INBOUND", Typing: true},
	}
}

// Each sample of the API is what we send, but for the ways of writing that mean the same.
func TestRequestsAreThoseOfTheSamples(t *testing.T) {
	t.Parallel()
	for name, out := range outbounds() {
		want := api(t, name)
		p := &provider{t: t, answers: []conform.Answer{want.answer()}}
		if len(out.Files) > 0 {
			p.answers = append([]conform.Answer{{Status: 200, Body: `{"id":"` + sentFile(t, want) + `"}`}}, p.answers...)
		}
		receipt, err := account(p).(channel.Sender).Send(context.Background(), out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := p.last()
		if got.method != want.Request.Method || got.address != "https://graph.example"+want.Request.Path {
			t.Errorf("%s: %s %s", name, got.method, got.address)
		}
		if got.header.Get("Authorization") != "Bearer EAAJB-token-of-the-account" || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the headers are %v", name, got.header)
		}
		if ours, theirs := meaning(t, got.body, out.ID), meaning(t, want.Request.Body, ""); !reflect.DeepEqual(ours, theirs) {
			t.Errorf("%s: we send\n%v\nand the sample is\n%v", name, ours, theirs)
		}
		if out.Message != nil && receipt.ProviderID != "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI0QUQ2MjA4NEYyRkExNjMyREUA" || receipt.External != "" && receipt.External != out.To[0] {
			t.Errorf("%s: the receipt is %+v", name, receipt)
		}
	}
}

// sentFile is the id of the file in a sample.
func sentFile(t *testing.T, e exchange) string {
	var body map[string]json.RawMessage
	var kind string
	var file struct{ ID, Link string }
	for _, err := range []error{json.Unmarshal(e.Request.Body, &body), json.Unmarshal(body["type"], &kind), json.Unmarshal(body[kind], &file)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return file.ID + file.Link
}

// meaning brings a body to the form in which equal requests are equal: the number without its plus, files by whatever names
// them, what is false or a section's title left out; and it takes our own id out, which must be there.
func meaning(t *testing.T, raw []byte, id string) map[string]any {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal(raw, &body); err != nil {
		t.Fatal(err)
	}
	if to, ok := body["to"].(string); ok {
		body["to"] = strings.TrimPrefix(to, "+")
	}
	if got, _ := body["biz_opaque_callback_data"].(string); got != id {
		t.Errorf("our id in the body is %q, want %q", got, id)
	}
	delete(body, "biz_opaque_callback_data")
	if text, ok := body["text"].(map[string]any); ok && text["preview_url"] == false {
		delete(text, "preview_url")
	}
	if file, ok := body["document"].(map[string]any); ok && file["link"] != nil {
		file["id"] = file["link"]
		delete(file, "link")
	}
	if list, ok := body["interactive"].(map[string]any); ok {
		sections, _ := list["action"].(map[string]any)["sections"].([]any)
		for _, s := range sections {
			delete(s.(map[string]any), "title")
		}
	}
	return body
}

func TestBodies(t *testing.T) {
	t.Parallel()
	voice := conform.TextFile(sapa.Audio, "audio/ogg", "a.ogg")
	voice.Voice = true
	template := func(use sapa.TemplateUse, files ...channel.File) channel.Outbound {
		use.Name, use.Language = "order", "id"
		return message(sapa.Message{Content: &sapa.Content{Template: &use}}, files...)
	}
	for name, c := range map[string]struct {
		out  channel.Outbound
		want string
	}{
		"voice note": {message(sapa.Message{}, voice), `"audio":{"id":"42","voice":true}`},
		"link":       {message(sapa.Message{Text: "https://toko.example"}), `"text":{"body":"https://toko.example","preview_url":true}`},
		"no reaction": {
			channel.Outbound{To: []string{contact}, Reaction: &channel.Reaction{Message: "wamid.A"}}, `"reaction":{"emoji":"","message_id":"wamid.A"}`,
		},
		"pin":           {message(sapa.Message{Place: &sapa.Place{Latitude: -6.2}}), `"location":{"latitude":"-6.2","longitude":"0"}`},
		"bare template": {template(sapa.TemplateUse{Parts: sapa.TemplateParts{Body: "Halo"}}), `"template":{"language":{"code":"id"},"name":"order"}`},
		"named and numbered values": {
			template(sapa.TemplateUse{Values: map[string]string{"header.1": "H", "body.nama": "Budi", "body.kota": "Medan"}}),
			`"components":[{"parameters":[{"text":"H","type":"text"}],"type":"header"},` +
				`{"parameters":[{"parameter_name":"kota","text":"Medan","type":"text"},{"parameter_name":"nama","text":"Budi","type":"text"}],"type":"body"}]`,
		},
		"ten values": {
			template(sapa.TemplateUse{Values: map[string]string{"body.10": "j", "body.2": "b", "body.1": "a"}}),
			`"parameters":[{"text":"a","type":"text"},{"text":"b","type":"text"},{"text":"j","type":"text"}]`,
		},
		"buttons": {
			template(sapa.TemplateUse{Values: map[string]string{"button.1.1": "A-1", "button.2.1": "HEMAT"}, Parts: sapa.TemplateParts{
				Buttons: []sapa.TemplateButton{{Kind: "reply"}, {Kind: "url"}, {Kind: "code"}},
			}}),
			`"components":[{"index":"1","parameters":[{"text":"A-1","type":"text"}],"sub_type":"url","type":"button"},` +
				`{"index":"2","parameters":[{"coupon_code":"HEMAT","type":"coupon_code"}],"sub_type":"copy_code","type":"button"}]`,
		},
		"picture above": {
			template(sapa.TemplateUse{Parts: sapa.TemplateParts{Media: sapa.Image}}, conform.TextFile(sapa.Image, "image/png", "a.png")),
			`"components":[{"parameters":[{"image":{"id":"42"},"type":"image"}],"type":"header"}]`,
		},
		"document above": {
			template(sapa.TemplateUse{Parts: sapa.TemplateParts{Media: sapa.File}}, conform.TextFile(sapa.File, "application/pdf", "a.pdf")),
			`"document":{"filename":"a.pdf","id":"42"}`,
		},
	} {
		p := &provider{t: t, answers: []conform.Answer{api(t, "api-send-text").answer()}}
		if len(c.out.Files) > 0 {
			p.answers = append([]conform.Answer{{Status: 200, Body: `{"id":"42"}`}}, p.answers...)
		}
		if _, err := account(p).(channel.Sender).Send(context.Background(), c.out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Contains(p.last().body, []byte(c.want)) {
			t.Errorf("%s: %s does not hold %s", name, p.last().body, c.want)
		}
	}
}

// What the rules refuse is refused here as well, and nobody is asked.
func TestNothingInvalidIsSent(t *testing.T) {
	t.Parallel()
	sticker := conform.TextFile(sapa.Sticker, "image/webp", "a.webp")
	large := conform.TextFile(sapa.Image, "image/png", "a.png")
	large.Size = 5<<20 + 1
	for name, c := range map[string]struct {
		out  channel.Outbound
		code string
	}{
		"nothing":             {channel.Outbound{ID: "send-0001", To: []string{contact}}, "invalid_message"},
		"nobody":              {channel.Outbound{Message: &sapa.Message{Text: "hi"}}, "no_recipient"},
		"nobody to react for": {channel.Outbound{To: []string{""}, Reaction: &channel.Reaction{Message: "wamid.A"}}, "no_recipient"},
		"sticker":             {message(sapa.Message{}, sticker), "invalid_message"},
		"large":               {message(sapa.Message{}, large), "invalid_message"},
		"moving picture":      {message(sapa.Message{}, conform.TextFile(sapa.Image, "image/gif", "a.gif")), "invalid_message"},
		"two files":           {message(sapa.Message{}, conform.TextFile(sapa.Image, "image/png", "a"), conform.TextFile(sapa.Image, "image/png", "b")), "invalid_message"},
		"sound with words":    {message(sapa.Message{Text: "x"}, conform.TextFile(sapa.Audio, "audio/ogg", "a")), "invalid_message"},
		"place with words":    {message(sapa.Message{Text: "x", Place: &sapa.Place{}}), "invalid_message"},
		"long caption":        {message(sapa.Message{Text: strings.Repeat("x", 1025)}, conform.TextFile(sapa.Image, "image/png", "a")), "invalid_message"},
	} {
		_, err := account(&provider{t: t}).(channel.Sender).Send(context.Background(), c.out)
		if f := conform.Failed(t, err); f.Class != channel.Permanent || f.Code != c.code {
			t.Errorf("%s: %v", name, f)
		}
	}
}

// Every code of the table, and codes nobody knows, whatever the status they come with.
func TestCodes(t *testing.T) {
	t.Parallel()
	classes := map[channel.Class][]int{
		channel.Refused:   {0, 190, 3, 10, 200, 250, 299, 131005, 131048, 368, 131031, 131042},
		channel.Busy:      {4, 80007, 130429},
		channel.PairBusy:  {131056},
		channel.Temporary: {1, 2, 131000, 131016, 131057},
		channel.Permanent: {
			100, 131008, 131009, 132000, 132001, 132005, 132007, 132012, 132015, 131026, 131030, 131021, 130472, 131047, 131050, 131051, 131052, 131053,
			199, 300, 999999, -1,
		},
	}
	for class, codes := range classes {
		for _, code := range codes {
			for _, status := range []int{200, 400, 401, 404, 429, 500, 503} {
				p := &provider{t: t, answers: []conform.Answer{{Status: status, Body: fmt.Sprintf(`{"error":{"code":%d,"message":"please try again later"}}`, code)}}}
				_, err := account(p).(channel.Sender).Send(context.Background(), message(sapa.Message{Text: "hi"}))
				f := conform.Failed(t, err)
				if f.Class != class || f.Provider != fmt.Sprint(code) || f.Detail != "please try again later" {
					t.Errorf("%d under %d: %v, want %s", code, status, f, class)
				}
			}
		}
	}
	p := &provider{t: t, answers: []conform.Answer{{Status: 500, Body: `{"error":{"code":777,"is_transient":true}}`}}}
	_, err := account(p).(channel.Sender).Send(context.Background(), message(sapa.Message{Text: "hi"}))
	if f := conform.Failed(t, err); f.Class != channel.Temporary {
		t.Errorf("of an unknown error that passes, the provider says: %v", f)
	}
}

func TestReceipts(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]channel.Receipt{
		`{"messages":[{"id":"wamid.A"}]}`: {ProviderID: "wamid.A"},
		`{"contacts":[{"input":"+5511987654321","wa_id":"551187654321"}],"messages":[{"id":"wamid.A"}]}`: {ProviderID: "wamid.A", External: "551187654321"},
		`{"contacts":[{"wa_id":"1650","user_id":"US.1"}],"messages":[{"id":"wamid.A"}]}`:                 {ProviderID: "wamid.A", External: "US.1", Others: []string{"1650"}},
	} {
		p := &provider{t: t, answers: []conform.Answer{{Status: 200, Body: answer}}}
		got, err := account(p).(channel.Sender).Send(context.Background(), message(sapa.Message{Text: "hi"}))
		if err != nil || got.ProviderID != want.ProviderID || got.External != want.External || len(got.Others) != len(want.Others) {
			t.Errorf("%s: %+v, %v", answer, got, err)
		}
	}
	for _, garbled := range []string{`{}`, `[]`, `{"messages":[]}`, `{"messages":[{}]}`, `{"messages":[{"id":""}]}`, `{"success":true}`, `{"messages"`} {
		p := &provider{t: t, answers: []conform.Answer{{Status: 200, Body: garbled}}}
		_, err := account(p).(channel.Sender).Send(context.Background(), message(sapa.Message{Text: "hi"}))
		if f := conform.Failed(t, err); f.Class != channel.Lost {
			t.Errorf("%s: %v", garbled, f)
		}
	}
}

// What the network says of an address is told without the address.
func TestAddressesAreNotTold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"dial tcp: connection refused": "dial tcp: connection refused", "at https://cdn.example/a?token=x#y, sorry": "at https://cdn.example/a sorry",
		"EAAJB-token-of-the-account and 0ld5ecret0ld5ecret": "… and …", "a\x00b": "a\ufffdb",
	} {
		fails := conform.DoerFunc(func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "Post", URL: r.URL.String(), Err: errors.New(text)}
		})
		_, err := account(fails).(channel.Sender).Send(context.Background(), message(sapa.Message{Text: "hi"}))
		if f := conform.Failed(t, err); f.Detail != want || f.Class != channel.Temporary {
			t.Errorf("%q: %v", text, f)
		}
	}
}

// An upload is the form the API wants, with its length told before, and the file as it is.
func TestUpload(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ mime, name, sent, filename string }{
		{"application/pdf", "Faktur \"Maret\" – 1.pdf", "application/pdf", "Faktur \"Maret\" – 1.pdf"}, {"text/csv", "daftar.csv", "text/plain", "daftar.csv"},
	} {
		p := &provider{t: t, answers: []conform.Answer{api(t, "api-media-upload").answer(), api(t, "api-send-text").answer()}}
		if _, err := account(p).(channel.Sender).Send(context.Background(), message(sapa.Message{}, conform.TextFile(sapa.File, c.mime, c.name))); err != nil {
			t.Fatal(err)
		}
		got := p.asked[0]
		if want := api(t, "api-media-upload").Request; got.address != "https://graph.example"+want.Path || got.method != want.Method || got.length != int64(len(got.body)) {
			t.Errorf("%s %s of %d bytes, told as %d", got.method, got.address, len(got.body), got.length)
		}
		_, params, err := mime.ParseMediaType(got.header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		form, err := multipart.NewReader(bytes.NewReader(got.body), params["boundary"]).ReadForm(1 << 20)
		if err != nil {
			t.Fatal(err)
		}
		file := form.File["file"][0]
		if form.Value["messaging_product"][0] != "whatsapp" || form.Value["type"][0] != c.sent || file.Header.Get("Content-Type") != c.sent || file.Filename != c.filename {
			t.Errorf("%s goes up as %v, %+v", c.name, form.Value, file)
		}
		if file.Size != int64(len("the bytes of a file")) || !bytes.Contains(p.last().body, []byte(`"id":"1003383421387256"`)) {
			t.Errorf("%d bytes go up, and %s is sent", file.Size, p.last().body)
		}
	}
}

// A file of ours that cannot be opened is tried again later.
func TestUploadOfAFileThatIsAway(t *testing.T) {
	t.Parallel()
	file := conform.TextFile(sapa.Image, "image/png", "a.png")
	file.Open = func(context.Context) (io.ReadCloser, error) { return nil, io.ErrUnexpectedEOF }
	_, err := account(&provider{t: t}).(channel.Sender).Send(context.Background(), message(sapa.Message{}, file))
	if f := conform.Failed(t, err); f.Class != channel.Temporary || f.Code != "file_unreadable" {
		t.Errorf("%v", f)
	}
}
