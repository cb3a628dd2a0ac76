package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sapa": main})
}

// The scripts in testdata are what an operator types, and what comes back.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			address, err := freeAddress()
			env.Setenv("ADDRESS", address)
			for _, v := range os.Environ() {
				if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "SAPA_") {
					env.Setenv(name, "")
				}
			}
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"await": await},
	})
}

// given are the addresses that were given to programs of this test run.
var given sync.Map

// freeAddress is one nobody listens at. It lies below the ports that go to connections to elsewhere: one of these could
// be given to a connection of any test before the program listens there, or while it is away.
func freeAddress() (string, error) {
	for range 1000 {
		address := fmt.Sprint("127.0.0.1:", 10_000+rand.IntN(20_000))
		if _, before := given.LoadOrStore(address, true); before {
			continue
		}
		if l, err := net.Listen("tcp", address); err == nil {
			return address, l.Close()
		}
	}
	return "", errors.New("no port is free")
}

// patience is how long a script waits for a program that starts. It is only used up by a test that fails.
const patience = time.Minute

// await waits until an address answers, with a status and perhaps a text: await URL 200 ok.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: await URL STATUS TEXT")
	}
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for deadline := time.After(patience); ; {
		last := look(args[0], args[1], args[2])
		if last == nil {
			return
		}
		select {
		case <-deadline:
			ts.Fatalf("%s: %v", args[0], last)
		case <-again.C:
		}
	}
}

func look(url, status, text string) error {
	answer, err := (&http.Client{Timeout: patience}).Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(answer.Status, status) || !strings.Contains(string(body), text) {
		return errors.New(answer.Status + ": " + string(body))
	}
	return nil
}

// What the program takes from a file must be found before the flags are read, in every spelling.
func TestConfigPath(t *testing.T) {
	t.Setenv("SAPA_CONFIG", "from-environment")
	for want, args := range map[string][]string{
		"from-flag":        {"serve", "--config", "from-flag"},
		"joined":           {"--config=joined", "serve"},
		"from-environment": {"serve", "--listen", ":1"},
	} {
		if got := configPath(args); got != want {
			t.Errorf("%q: %q, want %q", args, got, want)
		}
	}
	if got := configPath([]string{"serve", "--config"}); got != "from-environment" {
		t.Errorf("a flag without its value: %q", got)
	}
}
