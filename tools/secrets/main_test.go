package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// planted are secrets as they look, put together here so that this file holds none.
func planted() map[string][]string {
	word := func(n int) string { return strings.Repeat("aB3xY9kQ7mZ2pL5w", 16)[:n] }
	capitals := strings.ToUpper(word(16))
	return map[string][]string{
		"a private key":                {"-----BEGIN " + "PRIVATE KEY-----", "\t-----BEGIN EC " + "PRIVATE KEY-----", "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----"},
		"an access token of Meta":      {"EAA" + word(60), `"Bearer EAA` + word(180) + `"`},
		"an app token of Meta":         {"1234567890" + "12345|" + word(27)},
		"a bot token of Telegram":      {"123456789" + ":" + word(35), "/bot1234567890" + ":" + word(35) + "/"},
		"an access key of AWS":         {"AKIA" + capitals, "x=ASIA" + capitals},
		"a token of GitHub":            {"ghp_" + word(36), "gho_" + word(36), "github_pat_" + word(60)},
		"a token of GitLab":            {"glpat-" + word(20)},
		"a token of npm":               {"npm_" + word(36), "//x/:_auth" + "Token=" + word(8)},
		"a token of Slack":             {"xoxb-" + word(20), "https://hooks." + "slack.com/services/T0/B0/" + word(20)},
		"a key of Google":              {"AIza" + word(35), "GOCSPX-" + word(28), "ya29." + word(40)},
		"a key of a payment service":   {"sk_" + "live_" + word(24), "Mid-" + "server-" + word(24), "xnd_" + "production_" + word(40)},
		"a key of a language model":    {"sk-" + word(48), "sk-ant-" + word(80)},
		"a key of a mail service":      {"SG." + word(22) + "." + word(43), "key-" + strings.Repeat("0a", 16)},
		"a signed token":               {"eyJ" + word(20) + ".eyJ" + word(40) + "." + word(43)},
		"a path of somebody's machine": {"cd /home/" + "sari/sapa", `open("/work` + `/main/x")`, "/Users/" + "sari", `C:\Users` + `\sari`, "path=/root/" + ".ssh"},
		"a host packages are fetched from": {
			"https://registry" + ".example.org/x", "http://npm" + ".intern.example/", `"resolved": "https:` + `//x/y.tgz"`, "GOPROXY=https://go.mirror" + ".example.com",
		},
		"a password in an address": {"postgres://sapa:" + "k3luarga@db/sapa", "https://:" + "hunter22@x", "redis://a:" + "%41%42%43@h:6379"},
		"what looks drawn by chance, under a secret's name": {
			`app_secret = "` + word(24) + `"`, `"AccessToken": "` + word(32) + `",`, "password: `" + word(20) + "`", `t.Setenv("API_KEY", "` + word(32) + `")`, `api-key => '` + word(16) + `'`,
		},
	}
}

// Each planted secret is found as what it is, in the middle of a file; each kind of secret has one planted.
func TestPlantedSecrets(t *testing.T) {
	t.Parallel()
	all := planted()
	for _, k := range kinds() {
		if len(all[k.name]) == 0 {
			t.Errorf("%s: none is planted", k.name)
		}
	}
	for name, lines := range all {
		for _, line := range lines {
			found := look([]byte("first\n"+line+"\nlast\n"), kinds())
			if !slices.ContainsFunc(found, func(f finding) bool { return f.kind == name && f.line == 2 }) {
				t.Errorf("%s: %q is taken for %v", name, line, found)
			}
		}
	}
}

