package whatsapp_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

const hello = `{"messaging_product":"whatsapp","to":"6281110","type":"text","text":{"body":"hi"}}`

// Each way to fail looks as it should to the client, and takes the message or does not.
func TestFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault  whatsapp.Fault
		status int // zero for no answer
		after  string
		body   string
		taken  int
	}{
		{whatsapp.Fault{Kind: whatsapp.FaultBusy}, 429, "", `"code":130429`, 0},
		{whatsapp.Fault{Kind: whatsapp.FaultBusy, RetryAfter: 7 * time.Second}, 429, "7", `"code":130429`, 0},
		{whatsapp.Fault{Kind: whatsapp.FaultError, Code: 131016}, 500, "", `"code":131016`, 0},
		{whatsapp.Fault{Kind: whatsapp.FaultError, Code: 131031, Status: 500}, 500, "", `"code":131031`, 0},
		{whatsapp.Fault{Kind: whatsapp.FaultEmpty}, 503, "", "", 0},
		{whatsapp.Fault{Kind: whatsapp.FaultReset}, 0, "", "", 0},
		{whatsapp.Fault{Kind: whatsapp.FaultHang}, 0, "", "", 0},
		{whatsapp.Fault{Kind: whatsapp.FaultCut}, 0, "", "", 1},
		{whatsapp.Fault{Kind: whatsapp.FaultHangAfter}, 0, "", "", 1},
		{whatsapp.Fault{Kind: whatsapp.FaultGarbage}, 200, "", "<!doctype", 1},
		{whatsapp.Fault{Kind: whatsapp.FaultLate}, 500, "", `"code":131000`, 1},
	} {
		t.Run(fmt.Sprint(c.fault), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			customer := h.Customer("6281110", "Rina")
			customer.Text("hi")
			h.FailNext(1, c.fault)
			if c.fault.Kind == whatsapp.FaultHang || c.fault.Kind == whatsapp.FaultHangAfter {
				h.giveUp(func() bool { return len(customer.Inbox()) == c.taken })
			}
			answer, body, err := h.do("POST", messages, "application/json", []byte(hello))
			switch {
			case c.status == 0 && err == nil:
				t.Errorf("an answer: %d %s", answer.StatusCode, body)
			case c.status != 0 && err != nil:
				t.Fatal(err)
			case c.status != 0 && (answer.StatusCode != c.status || answer.Header.Get("Retry-After") != c.after || !strings.Contains(string(body), c.body)):
				t.Errorf("%d %q %s", answer.StatusCode, answer.Header.Get("Retry-After"), body)
			}
			h.settle()
			if got := len(customer.Inbox()); got != c.taken {
				t.Errorf("the customer has %d messages", got)
			}
			h.ctx = t.Context()
			h.says("6281110", "it works again")
		})
	}
}

// Failures hit only what they were asked for.
func TestFaultsByOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.Customer("6281110", "Rina").Text("hi")
	h.FailNext(2, whatsapp.Fault{On: whatsapp.OpRead, Kind: whatsapp.FaultEmpty})
	h.says("6281110", "a message is something else")
	for i, want := range []int{503, 503, 200} {
		if status, _ := h.send(`{"status":"read","message_id":"` + id + `"}`); status != want {
			t.Errorf("%d. %d", i, status)
		}
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, subcode := range []int{460, 463, 467} {
		h.KillToken(subcode)
		status, body := h.send(`{"to":"6281110","text":{"body":"hi"}}`)
		if status != 401 || !strings.Contains(string(body), fmt.Sprintf(`"code":190,"error_subcode":%d`, subcode)) {
			t.Errorf("%d %s", status, body)
		}
	}
	h.Heal()
	if status, body := h.send(`{"to":"6281110","text":{"body":"hi"}}`); status != 200 {
		t.Errorf("%d %s", status, body)
	}
	h.token = "another"
	if status, body := h.send(`{"to":"6281110","text":{"body":"hi"}}`); status != 401 || !strings.Contains(string(body), `"code":190`) {
		t.Errorf("%d %s", status, body)
	}
}

