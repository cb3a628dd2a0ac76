// Command s3 is the S3 server the tests run against: VersityGW over a folder, on a free loopback port.
// It prints one line, "ready URL", once it takes requests, and ends when its standard input is closed,
// so it cannot outlive the test that started it. It is a module of its own to keep the product's go.mod small.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"syscall"

	"github.com/versity/versitygw/backend"
	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
	"github.com/versity/versitygw/s3api"
)

// portTries bounds how often a port that was free a moment ago may be taken by someone else.
const portTries = 5

func main() {
	dir := flag.String("dir", "", "folder for the objects and their metadata")
	domain := flag.String("domain", "", "base domain for bucket.domain addresses, besides path style")
	access := flag.String("access", "", "access key")
	secret := flag.String("secret", "", "secret key")
	flag.Parse()
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	cfg := settings(*domain, *access, *secret)
	if err := serve(ctx, *dir, cfg); err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "s3:", err)
		os.Exit(1)
	}
}

func settings(domain, access, secret string) embedgw.Config {
	return embedgw.Config{
		RootUserAccess:    access,
		RootUserSecret:    secret,
		VirtualDomain:     domain,
		MaxConnections:    1000,
		MaxRequests:       1000,
		MultipartMaxParts: 10000,
		KeepAlive:         true,
		Quiet:             true,
	}
}

func serve(ctx context.Context, dir string, cfg embedgw.Config) error {
	store, err := openStore(dir)
	if err != nil {
		return err
	}
	for range portTries {
		if err = listen(ctx, store, cfg); !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
	}
	return err
}

// openStore keeps metadata in plain files beside the objects: not every temporary folder can hold
// extended attributes.
func openStore(dir string) (backend.Backend, error) {
	objects, sidecar := filepath.Join(dir, "objects"), filepath.Join(dir, "metadata")
	if err := errors.Join(os.MkdirAll(objects, 0o700), os.MkdirAll(sidecar, 0o700)); err != nil {
		return nil, err
	}
	facts, err := meta.NewSideCar(sidecar)
	if err != nil {
		return nil, err
	}
	return posix.New(objects, facts, posix.PosixOpts{SideCarDir: sidecar, Concurrency: 100})
}

func listen(ctx context.Context, store backend.Backend, cfg embedgw.Config) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	cfg.Ports = []string{address}
	cfg.S3Options = []s3api.Option{s3api.WithOnListen(func() { fmt.Printf("ready http://%s\n", address) })}
	return embedgw.RunVersityGW(ctx, store, &cfg)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