// What a project is full of and is no secret is left alone.
func TestWhatIsNoSecret(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"", "postgres://sapa:password@localhost/sapa", "postgres://localhost:5432/sapa", "https://example.com/@sapa:1", `"token": "t"`,
		`token := "the-token-of-the-account"`, `AccessToken: "EAAJB-token-of-the-account"`, `password = "sandi-yang-panjang"`, `passwordHint: "at least 12 characters"`,
		`"integrity": "sha512-` + strings.Repeat("aB3xY9kQ", 10) + `=="`, "github.com/x v1.0.0 h1:" + strings.Repeat("aB3xY9kQ", 5) + "=", `tokenName = "aaaaaaaaaaaaaaaaaaaaaaaa1"`,
		"-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "http://localhost:8080/home/x", "/homepage", "see /api/v1/workspaces", "sk-ip to main", "eyJhbGciOi",
		"12:30:45", "https://example.com/registry.json", `"resolved": "web",`,
	} {
		if found := look([]byte(line), kinds()); len(found) > 0 {
			t.Errorf("%q is taken for %v", line, found)
		}
	}
	if found := look([]byte("PNG\x00AKIA"+strings.Repeat("A", 16)), kinds()); len(found) > 0 {
		t.Errorf("a picture says %v", found)
	}
}

// house makes a folder that git keeps, with some files.
func house(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "kept.go", "other.md", "gone"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v", out, err)
		}
	}
	if err := os.Remove(filepath.Join(folder, "gone")); err != nil {
		t.Fatal(err)
	}
	return folder
}

// A secret is reported where it stands and never repeated; a permission counts for its own file, kind and text, and for
// nothing once its reason is gone. What git does not keep is nobody's business.
func TestScan(t *testing.T) {
	t.Parallel()
	secret := "AKIA" + strings.Repeat("AB12", 4)
	folder := house(t, map[string]string{"kept.go": "package x\n\nvar key = `" + secret + "`\n", "other.md": "text\n", "loose.go": secret, "gone": ""})
	files, err := tracked(folder)
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v", files, err)
	}
	const kindOf, where = "an access key of AWS", "kept.go:3: an access key of AWS"
	stale := `tools/secrets/permitted.go: kept.go "nothing" is not there any more`
	for name, c := range map[string]struct {
		allow []permission
		want  []string
	}{
		"not permitted": {nil, []string{where}},
		"permitted":     {[]permission{{"kept.go", kindOf, secret, "a test"}}, nil},
		"anywhere":      {[]permission{{"", kindOf, secret, "a test"}}, nil},
		"other file":    {[]permission{{"other.md", kindOf, secret, "a test"}}, []string{where, strings.Replace(strings.Replace(stale, "kept.go", "other.md", 1), "nothing", secret, 1)}},
		"other text":    {[]permission{{"kept.go", kindOf, "nothing", "a test"}}, []string{where, stale}},
	} {
		found, err := scan(folder, files, kinds(), c.allow)
		if err != nil || !slices.Equal(found, c.want) {
			t.Errorf("%s: %q, %v", name, found, err)
		}
	}
}

// Outside a folder that git keeps nothing is called clean.
func TestNothingToLookThrough(t *testing.T) {
	t.Parallel()
	if files, err := tracked(t.TempDir()); err == nil {
		t.Errorf("%v", files)
	}
}

// The hosts this machine is set to fetch from are found whatever they are called.
func TestHostsOfThisMachine(t *testing.T) {
	t.Parallel()
	settings := map[string]string{"GOPROXY": "http://10.1.2.3:8081/go|https://paket.example,direct", "npm_config_registry": "http://paket.intern:4873/"}
	all := fetchedFrom(func(name string) string { return settings[name] })
	for line, want := range map[string]string{"see 10.1.2.3": "the host of GOPROXY", "paket.example/x": "the host of GOPROXY", "// paket.intern": "the host of npm_config_registry", "direct": ""} {
		found := look([]byte(line), all)
		if want == "" && len(found) > 0 || want != "" && (len(found) != 1 || found[0].kind != want) {
			t.Errorf("%q: %v", line, found)
		}
	}
	if len(fetchedFrom(func(string) string { return "" })) != 0 {
		t.Error("a machine without settings has hosts")
	}
}