// What the real one refuses is refused, with its code.
func TestRefusals(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n) }
	button := func(inside string) string {
		return `{"to":"6281110","type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[` + inside + `]}}}`
	}
	one := func(id, title string) string {
		return fmt.Sprintf(`{"type":"reply","reply":{"id":%q,"title":%q}}`, id, title)
	}
	rows := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"id":"%d","title":"r"}`, i))
		}
		return `{"to":"6281110","type":"interactive","interactive":{"type":"list","body":{"text":"?"},"action":{"button":"Open","sections":[{"title":"a","rows":[` +
			strings.Join(all[:n/2], ",") + `]},{"title":"b","rows":[` + strings.Join(all[n/2:], ",") + `]}]}}}`
	}
	for name, c := range map[string]struct {
		body string
		code int // zero for taken
	}{
		"longest text":          {`{"to":"6281110","text":{"body":"` + long(4096) + `"}}`, 0},
		"text too long":         {`{"to":"6281110","text":{"body":"` + long(4097) + `"}}`, 100},
		"empty text":            {`{"to":"6281110","text":{"body":" "}}`, 131008},
		"no text":               {`{"to":"6281110","type":"text"}`, 131008},
		"unknown field":         {`{"to":"6281110","text":{"body":"a","colour":"red"}}`, 100},
		"unknown field outside": {`{"to":"6281110","text":{"body":"a"},"colour":"red"}`, 100},
		"unknown type":          {`{"to":"6281110","type":"poll","poll":{}}`, 100},
		"wrong type of value":   {`{"to":"6281110","text":"a"}`, 100},
		"nobody":                {`{"text":{"body":"a"}}`, 131008},
		"letters in the number": {`{"to":"62x1110","text":{"body":"a"}}`, 131009},
		"to itself":             {`{"to":"15550783881","text":{"body":"a"}}`, 131021},
		"broken BSUID":          {`{"recipient":"13491208655302741918","text":{"body":"a"}}`, 131009},
		"unknown BSUID":         {`{"recipient":"ID.999","text":{"body":"a"}}`, 131026},
		"group":                 {`{"to":"6281110","recipient_type":"group","text":{"body":"a"}}`, 100},
		"two sources":           {`{"to":"6281110","type":"image","image":{"id":"1","link":"https://a.test/b"}}`, 100},
		"no source":             {`{"to":"6281110","type":"image","image":{"caption":"a"}}`, 131008},
		"unknown file":          {`{"to":"6281110","type":"image","image":{"id":"1"}}`, 131009},
		"link without a scheme": {`{"to":"6281110","type":"image","image":{"link":"a.test/b"}}`, 100},
		"caption on audio":      {`{"to":"6281110","type":"audio","audio":{"link":"https://a.test/b","caption":"a"}}`, 100},
		"caption too long":      {`{"to":"6281110","type":"image","image":{"link":"https://a.test/b","caption":"` + long(1025) + `"}}`, 100},
		"latitude":              {`{"to":"6281110","type":"location","location":{"latitude":91,"longitude":0}}`, 131009},
		"three buttons":         {button(one("1", "a") + "," + one("2", "b") + "," + one("3", long(20))), 0},
		"four buttons":          {button(one("1", "a") + "," + one("2", "b") + "," + one("3", "c") + "," + one("4", "d")), 131009},
		"no button":             {button(""), 131009},
		"button title too long": {button(one("1", long(21))), 131009},
		"same id twice":         {button(one("1", "a") + "," + one("1", "b")), 131009},
		"same title twice":      {button(one("1", "a") + "," + one("2", "a")), 131009},
		"ten rows":              {rows(10), 0},
		"eleven rows":           {rows(11), 131009},
		"reaction with words":   {`{"to":"6281110","type":"reaction","reaction":{"message_id":"wamid.A","emoji":"ok"}}`, 131009},
		"reaction with a heart": {`{"to":"6281110","type":"reaction","reaction":{"message_id":"wamid.A","emoji":"❤️"}}`, 0},
		"no such language":      {`{"to":"6281110","type":"template","template":{"name":"sapaan_kembali","language":{"code":"en_US"}}}`, 132001},
		"waits for approval":    {`{"to":"6281110","type":"template","template":{"name":"undangan_pameran","language":{"code":"id"}}}`, 132001},
		"paused":                {`{"to":"6281110","type":"template","template":{"name":"survei_belanja","language":{"code":"id"}}}`, 132015},
		"header without file":   {`{"to":"6281110","type":"template","template":{"name":"kirim_faktur","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"a"}]}]}}`, 132012},
		"line break in a value": {`{"to":"6281110","type":"template","template":{"name":"kirim_faktur","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"a\nb"}]}]}}`, 100},
		"named values":          {`{"to":"6281110","type":"template","template":{"name":"pengingat_pembayaran","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","parameter_name":"nama","text":"a"},{"type":"text","parameter_name":"nomor","text":"a"},{"type":"text","parameter_name":"jumlah","text":"a"},{"type":"text","parameter_name":"tanggal","text":"a"}]}]}}`, 0},
		"value without a name":  {`{"to":"6281110","type":"template","template":{"name":"pengingat_pembayaran","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"a"},{"type":"text","text":"a"},{"type":"text","text":"a"},{"type":"text","text":"a"}]}]}}`, 100},
		"address without value": {`{"to":"6281110","type":"template","template":{"name":"pesanan_dikirim","language":{"code":"id"},"components":[{"type":"body","parameters":[{"type":"text","text":"a"},{"type":"text","text":"a"},{"type":"text","text":"a"}]}]}}`, 131008},
		"read a stranger's":     {`{"status":"read","message_id":"wamid.A"}`, 100},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.Customer("6281110", "Rina").Text("hi")
			status, body := h.send(c.body)
			if c.code == 0 && status != http.StatusOK || c.code != 0 && !strings.Contains(string(body), fmt.Sprintf(`"code":%d,`, c.code)) {
				t.Errorf("%d %s", status, body)
			}
		})
	}
}

