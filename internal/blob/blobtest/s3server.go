package blobtest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/sapa-inbox/sapa/internal/blob"
)

// The one account and the base domain of the test server.
const (
	accessKey = "sapa-test"
	secretKey = "a-secret-of-no-value"
	domain    = "s3.test"
)

// StartS3 runs a real S3 server (VersityGW, built from tools/s3) on a loopback port until the test ends,
// and gives the settings of an empty bucket on it. The first use on a machine builds it, which takes a minute or two.
func StartS3(t testing.TB) blob.S3Config {
	t.Helper()
	program, err := buildServer()
	if err != nil {
		t.Fatal(err)
	}
	cfg := blob.S3Config{
		Endpoint:  run(t, program),
		Bucket:    "attachments",
		AccessKey: accessKey,
		SecretKey: secretKey,
		PathStyle: true,
		Insecure:  true,
	}
	makeBucket(t, cfg)
	return cfg
}

// run starts the server and waits for the line that tells its address.
func run(t testing.TB, program string) string {
	t.Helper()
	cmd := exec.Command(program, "-dir", t.TempDir(), "-domain", domain, "-access", accessKey, "-secret", secretKey)
	cmd.Stderr = t.Output()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stdin.Close()
		cmd.Process.Kill()
		cmd.Wait()
	})
	address, err := awaitReady(stdout)
	if err != nil {
		t.Fatal(err)
	}
	go io.Copy(io.Discard, stdout)
	return address
}

func awaitReady(stdout io.Reader) (string, error) {
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if address, ready := strings.CutPrefix(lines.Text(), "ready "); ready {
			return address, nil
		}
	}
	return "", errors.Join(errors.New("blobtest: the S3 server ended before it was ready"), lines.Err())
}

func makeBucket(t testing.TB, cfg blob.S3Config) {
	t.Helper()
	endpoint, err := url.Parse(cfg.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	client, err := minio.New(endpoint.Host, &minio.Options{Creds: credentials.NewStaticV4(accessKey, secretKey, "")})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), cfg.Bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
}

// buildServer builds tools/s3 into the user's cache folder, once for each version of it.
func buildServer() (string, error) {
	source, err := findSource()
	if err != nil {
		return "", err
	}
	version, err := hashFiles(source, "go.mod", "go.sum", "main.go")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	program := filepath.Join(cache, "sapa-tools", "s3-"+version)
	release, err := takeTurn(program + ".turn")
	if err != nil {
		return "", err
	}
	defer release()
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	return program, compile(source, program)
}

// compile builds under another name first, so that a broken-off build is never taken for the program.
func compile(source, program string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program+".new", ".")
	cmd.Dir = source
	cmd.Env = append(os.Environ(), "GOWORK=off", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("blobtest: building %s: %w\n%s", source, err, out)
	}
	return os.Rename(program+".new", program)
}

// takeTurn makes packages tested at the same time wait for one build instead of building each their own.
func takeTurn(name string) (release func(), err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

// findSource goes up from the tested package's folder to the one that holds tools/s3.
func findSource() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		source := filepath.Join(dir, "tools", "s3")
		if _, err := os.Stat(filepath.Join(source, "go.mod")); err == nil {
			return source, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("blobtest: tools/s3 is not above the working folder")
		}
		dir = filepath.Dir(dir)
	}
}

func hashFiles(dir string, names ...string) (string, error) {
	sum := sha256.New()
	for _, name := range names {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(body), body)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8]), nil
}
