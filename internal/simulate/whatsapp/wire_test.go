package whatsapp_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// shape describes JSON without its values: names, and what kind of value stands under them.
func shape(v any) string {
	switch o := v.(type) {
	case map[string]any:
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(o)) {
			fmt.Fprintf(&b, "%s:%s,", name, shape(o[name]))
		}
		return "{" + b.String() + "}"
	case []any:
		var each []string
		for _, element := range o {
			each = append(each, shape(element))
		}
		slices.Sort(each)
		return "[" + strings.Join(slices.Compact(each), "|") + "]"
	}
	return fmt.Sprintf("%T", v)
}

var jpeg = []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01")

// ready has the customer and the files of the fixtures.
func ready(t *testing.T) (*house, *strings.Replacer) {
	h := newHouse(t)
	customer := h.Customer("16505551234", "Sheena Nelson")
	inbound := customer.Text("hello")
	h.CustomerWith(whatsapp.Profile{BSUID: "US.13491208655302741918", Name: "Sheena", Hidden: true}).Text("hello")
	h.PutMedia("1003383421387256", whatsapp.File{Bytes: jpeg, Type: "image/jpeg"})
	h.PutMedia("1908647269898587", whatsapp.File{Bytes: []byte("OggS\x00\x02"), Type: "audio/ogg; codecs=opus"})
	h.PutMedia("1003383421387258", whatsapp.File{Bytes: []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"), Type: "video/mp4"})
	h.PutMedia("798882015472548", whatsapp.File{Bytes: []byte("RIFF\x10\x00\x00\x00WEBPVP8 "), Type: "image/webp"})
	h.settle()
	return h, strings.NewReplacer("wamid.INBOUND", inbound)
}

func multipartOf(t *testing.T, contentType, name string, content []byte, fields map[string]string) (string, []byte) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}, "Content-Type": {contentType},
	})
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), b.Bytes()
}

// Every recorded request gets an answer of the recorded shape.
func TestRecordedRequests(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/wire/api-*.json")
	if err != nil || len(names) < 20 {
		t.Fatal(err, len(names))
	}
	for _, name := range names {
		name := filepath.Base(name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, replacer := ready(t)
			f := fixture(t, name)
			path := digString(f, "request", "path")
			contentType, body := "application/json", []byte(nil)
			if b := dig(f, "request", "body"); b != nil {
				text, err := json.Marshal(b)
				if err != nil {
					t.Fatal(err)
				}
				body = []byte(replacer.Replace(string(text)))
			}
			switch name {
			case "api-media-upload.json":
				contentType, body = multipartOf(t, "image/jpeg", "a.jpg", jpeg, map[string]string{"messaging_product": "whatsapp", "type": "image/jpeg"})
			case "api-media-get-step2-bytes.json":
				_, _, located := h.ask("GET", "/v24.0/1003383421387256?phone_number_id="+whatsapp.DefaultPhone, "", nil)
				path = digString(decode(t, located), "url")
			case "api-templates-list.json":
				path = strings.Replace(path, "limit=100", "limit=1", 1) // so that there is a next page
			}
			status, header, answer := h.ask(digString(f, "request", "method"), path, contentType, body)
			if want := fmt.Sprint(dig(f, "response", "status")); fmt.Sprint(status) != want {
				t.Fatalf("%d %s, want %s", status, answer, want)
			}
			if name == "api-media-get-step2-bytes.json" {
				if !bytes.Equal(answer, jpeg) || header.Get("Content-Type") != "image/jpeg" {
					t.Errorf("%s %q", header.Get("Content-Type"), answer)
				}
				return
			}
			if got, want := shape(decode(t, answer)), shape(dig(f, "response", "body")); got != want {
				t.Errorf("\n%s, want\n%s", got, want)
			}
		})
	}
}