// The window ends a day after the customer's last message, to the second; templates go through it.
func TestWindow(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	customer := h.Customer("6281110", "Rina")
	customer.Text("hi")
	h.clock.advance(24*time.Hour - time.Second)
	h.says("6281110", "in time")
	h.clock.advance(time.Second)
	h.says("6281110", "too late")
	h.send(`{"to":"6281110","type":"template","template":{"name":"sapaan_kembali","language":{"code":"id"}}}`)
	h.settle()
	if inbox := customer.Inbox(); len(inbox) != 2 || inbox[0].Text != "in time" || inbox[1].Template != "sapaan_kembali" {
		t.Errorf("%+v", inbox)
	}
	if refused := customer.Refused(); len(refused) != 1 || refused[0].Code != 131047 {
		t.Errorf("%+v", refused)
	}
	customer.React(customer.Inbox()[0].ID, "👍")
	if got := h.says("6281110", "open again"); got == "" || len(customer.Refused()) != 1 {
		t.Errorf("a reaction must open the window: %+v", customer.Refused())
	}
}

// A template reads as its values say, and its buttons can be pressed.
func TestTemplateAsTheCustomerSeesIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	customer := h.Customer("6281110", "Rina")
	status, answer := h.send(`{"to":"6281110","type":"template","template":{"name":"konfirmasi_pesanan","language":{"code":"id"},"components":[
		{"type":"header","parameters":[{"type":"text","text":"INV-1"}]},
		{"type":"body","parameters":[{"type":"text","text":"Rina"},{"type":"text","text":"2 kain"},{"type":"text","text":"Kamis"}]},
		{"type":"button","sub_type":"quick_reply","index":1,"parameters":[{"type":"payload","payload":"HELP"}]}]}}`)
	if status != 200 {
		t.Fatalf("%d %s", status, answer)
	}
	m := customer.Inbox()[0]
	if m.Header != "Pesanan INV-1" || !strings.HasPrefix(m.Text, "Halo Rina, terima kasih") || m.Options[0].ID != "Cek pesanan" || m.Options[1].ID != "HELP" {
		t.Errorf("%+v", m)
	}
	if _, err := customer.Choose(m.ID, "HELP"); err != nil {
		t.Error(err)
	}
	if _, err := customer.Choose(m.ID, "Nothing"); err == nil {
		t.Error("chose what is not offered")
	}
}

