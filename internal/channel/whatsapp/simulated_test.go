package whatsapp_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// line is an account at the simulator, which is as strict as the provider, and what its deliveries are parsed to.
type line struct {
	*fake.Provider
	t       *testing.T
	channel channel.Channel

	mu      sync.Mutex
	arrived []sapa.Inbound
}

func newLine(t *testing.T) *line {
	l := &line{t: t, Provider: fake.New(fake.Options{})}
	server, hook := httptest.NewServer(l.Provider), httptest.NewServer(l)
	l.SetURL(server.URL)
	t.Cleanup(func() {
		l.Close()
		server.Close()
		hook.Close()
	})
	a := connected()
	a.Base, a.HTTP, a.VerifyToken = server.URL, server.Client(), fake.DefaultVerifyToken
	a.Secrets = map[string]string{"access_token": fake.DefaultAccessToken, "app_secret": fake.DefaultAppSecret}
	l.channel = whatsapp.New().New(a)
	if err := l.channel.(channel.Checker).Subscribe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.SetCallback(t.Context(), hook.URL, fake.DefaultVerifyToken); err != nil {
		t.Fatal(err)
	}
	return l
}

// ServeHTTP is where deliveries go.
func (l *line) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	verifier := l.channel.(channel.Verifier)
	if r.Method == http.MethodGet {
		if answer, ok := verifier.Handshake(r.URL.Query()); ok {
			_, _ = io.WriteString(w, answer)
			return
		}
		w.WriteHeader(http.StatusForbidden)
		return
	}
	body, _ := io.ReadAll(r.Body)
	if err := verifier.Verify(r.Header, body); err != nil {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	elements, err := l.channel.Parse(channel.Delivery{Body: body})
	if err != nil || !verifier.Concerns(body) {
		l.t.Errorf("%s: %v", body, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.arrived = append(l.arrived, elements...)
}

// await waits until an element arrives.
func (l *line) await(what string, is func(sapa.Inbound) bool) sapa.Inbound {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Minute)
	defer cancel()
	var found sapa.Inbound
	err := l.Await(ctx, func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		i := slices.IndexFunc(l.arrived, is)
		if i >= 0 {
			found = l.arrived[i]
		}
		return i >= 0
	})
	if err != nil {
		l.t.Fatalf("%s does not arrive: %v; %+v", what, err, l.arrived)
	}
	return found
}

func (l *line) send(name string, out channel.Outbound) channel.Receipt {
	l.t.Helper()
	receipt, err := l.channel.(channel.Sender).Send(l.t.Context(), out)
	if err != nil {
		l.t.Errorf("%s: %v", name, err)
	}
	return receipt
}

// dot is a picture.
func dot(t *testing.T) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bytesOf(file channel.File, content []byte) channel.File {
	file.Size = int64(len(content))
	file.Open = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	return file
}