// Every recorded error can be had, word for word but for times and traces.
func TestRecordedErrors(t *testing.T) {
	t.Parallel()
	text := `{"to":"16505551234","type":"text","text":{"body":"hi"}}`
	template := `{"to":"16505551234","type":"template","template":{"name":%q,"language":{"code":"en_US"},"components":[{"type":"body","parameters":[{"type":"text","text":"Pablo"}]}]}}`
	closed := func(h *house) { h.SetImmediate(true); h.clock.advance(24 * time.Hour) }
	next := func(code int) func(*house) {
		return func(h *house) { h.FailNext(1, whatsapp.Fault{Kind: whatsapp.FaultError, Code: code}) }
	}
	cases := map[string]struct {
		before func(*house)
		body   string
	}{
		"error-0-auth-exception":             {func(h *house) { h.token = "" }, text},
		"error-10-permission-denied":         {func(h *house) { h.DenyPermission(true) }, text},
		"error-100-invalid-parameter":        {nil, ""},
		"error-190-token-expired":            {func(h *house) { h.KillToken(463) }, text},
		"error-130429-throughput":            {func(h *house) { h.SetLimits(whatsapp.Limits{PerSecond: 1}); h.says("16505551234", "one") }, text},
		"error-131000-something-wrong":       {next(131000), text},
		"error-131008-missing-parameter":     {nil, `{"to":"16505551234","type":"text","text":{}}`},
		"error-131009-bad-value":             {nil, `{"to":"12","type":"text","text":{"body":"hi"}}`},
		"error-131016-service-unavailable":   {next(131016), text},
		"error-131026-undeliverable":         {func(h *house) { h.SetImmediate(true); h.Customer("16505551234", "").SetUnreachable(true) }, text},
		"error-131030-not-allowed-recipient": {next(131030), text},
		"error-131047-reengagement":          {closed, text},
		"error-131048-spam-rate":             {next(131048), text},
		"error-131056-pair-rate": {func(h *house) {
			h.SetLimits(whatsapp.Limits{Pair: 6 * time.Second})
			h.says("16505551234", "one")
		}, text},
		"error-132000-template-params":  {nil, fmt.Sprintf(template, "order_confirmation")},
		"error-132001-template-missing": {nil, fmt.Sprintf(template, "order_x")},
		"error-368-policy-block":        {next(368), text},
		"error-4-app-rate-limit":        {next(4), text},
		"error-80007-waba-rate-limit":   {next(80007), text},
	}
	names, err := filepath.Glob("testdata/wire/error-*.json")
	if err != nil || len(names) != len(cases) {
		t.Fatal(err, len(names), len(cases))
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, _ := ready(t)
			if c.before != nil {
				c.before(h)
			}
			var status int
			var answer []byte
			if c.body == "" {
				status, _, answer = h.ask("GET", "/v24.0/999", "", nil)
			} else {
				status, answer = h.send(c.body)
			}
			f := fixture(t, name+".json")
			if want := fmt.Sprint(dig(f, "response", "status")); fmt.Sprint(status) != want {
				t.Fatalf("%d %s, want %s", status, answer, want)
			}
			got, want := decode(t, answer), dig(f, "response", "body")
			if trace := digString(got, "error", "fbtrace_id"); len(trace) != 23 {
				t.Errorf("trace %q", trace)
			}
			delete(dig(got, "error").(map[string]any), "fbtrace_id")
			delete(dig(want, "error").(map[string]any), "fbtrace_id")
			if name == "error-190-token-expired" {
				message := digString(got, "error", "message")
				if !strings.HasPrefix(message, "Error validating access token: Session has expired on Monday, 02-Mar-26 01:00:00 UTC.") {
					t.Error(message)
				}
				dig(want, "error").(map[string]any)["message"] = message
			}
			if a, b := fmt.Sprint(got), fmt.Sprint(want); a != b {
				t.Errorf("\n%s, want\n%s", a, b)
			}
		})
	}
}

