package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/tools/bench/house"
	"github.com/sapa-inbox/sapa/tools/bench/report"
	"github.com/sapa-inbox/sapa/tools/bench/run"
)

// syncTime is how much longer a disk takes to write through in the second measurement: what rented servers' network disks
// take, and disks of one's own without a battery.
const syncTime = 2 * time.Millisecond

// slowed is what one engine did on a slow disk, as one process tells another.
type slowed struct {
	Name string
	inbound
}

// Disk measures what comes in on a disk that makes commits wait. This program runs itself again under strace, which holds
// up every fsync of it and of all it starts: the ceiling, PostgreSQL and Sapa alike.
func Disk(ctx context.Context, o run.Options) ([]report.Section, error) {
	s := report.Section{Title: "What comes in on a slower disk", Text: []string{fmt.Sprintf(
		"The same, to a house of %s conversations, where each write-through of the disk takes %s longer, as on the disks that small servers are rented with: strace holds up each "+
			"`fsync` and `fdatasync`, those of the ceiling as well. Here a commit is dear, and it shows that deliveries share them.", report.Thousands(sizes(o)[0]), syncTime)}}
	if _, err := exec.LookPath("strace"); err != nil {
		s.Text = append(s.Text, "Not measured: there is no strace on this machine.")
		return []report.Section{s}, nil
	}
	var all []engine
	for _, name := range o.Engines {
		found, err := again(ctx, o, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, engine{name: found.Name, inbound: map[int]inbound{sizes(o)[0]: found.inbound}})
	}
	s.Tables = inboundTables(all, sizes(o)[0])
	return []report.Section{s}, nil
}

// again runs this program once more, on the slow disk.
func again(ctx context.Context, o run.Options, engine string) (found slowed, err error) {
	self, err := os.Executable()
	if err != nil {
		return found, fmt.Errorf("load: %w", err)
	}
	// With -D strace is the grandchild: whoever is told to stop is the program and not its tracer.
	args := []string{
		"-D", "-f", "--seccomp-bpf", "-qq", "-o", os.DevNull, "-e", "trace=fsync,fdatasync",
		"-e", fmt.Sprintf("inject=fsync,fdatasync:delay_exit=%d", syncTime.Microseconds()),
		self, "--slowed", "--engine", engine, "--binary", o.Binary, "--folder", o.Folder, fmt.Sprintf("--small=%v", o.Small),
	}
	cmd := exec.CommandContext(ctx, "strace", args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return found, fmt.Errorf("load: on a slow disk: %w", err)
	}
	if err := json.NewDecoder(bytes.NewReader(out)).Decode(&found); err != nil {
		return found, fmt.Errorf("load: on a slow disk: %w in %q", err, strings.TrimSpace(string(out)))
	}
	return found, nil
}

// Slowed measures the smallest house on one engine, and writes the figures for the process that called this one.
func Slowed(ctx context.Context, o run.Options, w io.Writer) (err error) {
	site, err := house.OpenSite(ctx, o.Engines[0], o.Folder)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, site.Close()) }()
	e := engine{inbound: map[int]inbound{}}
	if e.name, err = site.Version(ctx); err != nil {
		return err
	}
	if err := e.at(ctx, o, site, sizes(o)[0], false); err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(slowed{Name: e.name, inbound: e.inbound[sizes(o)[0]]})
}
