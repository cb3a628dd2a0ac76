package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/config"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

type migrateCommand struct {
	config.Config
}

// Run migrates.
func (c migrateCommand) Run(ctx context.Context) error {
	if err := app.Migrate(ctx, c.Config); err != nil {
		return err
	}
	fmt.Println("the database is up to date")
	return nil
}

type userCommand struct {
	Link userLinkCommand `cmd:"" help:"Make a link by which a member sets a new password."`
}

type userLinkCommand struct {
	config.Config
	URL   string `help:"Address people use, for the link." name:"url" default:"http://localhost:8080" env:"SAPA_URL"`
	Email string `arg:"" help:"The member's email."`
}

// Run prints the link. It works beside a running Sapa on PostgreSQL; on SQLite, too, since it is one short write.
func (c userLinkCommand) Run(ctx context.Context) error {
	return withVerbs(ctx, c.Config, func(a *admin.Admin) error {
		m, link, err := a.LinkFor(ctx, c.Email)
		if sapa.KindOf(err) == sapa.NotFound {
			return fmt.Errorf("nobody signs in with %s", c.Email)
		}
		if err != nil {
			return err
		}
		fmt.Printf("%s sets a new password here, once, until %s:\n%s/invitation#%s\n",
			m.Name, link.ExpiresAt.Format("2006-01-02 15:04 MST"), c.URL, link.Token)
		return nil
	})
}

type workspaceCommand struct {
	List workspaceListCommand `cmd:"" help:"List workspaces."`
	Add  workspaceAddCommand  `cmd:"" help:"Add a workspace for another company; its owner sets a password by a link."`
}

type workspaceListCommand struct {
	config.Config
}

// Run lists.
func (c workspaceListCommand) Run(ctx context.Context) error {
	return withVerbs(ctx, c.Config, func(a *admin.Admin) error {
		all, err := a.Workspaces(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
		fmt.Fprintln(w, "NAME\tTIME ZONE\tLANGUAGE\tSINCE")
		for _, s := range all {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.Name, s.TimeZone, s.Language, s.CreatedAt.Format("2006-01-02"))
		}
		return w.Flush()
	})
}

type workspaceAddCommand struct {
	config.Config
	URL      string `help:"Address people use, for the link." name:"url" default:"http://localhost:8080" env:"SAPA_URL"`
	Company  string `arg:"" help:"The company's name."`
	Name     string `help:"The owner's name." required:""`
	Email    string `help:"The owner's email." required:""`
	TimeZone string `help:"The company's time zone." default:"Asia/Jakarta"`
	Language string `help:"Language of the screens: ${enum}." enum:"id,en" default:"id"`
}

// Run adds the workspace and prints the owner's link.
func (c workspaceAddCommand) Run(ctx context.Context) error {
	return withVerbs(ctx, c.Config, func(a *admin.Admin) error {
		link, err := a.AddWorkspace(ctx, admin.NewHouse{
			Company: c.Company, TimeZone: c.TimeZone, Language: sapa.Language(c.Language), Name: c.Name, Email: c.Email,
		})
		if err != nil {
			return err
		}
		fmt.Printf("%s is added. %s sets a password here, once, until %s:\n%s/invitation#%s\n",
			c.Company, c.Name, link.ExpiresAt.Format("2006-01-02 15:04 MST"), c.URL, link.Token)
		return nil
	})
}

// withVerbs opens the database for one command.
func withVerbs(ctx context.Context, c config.Config, do func(*admin.Admin) error) error {
	a, closer, err := app.OpenAdmin(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(do(a), closer.Close())
}

type backupCommand struct {
	config.Config
	Folder string `arg:"" help:"A folder that does not exist yet." type:"path"`
}

// Run writes the backup.
func (c backupCommand) Run(ctx context.Context) error {
	if err := app.Backup(ctx, c.Config, c.Folder); err != nil {
		return err
	}
	fmt.Printf("written to %s; to restore, start Sapa with --data %s\n", c.Folder, c.Folder)
	return nil
}