func TestReadingAndTyping(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	customer := h.Customer("6281110", "Rina")
	customer.Text("one")
	id := customer.Text("two")
	h.clock.advance(time.Second)
	customer.Text("three")
	if status, body := h.send(`{"status":"read","message_id":"` + id + `","typing_indicator":{"type":"text"}}`); status != 200 {
		t.Fatalf("%d %s", status, body)
	}
	if w := customer.Written(); w[0].Status != "read" || w[1].Status != "read" || w[2].Status != "sent" {
		t.Errorf("%+v", w)
	}
	if !customer.Typing() {
		t.Error("not typing")
	}
	h.clock.advance(25 * time.Second)
	if customer.Typing() {
		t.Error("typing for ever")
	}
}

// Files: two steps, a bearer token, five minutes.
func TestFiles(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Customer("6281110", "Rina").Send("image", whatsapp.File{Bytes: jpeg, Type: "image/jpeg"}, "")
	h.settle()
	image := dig(decode(t, h.business.got()[0]), "entry", "0", "changes", "0", "value", "messages", "0", "image")
	id := digString(image, "id")
	_, _, answer := h.ask("GET", "/v24.0/"+id, "", nil)
	located := digString(decode(t, answer), "url")
	for _, url := range []string{located, digString(image, "url")} {
		if status, _, body := h.ask("GET", url, "", nil); status != 200 || string(body) != string(jpeg) {
			t.Errorf("%d %q", status, body)
		}
	}
	token := h.token
	h.token = ""
	if status, _, _ := h.ask("GET", located, "", nil); status != 401 {
		t.Errorf("without a token: %d", status)
	}
	h.token = token
	h.clock.advance(5 * time.Minute)
	if status, _, _ := h.ask("GET", located, "", nil); status != 404 {
		t.Errorf("after five minutes: %d", status)
	}
	h.clock.advance(7 * 24 * time.Hour)
	if status, _, body := h.ask("GET", "/v24.0/"+id, "", nil); status != 400 || !strings.Contains(string(body), `"error_subcode":33`) {
		t.Errorf("after a week: %d %s", status, body)
	}
}

func TestUploads(t *testing.T) {
	t.Parallel()
	fields := map[string]string{"messaging_product": "whatsapp", "type": "image/jpeg"}
	for name, c := range map[string]struct {
		contentType string
		size        int
		fields      map[string]string
		status      int
		says        string
	}{
		"fits":         {"image/jpeg", 5 << 20, fields, 200, `"id"`},
		"too large":    {"image/jpeg", 5<<20 + 1, fields, 400, `"code":131053`},
		"empty":        {"image/jpeg", 0, fields, 400, "empty"},
		"another type": {"image/png", 9, fields, 400, "does not match"},
		"a program":    {"application/x-msdownload", 9, map[string]string{"messaging_product": "whatsapp"}, 400, "one of the following types"},
		"no product":   {"image/jpeg", 9, map[string]string{"type": "image/jpeg"}, 400, "messaging_product"},
		"odd field":    {"image/jpeg", 9, map[string]string{"messaging_product": "whatsapp", "colour": "red"}, 400, "Unexpected key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			contentType, body := multipartOf(t, c.contentType, "a.jpg", make([]byte, c.size), c.fields)
			status, _, answer := h.ask("POST", "/v24.0/"+whatsapp.DefaultPhone+"/media", contentType, body)
			if status != c.status || !strings.Contains(string(answer), c.says) {
				t.Errorf("%d %s", status, answer)
			}
		})
	}
}

// A file whose bytes are not what its type says is taken and fails later, as a file of the wrong kind does.
func TestFilesThatDoNotFit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	customer := h.Customer("6281110", "Rina")
	customer.Text("hi")
	lie := h.AddMedia(whatsapp.File{Bytes: []byte("%PDF-1.4"), Type: "image/jpeg"})
	mp3 := h.AddMedia(whatsapp.File{Bytes: []byte("ID3\x03\x00\x00"), Type: "audio/mpeg"})
	for _, body := range []string{
		`{"to":"6281110","type":"image","image":{"id":"` + lie + `"}}`,
		`{"to":"6281110","type":"video","video":{"id":"` + mp3 + `"}}`,
		`{"to":"6281110","type":"audio","audio":{"id":"` + mp3 + `","voice":true}}`,
	} {
		if status, answer := h.send(body); status != 200 {
			t.Errorf("%d %s", status, answer)
		}
	}
	if status, answer := h.send(`{"to":"6281110","type":"audio","audio":{"id":"` + mp3 + `"}}`); status != 200 {
		t.Errorf("%d %s", status, answer)
	}
	refused := customer.Refused()
	if len(refused) != 3 || len(customer.Inbox()) != 1 {
		t.Fatalf("%+v", refused)
	}
	for _, m := range refused {
		if m.Code != 131053 {
			t.Errorf("%+v", m)
		}
	}
}