// What a delivery must look like, by the fixture with the same contents.
func TestDeliveriesLookLikeTheRecordedOnes(t *testing.T) {
	t.Parallel()
	ogg := whatsapp.File{Bytes: []byte("OggS"), Type: "audio/ogg; codecs=opus", Voice: true}
	picture := whatsapp.File{Bytes: jpeg, Type: "image/jpeg"}
	const business = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBJGMzEyNzhENTZDMzNGODlDRDgA"
	cases := map[string]func(*house, *whatsapp.Customer){
		"webhook-message-text":         func(_ *house, c *whatsapp.Customer) { c.Text("Does it come in another color?") },
		"webhook-message-text-unicode": func(_ *house, c *whatsapp.Customer) { c.Text("¿Tienen talla 42? 👟 / 尺寸") },
		"webhook-message-text-bsuid-only": func(h *house, _ *whatsapp.Customer) {
			h.CustomerWith(whatsapp.Profile{BSUID: "US.1", Username: "@s", Name: "S", Hidden: true}).Text("hi")
		},
		"webhook-message-text-forwarded": func(_ *house, c *whatsapp.Customer) { c.Text("FYI", whatsapp.Forwarded(false)) },
		"webhook-message-image":          func(_ *house, c *whatsapp.Customer) { c.Send("image", picture, "Taj Mahal") },
		"webhook-message-image-no-caption-no-url": func(h *house, c *whatsapp.Customer) {
			h.SetURL("")
			c.Send("image", picture, "")
		},
		"webhook-message-audio-voice": func(_ *house, c *whatsapp.Customer) { c.Send("audio", ogg, "") },
		"webhook-message-audio-file": func(_ *house, c *whatsapp.Customer) {
			c.Send("audio", whatsapp.File{Bytes: []byte("ID3"), Type: "audio/mpeg"}, "")
		},
		"webhook-message-video": func(_ *house, c *whatsapp.Customer) {
			c.Send("video", whatsapp.File{Type: "video/mp4"}, "Unboxing")
		},
		"webhook-message-document": func(_ *house, c *whatsapp.Customer) {
			c.Send("document", whatsapp.File{Type: "application/pdf", Name: "r.pdf"}, "My receipt")
		},
		"webhook-message-sticker":                        func(_ *house, c *whatsapp.Customer) { c.Send("sticker", whatsapp.File{Type: "image/webp"}, "") },
		"webhook-message-location-pin-only":              func(_ *house, c *whatsapp.Customer) { c.Location(-6.2, 106.8, "", "") },
		"webhook-message-reaction":                       func(_ *house, c *whatsapp.Customer) { c.React(business, "👍") },
		"webhook-message-reaction-removed":               func(_ *house, c *whatsapp.Customer) { c.React(business, "") },
		"webhook-message-edit-coexistence":               func(_ *house, c *whatsapp.Customer) { c.Edit(business, "edited text") },
		"webhook-message-revoke-coexistence":             func(_ *house, c *whatsapp.Customer) { c.Revoke(business) },
		"webhook-message-interactive-flow-reply":         func(_ *house, c *whatsapp.Customer) { c.FillForm(business, `{"rating":"5"}`) },
		"webhook-message-unsupported":                    func(_ *house, c *whatsapp.Customer) { c.Unsupported("poll_creation") },
		"webhook-message-unsupported-legacy":             func(_ *house, c *whatsapp.Customer) { c.Unsupported("") },
		"webhook-message-unsupported-unavailable-131060": func(_ *house, c *whatsapp.Customer) { c.Unsupported("media_placeholder") },
		"webhook-message-system-changed-number":          func(_ *house, c *whatsapp.Customer) { c.ChangeNumber("12195555358") },
		"webhook-message-button-template-quick-reply": func(h *house, c *whatsapp.Customer) {
			h.send(`{"to":"16505551234","type":"template","template":{"name":"sapaan_kembali","language":{"code":"id"}}}`)
			choose(h.t, c, "Boleh")
		},
		"webhook-message-interactive-button-reply": func(h *house, c *whatsapp.Customer) {
			h.Hold()
			c.Text("open")
			h.send(`{"to":"16505551234","type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"no","title":"Cancel"}}]}}}`)
			choose(h.t, c, "no")
			h.Release()
		},
		"webhook-message-interactive-list-reply": func(h *house, c *whatsapp.Customer) {
			h.Hold()
			c.Text("open")
			h.send(`{"to":"16505551234","type":"interactive","interactive":{"type":"list","body":{"text":"?"},"action":{"button":"Open","sections":[{"rows":[{"id":"x","title":"Express","description":"Next day"}]}]}}}`)
			choose(h.t, c, "x")
			h.Release()
		},
		"webhook-smb-message-echo-text":   func(_ *house, c *whatsapp.Customer) { c.EchoText("Here's the info you requested!") },
		"webhook-smb-message-echo-revoke": func(_ *house, c *whatsapp.Customer) { c.EchoRevoke(business) },
		"webhook-template-status-update": func(h *house, _ *whatsapp.Customer) {
			h.SetTemplateStatus("order_confirmation", "en_US", "APPROVED", "")
		},
		"webhook-value-level-error":    func(h *house, _ *whatsapp.Customer) { h.DeliverError(130429) },
		"webhook-status-sent":          func(h *house, c *whatsapp.Customer) { c.SetOffline(true); c.Text("a"); h.says("16505551234", "b") },
		"webhook-status-failed-131047": func(h *house, _ *whatsapp.Customer) { h.says("16505551234", "b") },
		"webhook-status-failed-131049": func(h *house, c *whatsapp.Customer) {
			c.Text("a")
			h.RefuseNext(1, 131049)
			h.says("16505551234", "b")
		},
		"webhook-status-played": func(h *house, c *whatsapp.Customer) {
			c.Text("a")
			h.Status(h.says("16505551234", "b"), "played")
		},
		"webhook-status-delivered-biz-opaque": func(h *house, c *whatsapp.Customer) {
			c.Text("a")
			h.send(`{"to":"16505551234","text":{"body":"b"},"biz_opaque_callback_data":"outbox-7f3c"}`)
		},
		"webhook-status-delivered-bsuid": func(h *house, _ *whatsapp.Customer) {
			h.CustomerWith(whatsapp.Profile{WaID: "16505551234", BSUID: "US.1", Username: "@s"}).Text("a")
			h.says("16505551234", "b")
		},
	}
	for name, act := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			act(h, h.Customer("16505551234", "Sheena Nelson"))
			h.settle()
			got := h.business.got()
			if len(got) == 0 {
				t.Fatal("nothing was delivered")
			}
			want := shape(fixture(t, name+".json"))
			if last := shape(decode(t, got[len(got)-1])); last != want {
				t.Errorf("\n%s, want\n%s", last, want)
			}
		})
	}
}

