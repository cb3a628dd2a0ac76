// Package house runs the real program for benchmarks and soaks: in a process of its own, on a data folder of its own, set
// up, with a WhatsApp number at a fake provider, and measured from outside.
package house

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // tells its version
)

// Place is where a house stands.
type Place struct {
	// Binary is the program; relative to this process, not to Folder.
	Binary string
	// Folder is where the program runs: it keeps its data in the folder data there, and what it prints in the file said.
	Folder string
	// Database is the address of a PostgreSQL database; empty for SQLite in the data folder.
	Database string
	// Graph is the address of the provider's API; empty for none, and then nothing can be sent.
	Graph string
	// Env are further settings, as NAME=value.
	Env []string
}

// House is a program that runs.
type House struct {
	Place
	// URL is its address, without a slash at the end.
	URL string
	// Took is how long it took from its start until it was ready.
	Took    time.Duration
	process *os.Process
	ended   chan error
}

// Start runs the program and waits until it is ready.
func (p Place) Start(ctx context.Context) (*House, error) {
	binary, err := filepath.Abs(p.Binary)
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	said, err := os.Create(filepath.Join(p.Folder, "said"))
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	defer said.Close()
	cmd := exec.Command(binary, "serve", "--listen", address, "--data", "data")
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.Folder, said, said
	cmd.Env = append(append(os.Environ(), "SAPA_DATABASE="+p.Database, "SAPA_GRAPH_URL="+p.Graph), p.Env...)
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	h := &House{Place: p, URL: "http://" + address, process: cmd.Process, ended: make(chan error, 1)}
	go func() { h.ended <- cmd.Wait() }()
	if err := h.await(ctx); err != nil {
		return nil, errors.Join(err, h.Kill())
	}
	h.Took = time.Since(began)
	return h, nil
}

// startTime is how long a program may take until it is ready.
const startTime = 2 * time.Minute

// await waits until the program is ready.
func (h *House) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	again := time.NewTicker(2 * time.Millisecond)
	defer again.Stop()
	for {
		if h.ready(ctx) {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("house: it does not become ready: %w\n%s", ctx.Err(), h.Said())
		case err := <-h.ended:
			h.ended <- err
			return fmt.Errorf("house: it ended: %w\n%s", err, h.Said())
		case <-again.C:
		}
	}
}

func (h *House) ready(ctx context.Context) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL+"/readyz", nil)
	if err != nil {
		return false
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	_, _ = io.Copy(io.Discard, answer.Body)
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Said is what the program has printed and logged.
func (h *House) Said() string {
	text, _ := os.ReadFile(filepath.Join(h.Folder, "said"))
	return string(text)
}

// stopTime is how long a program may take to stop by itself.
const stopTime = 30 * time.Second

// Stop ends the program as a service manager does, and waits.
func (h *House) Stop() error {
	if err := h.process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("house: %w", err)
	}
	select {
	case err := <-h.ended:
		h.ended <- nil
		if err != nil {
			return fmt.Errorf("house: it stopped with %w\n%s", err, h.Said())
		}
		return nil
	case <-time.After(stopTime):
		return errors.Join(errors.New("house: it does not stop"), h.Kill())
	}
}

// Kill ends the program as a power cut does, and waits.
func (h *House) Kill() error {
	if err := h.process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("house: %w", err)
	}
	<-h.ended
	h.ended <- nil
	return nil
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	return l.Addr().String(), l.Close()
}

// standIns are what stands in for the built web app and widget in a program that has neither inside.
var standIns = map[string]string{
	"web/dist/index.html": "the page", "web/dist/csp.json": `{"script":[],"style":[]}`, "widget/dist/chat.js": `x("__SAPA_CONFIG__")`,
}

// Build makes the program of this checkout without web app and widget, for tests of the benchmarks themselves, and a place
// in the folder where it runs.
func Build(ctx context.Context, folder string) (Place, error) {
	p := Place{Binary: filepath.Join(folder, "sapa"), Folder: folder}
	for name, text := range standIns {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			return p, fmt.Errorf("house: %w", err)
		}
	}
	out, err := exec.CommandContext(ctx, "go", "build", "-o", p.Binary, "github.com/sapa-inbox/sapa/cmd/sapa").CombinedOutput()
	if err != nil {
		return p, fmt.Errorf("house: %w\n%s", err, out)
	}
	return p, nil
}

// BuildProgram is Build for houses that stand anywhere: the program it answers takes along what stands in for web app and widget.
func BuildProgram(ctx context.Context, folder string) (string, error) {
	place, err := Build(ctx, folder)
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "program")
	script := "#!/bin/sh\ncp -r '" + folder + "/web' '" + folder + "/widget' . && exec '" + place.Binary + "' \"$@\"\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	return path, nil
}

func sqliteVersion(ctx context.Context) (version string, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return "", fmt.Errorf("house: %w", err)
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&version)
	return "SQLite " + version, err
}
