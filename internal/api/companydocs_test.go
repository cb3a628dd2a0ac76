package api_test

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// The pages with examples that are run.
const (
	channelPage    = "connect-an-api-channel.md"
	allocationPage = "custom-allocation.md"
)

// examples are the blocks of a language on a page.
func examples(t *testing.T, name, language string) []string {
	t.Helper()
	page, err := os.ReadFile("../../docs/how/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, found := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		all = append(all, found[1])
	}
	if len(all) == 0 {
		t.Fatalf("there is no example in %s", language)
	}
	return all
}

// inRealTime is a house whose clock is the machine's, as that of curl is, with an API channel.
func inRealTime(t *testing.T, private ...string) (f *sapatest.Firm, channel, hook, secret string) {
	t.Helper()
	f = sapatest.Site{Adjust: func(o *app.Options) {
		o.Now = time.Now
		o.Config.PrivateURLs = append(o.Config.PrivateURLs, private...)
	}}.Firm(t, sapatest.SQLite)
	endpoint := f.Fake.Address()
	if len(private) > 0 {
		endpoint = private[0]
	}
	a := f.As(sapatest.Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "api", "name": "Toko", "config": map[string]any{"endpoint": endpoint}})
	f.Channel = a.Text("id")
	return f, "/api/v1/channels/" + f.Channel, f.URL + a.Text("setup", "hook", "path"), f.NewSecret(0)
}

// What the page says one types works, word for word: all of it is run, and what should be in the inbox is.
func TestTheExamplesWithCurl(t *testing.T) {
	t.Parallel()
	f, _, hook, secret := inRealTime(t)
	script := "set -eu\n" + strings.Join(examples(t, channelPage, "sh"), "\n")
	for name, value := range map[string]string{"URL": hook, "SECRET": secret} {
		line := regexp.MustCompile(`(?m)^export ` + name + `=.*$`)
		if len(line.FindAllString(script, -1)) != 1 {
			t.Fatalf("%s is not said once", name)
		}
		script = line.ReplaceAllLiteralString(script, "export "+name+"="+value)
	}
	shell := exec.CommandContext(t.Context(), "bash", "-c", script)
	shell.Dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(shell.Dir, "nota.pdf"), []byte("%PDF-1.4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := shell.CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Fatalf("%v: %s", err, out)
	}
	f.Turn()
	list := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil)
	if list.Len("conversations") != 1 || list.Text("conversations", 0, "contact", "phone") != "+6281234567801" {
		t.Fatalf("%s", list.Body)
	}
	all := f.As(sapatest.Ratna).Messages(list.Text("conversations", 0, "id"))
	if len(all) != 5 {
		t.Fatalf("%+v", all)
	}
	if got := all[4].Attachments; all[4].Text != "Ini bukti transfernya" || len(got) != 1 || got[0].State != "" || got[0].Name != "nota.pdf" {
		t.Errorf("the file that was brought: %+v", all[4])
	}
	same(t, "they say", []string{all[0].Text, all[1].Text, all[3].Text, all[3].Status}, []string{"Halo, pesanan 2340 sudah dikirim?", "", "Dari kasir: barangnya sudah siap.", "read"})
	if all[1].DeletedAt == nil || all[2].Location == nil || len(all[2].Reactions) != 1 {
		t.Errorf("%+v", all)
	}
}

// The page's system in JavaScript takes what Sapa sends, and nothing from anybody else.
func TestTheExampleInJavaScript(t *testing.T) {
	t.Parallel()
	var behind *url.URL
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httputil.NewSingleHostReverseProxy(behind).ServeHTTP(w, r)
	}))
	t.Cleanup(door.Close)
	f, channel, hook, secret := inRealTime(t, door.URL)
	var next func() string
	behind, next = running(t, strings.Join(examples(t, channelPage, "js"), "\n"), secret)
	if got := f.As(sapatest.Ratna).Want(http.StatusOK, "POST", channel+"/check", nil); got.Text("channel", "health", "state") != "well" {
		t.Fatalf("%s", got.Body)
	}
	key := hook[strings.LastIndex(hook, "/")+1:]
	body := `{"events":[{"type":"message","id":"m-1","at":"` + time.Now().UTC().Format(time.RFC3339) + `","contact":{"id":"c-17"},"text":"Halo"}]}`
	if got := signedAt(t, f, key, secret, body, time.Now()); got.StatusCode != http.StatusOK {
		t.Fatal(got.Status)
	}
	f.Turn()
	id := f.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/conversations?tab=all", nil).Text("conversations", 0, "id")
	f.As(sapatest.Ratna).Send(id, map[string]any{"text": "Sudah di jalan, kak"})
	f.Turn()
	if got := f.As(sapatest.Ratna).Last(id); got.Status != "sent" {
		t.Errorf("%+v", got)
	}
	for _, want := range []string{"ping  ", "message.send c-17 Sudah di jalan, kak"} {
		if got := next(); got != want {
			t.Errorf("the system says %q, want %q", got, want)
		}
	}
	stranger, err := http.Post(door.URL, "application/json", strings.NewReader(`{"type":"ping"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Body.Close()
	if said, _ := io.ReadAll(stranger.Body); stranger.StatusCode != http.StatusUnauthorized {
		t.Errorf("a stranger: %s %s", stranger.Status, said)
	}
}

// running starts a system of a page's, and answers where it is and how to read the next line it says.
func running(t *testing.T, source, secret string) (at *url.URL, next func() string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "system.mjs")
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	system := exec.CommandContext(t.Context(), "node", file)
	system.Env = append(os.Environ(), "SECRET="+secret, "PORT=0")
	out, err := system.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := system.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = system.Process.Kill(), system.Wait() })
	lines := bufio.NewScanner(out)
	next = func() string {
		if !lines.Scan() {
			t.Fatal("the system has ended")
		}
		return lines.Text()
	}
	at, err = url.Parse("http://127.0.0.1:" + strings.TrimPrefix(next(), "listening "))
	if err != nil {
		t.Fatal(err)
	}
	return at, next
}

// The page's service says who takes a conversation: the system of the other page with another handle.
func TestTheExampleOfAnAllocation(t *testing.T) {
	t.Parallel()
	var behind *url.URL
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httputil.NewSingleHostReverseProxy(behind).ServeHTTP(w, r)
	}))
	t.Cleanup(door.Close)
	f := sapatest.Site{Adjust: func(o *app.Options) {
		o.Now = time.Now
		o.Config.PrivateURLs = append(o.Config.PrivateURLs, door.URL)
	}}.Floor(t, sapatest.SQLite)
	f.Here(sapatest.Eko)
	system, _, found := strings.Cut(strings.Join(examples(t, channelPage, "js"), "\n"), "function handle(")
	if !found {
		t.Fatal("the page's system has no handle")
	}
	behind, _ = running(t, system+strings.Join(examples(t, allocationPage, "js"), "\n"), f.Secret)
	f.Set(map[string]any{"custom_allocation_url": door.URL})
	owner := f.As(sapatest.Ratna)
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{}); got.Text("outcome") != "assigned" {
		t.Fatalf("%s", got.Body)
	}
	f.Visitor().Say("halo")
	f.Allocate()
	if got := owner.Want(http.StatusOK, "GET", "/api/v1/allocation", nil); got.Text("answers", 0, "member_id") != f.As(sapatest.Eko).ID {
		t.Errorf("%s", got.Body)
	}
	owner.Want(http.StatusCreated, "POST", "/api/v1/allocation/secret", map[string]any{})
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/allocation/test", map[string]any{}); got.Text("code") != "service_refused" {
		t.Errorf("another secret: %s", got.Body)
	}
}