func choose(t *testing.T, c *whatsapp.Customer, option string) {
	t.Helper()
	inbox := c.Inbox()
	if len(inbox) == 0 {
		t.Fatal("nothing to choose from")
	}
	if _, err := c.Choose(inbox[len(inbox)-1].ID, option); err != nil {
		t.Fatal(err)
	}
}

// Bodies are escaped and signed as Meta does: the vectors come in pairs of the same text, plain and escaped.
func TestSignaturesAndEscaping(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/signature-vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Secret  string `json:"app_secret"`
		Vectors []struct {
			Name, Raw string
			Body      string `json:"raw_body"`
			Signature string `json:"x_hub_signature_256"`
			Valid     bool
		}
	}
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	escaped := 0
	for i, v := range f.Vectors {
		if v.Valid && whatsapp.Sign(f.Secret, []byte(v.Body)) != v.Signature {
			t.Errorf("%s: %s", v.Name, whatsapp.Sign(f.Secret, []byte(v.Body)))
		}
		if i > 0 && strings.Contains(v.Name, "re-serialised") {
			escaped++
			if got := string(whatsapp.Escape([]byte(v.Body))); got != f.Vectors[i-1].Body {
				t.Errorf("%s:\n%s, want\n%s", v.Name, got, f.Vectors[i-1].Body)
			}
		}
	}
	if escaped != 3 {
		t.Errorf("%d pairs", escaped)
	}
	h := newHouse(t)
	h.Customer("628123", "Änne").Text("Harga 1/2 kg? 👟 <b>&")
	h.settle()
	body := h.business.got()[0]
	if !bytes.Contains(body, []byte(`Harga 1\/2 kg? \ud83d\udc5f <b>&`)) || !bytes.Contains(body, []byte(`\u00c4nne`)) {
		t.Errorf("%s", body)
	}
	if got := h.business.heads[0].Get("X-Hub-Signature-256"); got != whatsapp.Sign(whatsapp.DefaultAppSecret, body) {
		t.Error(got)
	}
}

// Any version is spoken; what is no path of the API is said to be none.
func TestPaths(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for path, want := range map[string]int{
		"/v21.0/" + whatsapp.DefaultPhone:                        http.StatusOK,
		"/v99.9/" + whatsapp.DefaultWABA + "/phone_numbers":      http.StatusOK,
		"/v24.0/" + whatsapp.DefaultPhone + "/nothing":           http.StatusBadRequest,
		"/v24.0/" + whatsapp.DefaultPhone + "/message_templates": http.StatusBadRequest,
		"/v24.0/" + whatsapp.DefaultPhone + "?fields=colour":     http.StatusBadRequest,
		"/" + whatsapp.DefaultPhone:                              http.StatusNotFound,
	} {
		if status, _, answer := h.ask("GET", path, "", nil); status != want {
			t.Errorf("%s: %d %s", path, status, answer)
		}
	}
}
