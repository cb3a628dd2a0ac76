// Package pgcluster runs a throw-away PostgreSQL server for tests, from the programs Debian installs, in a temporary
// folder, on a free port. It never touches the system's service.
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
	server  *exec.Cmd
	// alive is a pipe to the server's keeper: when it closes, with us or because we died, the server goes too.
	alive io.Closer
}

// keeper runs the server and ends it, at once and with its folder, when its own input ends.
const keeper = `dir=$1; shift; "$@" </dev/null & read -r _; kill -QUIT $!; wait $!; cd / && rm -rf "$dir"`

// nobody is the account the server runs under when the tests run as root, which PostgreSQL refuses to.
const nobody = 65534

// Start makes a cluster and waits until it answers.
func Start(ctx context.Context) (_ *Cluster, err error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "sapa-postgres-")
	if err != nil {
		return nil, fmt.Errorf("pgcluster: %w", err)
	}
	c := &Cluster{dir: dir}
	defer func() {
		if err != nil {
			err = errors.Join(err, c.Stop())
		}
	}()
	if os.Getuid() == 0 {
		if err := os.Chown(dir, nobody, nobody); err != nil {
			return nil, fmt.Errorf("pgcluster: %w", err)
		}
	}
	data := filepath.Join(dir, "data")
	initdb := c.command(ctx, filepath.Join(bin, "initdb"), "-D", data, "-U", "sapa", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pgcluster: initdb: %w\n%s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	c.Address = fmt.Sprintf("postgres://sapa@127.0.0.1:%d/postgres?sslmode=disable", port)
	return c, c.serve(bin, data, port)
}

// serve starts the server. The settings trade safety against a crash of the machine, which a test does not survive
// anyway, for speed; what happens at a crash of Sapa is the same.
func (c *Cluster) serve(bin, data string, port int) error {
	c.server = c.command(context.Background(), "/bin/sh", "-c", keeper, "keeper", c.dir,
		filepath.Join(bin, "postgres"), "-D", data, "-p", strconv.Itoa(port), "-k", c.dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300",
		"-c", "shared_buffers=64MB", "-c", "log_min_messages=error")
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

// Stop ends the server and removes its folder.
func (c *Cluster) Stop() error {
	if c.alive != nil {
		_ = c.alive.Close()
	}
	if c.server != nil && c.server.Process != nil {
		_ = c.server.Wait()
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
