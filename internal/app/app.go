// Package app wires the house together: it names the kinds of channels, opens the walls, and runs until it is told
// to stop. It holds no rule.
package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"
	_ "time/tzdata" // time zones for machines that have none

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/api"
	"github.com/sapa-inbox/sapa/internal/auth"
	"github.com/sapa-inbox/sapa/internal/blob"
	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/company"
	"github.com/sapa-inbox/sapa/internal/channel/email"
	"github.com/sapa-inbox/sapa/internal/channel/fbcomment"
	"github.com/sapa-inbox/sapa/internal/channel/instagram"
	"github.com/sapa-inbox/sapa/internal/channel/messenger"
	"github.com/sapa-inbox/sapa/internal/channel/telegram"
	"github.com/sapa-inbox/sapa/internal/channel/webchat"
	"github.com/sapa-inbox/sapa/internal/channel/whatsapp"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/realtime"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/seal"
	"github.com/sapa-inbox/sapa/internal/store"
)

// Channels lists the kinds of channels: one line each.
func Channels() []channel.Spec {
	return []channel.Spec{
		webchat.New(),
		whatsapp.New(),
		telegram.New(),
		email.New(),
		messenger.New(),
		fbcomment.New(),
		instagram.New(),
		company.New(),
	}
}

// paced are the kinds of channels as the process's settings let them send.
func paced(specs []channel.Spec, c config.Config) []channel.Spec {
	if c.Unpaced {
		for i := range specs {
			specs[i].Caps.Rate, specs[i].Caps.Pair, specs[i].Caps.PairBurst = 0, 0, 0
		}
	}
	return specs
}

// Options is what an App is made of.
type Options struct {
	Config config.Config
	Serve  config.Serve
	Log    *slog.Logger
	// Web is the built web app, Widget the built widget script; nil for none, as most tests have it.
	Web    http.Handler
	Widget []byte
	// Version is the program's.
	Version string
	// Now and Random are the real ones unless a test has others.
	Now    func() time.Time
	Random io.Reader
	// Passwords is for tests and demos, which have many accounts and no secrets; nil for the ordinary way.
	Passwords *auth.Passwords
}

// App is a running house.
type App struct {
	Store *store.Store
	Inbox *inbox.Inbox
	Admin *admin.Admin
	Hub   *realtime.Hub
	API   *api.API
	Blobs blob.Store

	options  Options
	metrics  *metrics
	lock     io.Closer
	stopping atomic.Bool
}

// New opens everything. The schema must be of this program's version; see Migrate.
func New(ctx context.Context, o Options) (_ *App, err error) {
	o = o.withDefaults()
	a := &App{options: o, metrics: newMetrics()}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if err := a.openData(); err != nil {
		return nil, err
	}
	if a.Store, err = store.Open(ctx, o.Config.DatabaseAddress()); err != nil {
		return nil, err
	}
	if err := a.Store.Current(ctx); err != nil {
		return nil, err
	}
	return a, a.build(ctx)
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// openData makes the data folder, and keeps a second process off a SQLite database.
func (a *App) openData() error {
	data := a.options.Config.Data
	if err := os.MkdirAll(filepath.Join(data, "incoming"), 0o700); err != nil {
		return fmt.Errorf("app: data folder: %w", err)
	}
	if a.options.Config.Database != "" {
		return nil
	}
	lock, err := lockFile(filepath.Join(data, "lock"))
	if err != nil {
		return fmt.Errorf("app: %s is in use by another Sapa: %w", data, err)
	}
	a.lock = lock
	return nil
}

func (a *App) build(ctx context.Context) error {
	o := a.options
	var err error
	if a.Blobs, err = openBlobs(ctx, o.Config); err != nil {
		return err
	}
	specs := paced(Channels(), o.Config)
	dial, err := newSwitchboard(o)
	if err != nil {
		return err
	}
	installation, err := admin.Prepare(ctx, a.Store, o.Random)
	if err != nil {
		return err
	}
	sends, err := seal.New(installation.Secret, "sends")
	if err != nil {
		return err
	}
	ids, err := api.NewIDs(installation.Secret)
	if err != nil {
		return err
	}
	files := inbox.NewFiles(a.Blobs, o.Random, filepath.Join(o.Config.Data, "incoming"))
	a.Inbox = inbox.New(inbox.Parts{
		Store: a.Store, Files: files, Specs: specs, Now: o.Now, Open: dial.account, Log: o.Log, Holder: holder(o.Config), Wraps: dial, Sends: sends,
		Service: dial.service, IDs: ids,
	})
	a.Admin = admin.New(admin.Parts{Store: a.Store, Specs: specs, Release: a.Inbox, Secrets: dial, Services: dial, Apps: dial, Typed: dial, Passwords: o.Passwords, Random: o.Random, Now: o.Now})
	var bus *realtime.Bus
	if wire, ok := a.Store.Wire(); ok {
		bus = realtime.NewBus(wire, rand.Text(), o.Log)
	}
	a.Hub = realtime.New(feed{a.Inbox, a.Store}, bus, o.Log, o.Now)
	a.Store.OnCommit(func(ws sapa.WorkspaceID, number int64, events []sapa.Event) {
		a.Hub.Committed(ws, number)
		a.Inbox.Committed(ws, events)
	})
	a.API, err = api.New(api.Parts{
		Inbox: a.Inbox, Admin: a.Admin, Hub: a.Hub, Log: o.Log, Now: o.Now, Secret: installation.Secret, Web: o.Web, Widget: o.Widget,
		Version: o.Version, Secure: o.Serve.Secure(), TrustProxy: o.Serve.TrustProxy, Observe: a.metrics.observe,
	})
	if err == nil {
		dial.link = a.API.FileLink
	}
	return err
}

// holder names this process among those on the same database. A SQLite folder has one process only, so one that comes
// after a crash is the same one, and need not wait for what the other held.
func holder(c config.Config) string {
	if c.Database == "" {
		return "the only one"
	}
	return rand.Text()
}

// openBlobs opens the place for attachments: the bucket, or a folder beside the database.
func openBlobs(ctx context.Context, c config.Config) (blob.Store, error) {
	if c.S3.Bucket == "" {
		return blob.OpenDisk(filepath.Join(c.Data, "files"))
	}
	bucket, err := blob.OpenS3(blob.S3Config{
		Endpoint: c.S3.Endpoint, Region: c.S3.Region, Bucket: c.S3.Bucket, AccessKey: c.S3.AccessKey, SecretKey: c.S3.SecretKey,
		PathStyle: c.S3.PathStyle, Insecure: c.S3.Insecure,
	})
	if err != nil {
		return nil, err
	}
	return bucket, bucket.Check(ctx)
}

// Migrate brings the database to this program's version.
func Migrate(ctx context.Context, c config.Config) error {
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fmt.Errorf("app: data folder: %w", err)
	}
	s, err := store.Open(ctx, c.DatabaseAddress())
	if err != nil {
		return err
	}
	return errors.Join(s.Migrate(ctx), s.Close())
}

// Close lets go of everything New opened.
func (a *App) Close() error {
	var errs []error
	if a.Store != nil {
		errs = append(errs, a.Store.Close())
	}
	if closer, ok := a.Blobs.(io.Closer); ok {
		errs = append(errs, closer.Close())
	}
	if a.lock != nil {
		errs = append(errs, a.lock.Close())
	}
	return errors.Join(errs...)
}
