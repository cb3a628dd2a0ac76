package app_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/sapa-inbox/sapa/"

// ring says what a package is, which decides what it may import.
type ring string

const (
	words  ring = "words"  // the nouns
	rule   ring = "rule"   // pure functions of values
	port   ring = "port"   // channels and their kinds: pure as well
	verb   ring = "verb"   // what the program does
	wall   ring = "wall"   // a wire to the outside
	wiring ring = "wiring" // names everything
	tests  ring = "tests"  // only for tests
)

// house is every package and its ring; one that is not here fails the test.
var house = map[string]ring{
	"internal/sapa":                 words,
	"internal/access":               rule,
	"internal/lifecycle":            rule,
	"internal/presence":             rule,
	"internal/routing":              rule,
	"internal/seal":                 rule,
	"internal/settings":             rule,
	"internal/media":                rule,
	"internal/mail":                 rule,
	"internal/channel":              port,
	"internal/allocation":           port,
	"internal/channel/webchat":      port,
	"internal/channel/meta":         port,
	"internal/channel/meta/direct":  port,
	"internal/channel/meta/comment": port,
	"internal/channel/fbcomment":    port,
	"internal/channel/messenger":    port,
	"internal/channel/instagram":    port,
	"internal/channel/email":        port,
	"internal/channel/telegram":     port,
	"internal/channel/wire":         port,
	"internal/channel/company":      port,
	"internal/channel/whatsapp":     port,
	"internal/inbox":                verb,
	"internal/admin":                verb,
	"internal/api":                  wall,
	"internal/auth":                 wall,
	"internal/blob":                 wall,
	"internal/config":               wall,
	"internal/realtime":             wall,
	"internal/store":                wall,
	"internal/vault":                wall,
	"internal/outside":              wall,
	"internal/app":                  wiring,
	"internal/demo":                 wiring,
	"internal/simulate/meta":        wiring,
	"internal/simulate/messenger":   wiring,
	"internal/simulate/instagram":   wiring,
	"internal/simulate/telegram":    wiring,
	"internal/simulate/email":       wiring,
	"internal/simulate/booth":       wiring,
	"internal/simulate/company":     wiring,
	"internal/simulate/whatsapp":    wiring,
	"internal/demo/props":           rule,
	"internal/demo/props/ink":       rule,
	"internal/demo/props/batik":     rule,
	"internal/demo/props/paper":     rule,
	"internal/blob/blobtest":        tests,
	"internal/sapatest":             tests,
	"internal/sapatest/conform":     tests,
	"internal/sapatest/pgcluster":   tests,
	"cmd/sapa":                      wiring,
	"tools/audit":                   wiring,
	"tools/fuzz":                    wiring,
	"tools/gotest":                  wiring,
	"tools/bench/lists":             tests,
	"tools/bench/fill":              tests,
	"tools/bench/floor":             tests,
	"tools/openapi":                 wiring,
	"tools/sbom":                    wiring,
	"tools/secrets":                 wiring,
	"tools/withpostgres":            tests,
	"tools/bench":                   tests,
	"tools/bench/load":              tests,
	"tools/bench/report":            tests,
	"tools/soak":                    tests,
	"tools/bench/house":             tests,
	"tools/bench/run":               tests,
	"web":                           words,
	"widget":                        words,

	// Longer names stand apart, so that a new one moves no others.
	"internal/simulate/meta/direct": wiring,
}

// may lists which rings a ring may import, with the reason beside it.
var may = map[ring][]ring{
	words:  {},                                             // nouns stand on nothing
	rule:   {words, rule},                                  // rules speak of nouns and ask other rules
	port:   {words, rule, port},                            // a channel's parsing is a rule
	verb:   {words, rule, port, verb, wall},                // verbs use the store directly, no interface in front
	wall:   {words, rule, port, verb},                      // a wall calls verbs (api) and speaks of nouns; never another wall
	wiring: {words, rule, port, verb, wall, wiring},        // but never tests
	tests:  {words, rule, port, verb, wall, wiring, tests}, // tests may see everything
}

// exceptions are imports that the rings forbid and a reason permits.
var exceptions = map[string]string{
	"internal/api internal/realtime": "the sockets are HTTP and show what the hub carries",
	"internal/api internal/store":    "lists are asked for by the store's own query types, and it knows its errors; no SQL is run from there",
}

// impure are packages no rule, word or channel kind may reach: with them, the same values could give other answers.
var impure = []string{"net", "net/http", "os", "database/sql", "math/rand", "math/rand/v2", "crypto/rand"}

// pureExceptions are imports of impure packages' pure neighbours that a rule needs.
var pureExceptions = map[string]string{
	"internal/channel net":                   "the word for a connection; whoever makes them comes in",
	"internal/channel/email net":             "as above",
	"internal/channel/email net/http":        "as above",
	"internal/channel net/http":              "the words of requests; the client that makes them comes in",
	"internal/channel/meta net/http":         "as above",
	"internal/channel/meta/direct net/http":  "as above",
	"internal/channel/meta/comment net/http": "as above",
	"internal/channel/whatsapp net/http":     "as above",
	"internal/channel/telegram net/http":     "as above",
	"internal/channel/wire net/http":         "as above",
	"internal/channel/wire net":              "the words for what went wrong with a connection",
	"internal/channel/company net/http":      "as above",
	"internal/allocation net/http":           "as above",
	"internal/demo/props math/rand/v2":       "seeded by the name of what is drawn: the same name gives the same picture",
	"internal/demo/props/batik math/rand/v2": "as above",
	"internal/demo/props/ink math/rand/v2":   "as above",
}

// shared are packages below the channels that are no kind: what several kinds have in common.
var shared = map[string]bool{"internal/channel/meta": true, "internal/channel/meta/direct": true, "internal/channel/meta/comment": true, "internal/channel/wire": true}

type listed struct {
	ImportPath string
	Imports    []string
	Doc        string
	GoFiles    []string
}

// list asks the go command for every package of the module.
func list(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Doc,GoFiles", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestWhoMayImportWhom(t *testing.T) {
	t.Parallel()
	needed := map[string]bool{}
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		mine, ok := house[from]
		if !ok {
			t.Errorf("%s is in no ring: say in this table what it is", from)
			continue
		}
		for _, path := range p.Imports {
			to, own := strings.CutPrefix(path, module)
			if !own {
				if (mine == words || mine == rule || mine == port) && slices.Contains(impure, path) && pureExceptions[from+" "+path] == "" && !strings.HasPrefix(from, "web") && from != "widget" {
					t.Errorf("%s is pure and imports %s", from, path)
				}
				continue
			}
			if !slices.Contains(may[mine], house[to]) {
				needed[from+" "+to] = true
				if exceptions[from+" "+to] == "" {
					t.Errorf("%s (%s) imports %s (%s)", from, mine, to, house[to])
				}
			}
			if strings.HasPrefix(to, "internal/channel/") && !shared[to] && from != "internal/app" {
				t.Errorf("%s imports a kind of channel; only the list in app names them", from)
			}
		}
	}
	for pair := range exceptions {
		if !needed[pair] {
			t.Errorf("%s needs no exception", pair)
		}
	}
}

// Every package says in its first sentence what it is for.
func TestPackageComments(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		name := p.ImportPath[strings.LastIndex(p.ImportPath, "/")+1:]
		if len(p.GoFiles) > 0 && !strings.HasPrefix(p.Doc, "Package "+name+" ") && !strings.HasPrefix(p.Doc, "Command "+name+" ") {
			t.Errorf("%s has no package comment that says what it is for: %q", p.ImportPath, p.Doc)
		}
	}
}