// Limits go by the clock: a burst, then one each six seconds.
func TestPairLimit(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Customer("6281110", "Rina").Text("hi")
	h.SetLimits(whatsapp.Limits{Pair: 6 * time.Second, PairBurst: 2})
	want := []int{200, 200, 400, 400, 200, 400}
	for i, status := range want {
		if i == 4 {
			h.clock.advance(6 * time.Second)
		}
		if got, body := h.send(`{"to":"6281110","text":{"body":"hi"}}`); got != status {
			t.Errorf("%d. %d %s", i, got, body)
		}
	}
	if status, _ := h.send(`{"to":"6282220","text":{"body":"hi"}}`); status != 200 {
		t.Error("somebody else waits as well")
	}
}

// Templates come in pages until there is no next one.
func TestTemplatePages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path, seen, pages := "/v24.0/"+whatsapp.DefaultWABA+"/message_templates?limit=3", map[string]bool{}, 0
	for ; path != "" && pages < 10; pages++ {
		_, _, answer := h.ask("GET", path, "", nil)
		v := decode(t, answer)
		data, _ := dig(v, "data").([]any)
		for _, one := range data {
			seen[digString(one, "name")] = true
		}
		path = digString(v, "paging", "next")
	}
	if len(seen) != len(whatsapp.Samples()) || pages != 4 {
		t.Errorf("%d templates on %d pages", len(seen), pages)
	}
}

func TestSubscription(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *whatsapp.Options) { o.Subscribed, o.Callback = false, "" })
	apps := "/v24.0/" + whatsapp.DefaultWABA + "/subscribed_apps"
	if _, _, body := h.ask("GET", apps, "", nil); strings.TrimSpace(string(body)) != `{"data":[]}` {
		t.Errorf("%s", body)
	}
	h.Customer("6281110", "Rina").Text("lost")
	override := `{"override_callback_uri":"` + h.hook + `","verify_token":"wrong"}`
	if status, _, body := h.ask("POST", apps, "application/json", []byte(override)); status != 400 || !strings.Contains(string(body), `"code":2200`) {
		t.Errorf("%d %s", status, body)
	}
	override = strings.Replace(override, "wrong", "v", 1)
	if status, _, body := h.ask("POST", apps, "application/json", []byte(override)); status != 200 {
		t.Errorf("%d %s", status, body)
	}
	h.Customer("6281110", "").Text("arrives")
	h.settle()
	if got := h.business.got(); len(got) != 1 || !strings.Contains(string(got[0]), "arrives") {
		t.Errorf("%q", got)
	}
}

// The page and its verbs are for this machine's own pages only.
func TestPageIsClosedToOtherSites(t *testing.T) {
	t.Parallel()
	p := whatsapp.New(whatsapp.Options{})
	defer p.Close()
	ask := func(method, host, path, header string) int {
		r := httptest.NewRequest(method, "http://"+host+path, strings.NewReader(`{"do":"heal"}`))
		if header != "" {
			r.Header.Set("X-Simulate", header)
		}
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w.Code
	}
	for _, c := range []struct {
		method, host, path, header string
		want                       int
	}{
		{"GET", "localhost:9090", "/", "", 200},
		{"GET", "127.0.0.1:9090", "/simulate/main.js", "", 200},
		{"GET", "localhost:9090", "/simulate/state", "", 200},
		{"GET", "localhost:9090", "/simulate/../page.go", "", 404},
		{"GET", "evil.example", "/simulate/state", "", 421},
		{"POST", "localhost:9090", "/simulate/act", "", 403},
		{"POST", "localhost:9090", "/simulate/act", "1", 204},
	} {
		if got := ask(c.method, c.host, c.path, c.header); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
