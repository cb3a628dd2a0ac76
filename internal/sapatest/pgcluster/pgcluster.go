// Package pgcluster runs a PostgreSQL server for tests and benchmarks, from the programs Debian installs, in a folder of
// its own, on a free port. It never touches the system's service.
package pgcluster

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// AddressVariable names a running cluster's address for the tests of a whole run, so that each test program need
// not start its own.
const AddressVariable = "SAPA_TEST_POSTGRES"

// Cluster is a running server.
type Cluster struct {
	// Address is that of the maintenance database, as the superuser.
	Address string
	dir     string
	durable bool
	server  *exec.Cmd
	// alive is a pipe to the server's keeper: when it closes, with us or because we died, the server goes too.
	alive io.Closer
}

// keeper runs the server and ends it when its own input ends: at once and with its folder, or in good order.
const (
	keeper        = `dir=$1; shift; "$@" </dev/null & read -r _; kill -QUIT $!; wait $!; cd / && rm -rf "$dir"`
	orderlyKeeper = `shift; "$@" </dev/null & read -r _; kill -INT $!; wait $!`
)

// nobody is the account the server runs under when the tests run as root, which PostgreSQL refuses to.
const nobody = 65534

// Start makes a throw-away cluster and waits until it answers. Its folder goes with Stop.
func Start(ctx context.Context) (*Cluster, error) {
	dir, err := os.MkdirTemp("", "sapa-postgres-")
	if err != nil {
		return nil, fmt.Errorf("pgcluster: %w", err)
	}
	return start(ctx, &Cluster{dir: dir})
}

// StartDurable starts a cluster whose commits wait for the disk, as a server in earnest does, and waits until it answers.
// It goes on with what is in the folder, and Stop leaves it there; the server's account must be able to reach it.
func StartDurable(ctx context.Context, folder string) (*Cluster, error) {
	dir, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("pgcluster: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("pgcluster: %w", err)
	}
	return start(ctx, &Cluster{dir: dir, durable: true})
}

func start(ctx context.Context, c *Cluster) (_ *Cluster, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Stop())
		}
	}()
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	data := filepath.Join(c.dir, "data")
	if err := c.create(ctx, bin, data); err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	c.Address = fmt.Sprintf("postgres://sapa@127.0.0.1:%d/postgres?sslmode=disable", port)
	return c, c.serve(bin, data, port)
}

// create makes the folder of the data unless there is one.
func (c *Cluster) create(ctx context.Context, bin, data string) error {
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); err == nil {
		return nil
	}
	if os.Getuid() == 0 {
		if err := os.Chown(c.dir, nobody, nobody); err != nil {
			return fmt.Errorf("pgcluster: %w", err)
		}
	}
	initdb := c.command(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "sapa", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("pgcluster: initdb: %w\n%s", err, out)
	}
	return nil
}

// settings of a cluster. Those of a throw-away one trade safety against a crash of the machine, which a test does not
// survive anyway, for speed; what happens at a crash of Sapa is the same. Those of a durable one are PostgreSQL's own,
// with the memory a small server gives it.
func (c *Cluster) settings() []string {
	if c.durable {
		return []string{"shared_buffers=512MB", "max_wal_size=2GB", "max_connections=300", "log_min_messages=error"}
	}
	return []string{"fsync=off", "full_page_writes=off", "max_connections=300", "shared_buffers=64MB", "log_min_messages=error"}
}

// serve starts the server.
func (c *Cluster) serve(bin, data string, port int) error {
	script := keeper
	if c.durable {
		script = orderlyKeeper
	}
	// No socket in the file system: its path may be too long.
	args := []string{"-c", script, "keeper", c.dir, filepath.Join(bin, "postgres"), "-D", data, "-p", strconv.Itoa(port), "-k", "",
		"-c", "listen_addresses=127.0.0.1"}
	for _, setting := range c.settings() {
		args = append(args, "-c", setting)
	}
	c.server = c.command(context.Background(), "/bin/sh", args...)
	alive, err := c.server.StdinPipe()
	if err != nil {
		return fmt.Errorf("pgcluster: %w", err)
	}
	c.alive = alive
	log, err := os.Create(filepath.Join(c.dir, "log"))
	if err != nil {
		return fmt.Errorf("pgcluster: %w", err)
	}
	defer log.Close()
	c.server.Stdout, c.server.Stderr = log, log
	if err := c.server.Start(); err != nil {
		return fmt.Errorf("pgcluster: %w", err)
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		ready := exec.Command(filepath.Join(bin, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(port))
		if ready.Run() == nil {
			return nil
		}
	}
	text, _ := os.ReadFile(log.Name())
	return fmt.Errorf("pgcluster: the server does not answer\n%s", text)
}

// Stop ends the server and removes the folder of a throw-away one.
func (c *Cluster) Stop() error {
	if c.alive != nil {
		_ = c.alive.Close()
	}
	if c.server != nil && c.server.Process != nil {
		_ = c.server.Wait()
	}
	if c.durable {
		return nil
	}
	return os.RemoveAll(c.dir)
}

func (c *Cluster) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TZ=UTC")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Getuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return cmd
}

// programs finds the folder of the newest PostgreSQL that Debian installed.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("pgcluster: PostgreSQL is not installed; `make tools` installs Debian's packages")
	}
	return filepath.Dir(slices.Max(found)), nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("pgcluster: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