// The simulator takes everything we send, and brings what its customers do so that we understand it.
func TestAgainstTheSimulator(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	rina := l.Customer("6281234567890", "Rina")
	hello := rina.Text("Halo")
	in := l.await("the greeting", func(in sapa.Inbound) bool { return in.ProviderID == hello })
	if in.From.External != "6281234567890" || in.From.Name != "Rina" || in.From.Phone != "+6281234567890" || in.Message.Text != "Halo" || in.At.IsZero() {
		t.Errorf("the greeting is %+v", in)
	}
	sent := map[string]string{}
	for name, out := range outbounds() {
		out.ID, out.To = "send-"+name, []string{in.From.External}
		switch {
		case out.Reaction != nil:
			out.Reaction.Message = hello
		case out.Seen != "":
			out.Seen = hello
		case out.Quoted != "":
			out.Quoted = hello
		}
		for i, file := range out.Files {
			out.Files[i] = bytesOf(file, contents(t, file.Type))
		}
		if receipt := l.send(name, out); receipt.ProviderID != "" {
			sent[receipt.ProviderID] = out.ID
		}
	}
	for id, send := range sent {
		status := l.await("a status of "+send, func(in sapa.Inbound) bool { return in.ProviderID == id && in.Status == sapa.Delivered })
		if status.SendID != send || status.From.External != in.From.External {
			t.Errorf("the status of %s is %+v", send, status)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := l.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	if refused, arrived := rina.Refused(), len(rina.Inbox()); len(refused) > 0 || arrived != len(sent)+1 { // and the reaction
		t.Errorf("refused: %+v; %d of %d and a reaction arrived", refused, arrived, len(sent))
	}
}

// contents are bytes of a type.
func contents(t *testing.T, mime string) []byte {
	switch mime {
	case "image/png":
		return dot(t)
	case "image/jpeg":
		return []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00")
	case "audio/ogg":
		return []byte("OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead\x01\x01")
	case "video/mp4":
		return []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")
	}
	return []byte("%PDF-1.7\n")
}

// Every template of the list that can be sent is filled in by our rules and taken.
func TestTemplatesAgainstTheSimulator(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	rina := l.Customer("6281234567890", "Rina")
	list, err := l.channel.(channel.Templater).Templates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, template := range list {
		values := map[string]string{}
		for _, p := range channel.Places(template.TemplateParts) {
			values[p.Name] = "A-1"
		}
		use, err := channel.Fill(template, values)
		if err != nil {
			if sapa.CodeOf(err) != "template_not_sendable" {
				t.Errorf("%s: %v", template.Name, err)
			}
			continue
		}
		tried++
		out := message(sapa.Message{Content: &sapa.Content{Template: &use}})
		out.ID, out.To = fmt.Sprintf("template-%d", tried), []string{"6281234567890"}
		switch template.Media {
		case sapa.Image:
			out.Files = []channel.File{bytesOf(conform.TextFile(sapa.Image, "image/png", "a.png"), dot(t))}
		case sapa.File:
			out.Files = []channel.File{bytesOf(conform.TextFile(sapa.File, "application/pdf", "a.pdf"), contents(t, ""))}
		}
		receipt := l.send(template.Name, out)
		l.await(template.Name, func(in sapa.Inbound) bool { return in.ProviderID == receipt.ProviderID && in.Status == sapa.Delivered })
		shown := slices.DeleteFunc([]string{use.Parts.Header, use.Parts.Body, use.Parts.Footer}, func(part string) bool { return part == "" })
		if arrived := rina.Inbox(); arrived[len(arrived)-1].Text != use.Parts.Body && arrived[len(arrived)-1].Text != strings.Join(shown, "\n") {
			t.Errorf("%s arrives as %q, and we show %q", template.Name, arrived[len(arrived)-1].Text, shown)
		}
	}
	if tried < 5 {
		t.Errorf("%d of %d templates were sent", tried, len(list))
	}
}

func TestFilesAndHealthAgainstTheSimulator(t *testing.T) {
	t.Parallel()
	l := newLine(t)
	rina := l.Customer("6281234567890", "Rina")
	content := dot(t)
	id := rina.Send("image", fake.File{Bytes: content, Type: "image/png"}, "Ini fotonya")
	in := l.await("the picture", func(in sapa.Inbound) bool { return in.ProviderID == id })
	fetcher := l.channel.(channel.Fetcher)
	fetched, err := fetcher.Fetch(t.Context(), in.Message.Media[0].Ref)
	if err != nil {
		t.Fatal(err)
	}
	defer fetched.Body.Close()
	if got, err := io.ReadAll(fetched.Body); err != nil || !bytes.Equal(got, content) || fetched.Type != "image/png" {
		t.Errorf("%d bytes of %s, %v", len(got), fetched.Type, err)
	}
	l.ForgetMedia(in.Message.Media[0].Ref)
	if _, err := fetcher.Fetch(t.Context(), in.Message.Media[0].Ref); conform.Failed(t, err).Code != "media_gone" {
		t.Errorf("of a file that is gone: %v", err)
	}
	checker := l.channel.(channel.Checker)
	if health, findings := checker.Check(t.Context()); health.State != sapa.Well || health.Facts["limit"] == "" || health.Facts["name"] == "" {
		t.Errorf("%+v, %+v", health, findings)
	}
	l.SetSubscribed(false)
	if health, _ := checker.Check(t.Context()); health.Code != "not_subscribed" {
		t.Errorf("without a subscription: %+v", health)
	}
	l.KillToken(463)
	if health, _ := checker.Check(t.Context()); health.State != sapa.Ill || health.Code != "token_expired" {
		t.Errorf("with a dead token: %+v", health)
	}
}
