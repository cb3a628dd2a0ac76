package telegram_test

import (
	"context"
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// tree is a JSON text as values, so that the order of fields makes no difference.
func tree(t *testing.T, raw string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return v
}

// What is sent is what the samples of the API send.
func TestRequests(t *testing.T) {
	t.Parallel()
	to := []string{contact}
	message := func(m sapa.Message) channel.Outbound { return channel.Outbound{To: to, Message: &m} }
	quoting := message(sapa.Message{Text: "Hi Ana"})
	quoting.Quoted = "1111111:1365"
	foreign := quoting
	foreign.Quoted = "2222222:1365"
	choice := quoting
	choice.Quoted = "pick:4382"
	menu := &sapa.Menu{Buttons: []sapa.Option{{ID: "csat:yes", Title: "Yes"}}}
	for name, c := range map[string]struct {
		out          channel.Outbound
		method, body string
	}{
		"a quote":           {quoting, "sendMessage", `{"chat_id":1111111,"text":"Hi Ana","reply_parameters":{"message_id":1365,"allow_sending_without_reply":true}}`},
		"a quote elsewhere": {foreign, "sendMessage", `{"chat_id":1111111,"text":"Hi Ana"}`},
		"a quoted choice":   {choice, "sendMessage", `{"chat_id":1111111,"text":"Hi Ana"}`},
		"buttons": {message(sapa.Message{Text: "Did that solve it?", Content: &sapa.Content{Menu: menu}}), "sendMessage",
			`{"chat_id":1111111,"text":"Did that solve it?","reply_markup":{"inline_keyboard":[[{"text":"Yes","callback_data":"csat:yes"}]]}}`},
		"a place":       {message(sapa.Message{Place: &sapa.Place{Latitude: 37.78, Longitude: -122.38}}), "sendLocation", `{"chat_id":1111111,"latitude":37.78,"longitude":-122.38}`},
		"a named place": {message(sapa.Message{Place: &sapa.Place{Latitude: 1, Longitude: 2, Name: "Philz Coffee, 101 Forest Ave"}}), "sendVenue", `{"chat_id":1111111,"latitude":1,"longitude":2,"title":"Philz Coffee","address":"101 Forest Ave"}`},
		"a reaction":    {channel.Outbound{To: to, Reaction: &channel.Reaction{Message: "1111111:1365", Emoji: "❤️"}}, "setMessageReaction", `{"chat_id":1111111,"message_id":1365,"reaction":[{"type":"emoji","emoji":"❤"}]}`},
		"no reaction":   {channel.Outbound{To: to, Reaction: &channel.Reaction{Message: "1111111:1365"}}, "setMessageReaction", `{"chat_id":1111111,"message_id":1365,"reaction":[]}`},
		"an edit":       {channel.Outbound{To: to, Edit: &channel.Edit{Message: "1111111:1400", Text: "Hi Ana!"}}, "editMessageText", `{"chat_id":1111111,"message_id":1400,"text":"Hi Ana!"}`},
		"an edit above buttons": {channel.Outbound{To: to, Edit: &channel.Edit{Message: "1111111:1400", Text: "Solved?", Menu: menu}}, "editMessageText",
			`{"chat_id":1111111,"message_id":1400,"text":"Solved?","reply_markup":{"inline_keyboard":[[{"text":"Yes","callback_data":"csat:yes"}]]}}`},
		"an edit beside a file": {channel.Outbound{To: to, Edit: &channel.Edit{Message: "1111111:1400", Text: "Look!", Caption: true}}, "editMessageCaption", `{"chat_id":1111111,"message_id":1400,"caption":"Look!"}`},
		"a deletion":            {channel.Outbound{To: to, Delete: "1111111:1400"}, "deleteMessage", `{"chat_id":1111111,"message_id":1400}`},
		"a press":               {channel.Outbound{To: to, Picked: "pick:4382bfdwdsb323b2d9"}, "answerCallbackQuery", `{"callback_query_id":"4382bfdwdsb323b2d9"}`},
		"typing":                {channel.Outbound{To: to, Seen: "1111111:1365", Typing: true}, "sendChatAction", `{"chat_id":1111111,"action":"typing"}`},
	} {
		p := &provider{t: t, answers: []conform.Answer{api(t, "sendMessage").answer()}}
		receipt, err := account(p).(channel.Sender).Send(t.Context(), c.out)
		if err != nil || len(p.asked) != 1 {
			t.Errorf("%s: %v after %d requests", name, err, len(p.asked))
			continue
		}
		if want := "https://api.example/bot" + token + "/" + c.method; p.asked[0].address != want || !reflect.DeepEqual(tree(t, p.asked[0].body), tree(t, c.body)) {
			t.Errorf("%s: %s %s, want %s %s", name, p.asked[0].address, p.asked[0].body, c.method, c.body)
		}
		if c.out.Message != nil && receipt.ProviderID != "1111111:1400" {
			t.Errorf("%s: the receipt is %+v", name, receipt)
		}
	}
}

// Nothing is asked for when there is nobody to send to, or nothing that can be done.
func TestWhatIsNotAskedFor(t *testing.T) {
	t.Parallel()
	for name, out := range map[string]channel.Outbound{
		"nobody": {Message: &sapa.Message{Text: "x"}}, "no number": {To: []string{"ana", "", "12/3"}, Message: &sapa.Message{Text: "x"}}, "nothing": {To: []string{contact}},
		"a reaction to a choice": {Reaction: &channel.Reaction{Message: "pick:1", Emoji: "👍"}}, "a seen mark alone": {To: []string{contact}, Seen: "1111111:1"},
		"two files": {To: []string{contact}, Message: &sapa.Message{}, Files: []channel.File{fileOf(sapa.Image, "image/png", "a.png"), fileOf(sapa.Image, "image/png", "b.png")}},
	} {
		p := &provider{t: t}
		_, err := account(p).(channel.Sender).Send(t.Context(), out)
		if f := failed(t, err); f.Class != channel.Permanent || len(p.asked) > 0 {
			t.Errorf("%s: %v after %d requests", name, f, len(p.asked))
		}
	}
}

// Each file goes by the method that shows it best.
func TestUploads(t *testing.T) {
	t.Parallel()
	sized := func(f channel.File, width, height int, size int64) channel.File {
		f.Width, f.Height = width, height
		if size > 0 {
			f.Size = size
			f.Open = func(context.Context) (io.ReadCloser, error) {
				return io.NopCloser(io.LimitReader(strings.NewReader(strings.Repeat("x", int(size))), size)), nil
			}
		}
		return f
	}
	voice := fileOf(sapa.Audio, "audio/ogg", "a.ogg")
	voice.Voice = true
	for want, f := range map[string]channel.File{
		"sendPhoto photo":          fileOf(sapa.Image, "image/jpeg", "a.jpg"),
		"sendDocument document 1":  fileOf(sapa.Image, "image/webp", "a.webp"),
		"sendDocument document 2":  sized(fileOf(sapa.Image, "image/png", "a.png"), 9000, 1001, 0),
		"sendDocument document 3":  sized(fileOf(sapa.Image, "image/png", "a.png"), 2100, 100, 0),
		"sendDocument document 4":  sized(fileOf(sapa.Image, "image/png", "a.png"), 100, 100, 10<<20+1),
		"sendAnimation animation":  fileOf(sapa.Image, "image/gif", "a.gif"),
		"sendVoice voice":          voice,
		"sendDocument document 5":  fileOf(sapa.Audio, "audio/ogg", "a.ogg"),
		"sendAudio audio":          fileOf(sapa.Audio, "audio/mpeg", "a.mp3"),
		"sendVideo video":          fileOf(sapa.Video, "video/mp4", "a.mp4"),
		"sendDocument document 6":  fileOf(sapa.Video, "video/quicktime", "a.mov"),
		"sendDocument document 12": fileOf(sapa.File, "application/pdf", "laporan \"akhir\".pdf"),
	} {
		p := &provider{t: t, answers: []conform.Answer{api(t, "sendVoice").answer()}}
		_, err := account(p).(channel.Sender).Send(t.Context(), channel.Outbound{To: []string{contact}, Message: &sapa.Message{Text: "Look"}, Files: []channel.File{f}, Quoted: "1111111:1"})
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		words := strings.Fields(want)
		body := p.asked[0].body
		if !strings.HasSuffix(p.asked[0].address, "/"+words[0]) || !strings.Contains(body, `name="`+words[1]+`"; filename=`) || !strings.Contains(body, "Look") ||
			!strings.Contains(body, `{"allow_sending_without_reply":true,"message_id":1}`) || !strings.HasPrefix(p.asked[0].header.Get("Content-Type"), "multipart/form-data; boundary=") {
			t.Errorf("%s: %s %.600s", want, p.asked[0].address, body)
		}
	}
}

// A file of ours that cannot be opened is tried again later.
func TestUploadOfAFileThatIsAway(t *testing.T) {
	t.Parallel()
	file := fileOf(sapa.Image, "image/png", "a.png")
	file.Open = func(context.Context) (io.ReadCloser, error) { return nil, io.ErrUnexpectedEOF }
	_, err := account(&provider{t: t}).(channel.Sender).Send(t.Context(), channel.Outbound{To: []string{contact}, Message: &sapa.Message{}, Files: []channel.File{file}})
	if f := failed(t, err); f.Class != channel.Temporary || f.Code != "file_unreadable" {
		t.Errorf("%v", f)
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	about := api(t, "getFile").answer()
	p := &provider{t: t, answers: []conform.Answer{about, {Status: 200, Body: "the bytes"}}}
	got, err := account(p).(channel.Fetcher).Fetch(t.Context(), "AwACAgUAAxkBAANj")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(got.Body)
	if err != nil || string(body) != "the bytes" || got.Size != int64(len(body)) || p.asked[1].address != "https://api.example/file/bot"+token+"/voice/file_12.oga" {
		t.Errorf("%q, %d bytes, %v, of %s", body, got.Size, err, p.asked[1].address)
	}
	path := func(text string) conform.Answer {
		raw, _ := json.Marshal(map[string]any{"ok": true, "result": map[string]string{"file_path": text}}) // texts
		return conform.Answer{Status: 200, Body: string(raw)}
	}
	for name, c := range map[string]struct {
		ref     string
		answers []conform.Answer
		class   channel.Class
		code    string
	}{
		"too big":          {"A", []conform.Answer{api(t, "error-400-file-too-big").answer()}, channel.Permanent, "media_too_large"},
		"unknown":          {"A", []conform.Answer{{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: invalid file_id"}`}}, channel.Permanent, "media_gone"},
		"not now":          {"A", []conform.Answer{{Status: 400, Body: `{"ok":false,"error_code":400,"description":"Bad Request: wrong file_id or the file is temporarily unavailable"}`}}, channel.Temporary, "media_gone"},
		"dead token":       {"A", []conform.Answer{api(t, "error-401-unauthorized").answer()}, channel.Refused, "token_invalid"},
		"gone meanwhile":   {"A", []conform.Answer{about, api(t, "error-404-bad-token-or-method").answer()}, channel.Permanent, "media_gone"},
		"the host is ill":  {"A", []conform.Answer{about, {Status: 503}}, channel.Temporary, "provider_unavailable"},
		"half the file":    {"A", []conform.Answer{about, {Status: 206}}, channel.Temporary, "provider_unavailable"},
		"an address":       {"A", []conform.Answer{path("https://evil.example/x")}, channel.Permanent, "media_gone"},
		"a way up":         {"A", []conform.Answer{path("voice/../../x")}, channel.Permanent, "media_gone"},
		"a disk's path":    {"A", []conform.Answer{path("/var/lib/x")}, channel.Permanent, "media_gone"},
		"another host":     {"A", []conform.Answer{path("@evil.example/x")}, channel.Permanent, "media_gone"},
		"nothing":          {"A", []conform.Answer{path("")}, channel.Permanent, "media_gone"},
		"an id that is it": {"../me", nil, channel.Permanent, "media_gone"},
		"an empty id":      {"", nil, channel.Permanent, "media_gone"},
	} {
		p := &provider{t: t, answers: c.answers}
		_, err := account(p).(channel.Fetcher).Fetch(t.Context(), c.ref)
		if f := failed(t, err); f.Class != c.class || f.Code != c.code || len(p.answers) != 0 {
			t.Errorf("%s: %v, %d answers left", name, f, len(p.answers))
		}
	}
}
