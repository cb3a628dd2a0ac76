// Command sapa is the whole product: server, web app, and what an operator needs around them.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/sapa-inbox/sapa/internal/config"
)

// version is the program's; the build sets it.
var version = "development"

// commands are what one can do, with the texts of --help.
type commands struct {
	Config string `help:"File with settings, lines like SAPA_LISTEN=:8080. Flags and the environment win over it." type:"existingfile" env:"SAPA_CONFIG" placeholder:"FILE"`

	Serve     serveCommand     `cmd:"" help:"Run Sapa. Brings the database up to date first."`
	Demo      demoCommand      `cmd:"" help:"Run a throw-away Sapa full of people and conversations, and customers who keep writing."`
	Simulate  simulateCommand  `cmd:"" help:"Be a messaging provider on this machine, to try Sapa out or to test it without an account there."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the database up to date and stop."`
	User      userCommand      `cmd:"" help:"Look after people who cannot sign in."`
	Workspace workspaceCommand `cmd:"" help:"List workspaces, or add one for another company."`
	Backup    backupCommand    `cmd:"" help:"Write a copy of a running Sapa's SQLite database and files into a new folder."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "sapa:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	forgetEmpty()
	var c commands
	options := []kong.Option{
		kong.Name("sapa"),
		kong.Description("Sapa is a customer-service inbox: customers write, agents answer, all from one place.\n\n" +
			"Every setting can be given as a flag, in the environment, or in a file of lines like SAPA_LISTEN=:8080."),
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars(simulateDefaults),
	}
	if path := configPath(args); path != "" {
		resolver, err := readConfig(path)
		if err != nil {
			return err
		}
		options = append(options, kong.Resolvers(resolver))
	}
	parser, err := kong.New(&c, options...)
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		parser.FatalIfErrorf(err)
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return parsed.Run()
}

// forgetEmpty takes empty settings out of the environment: container files write SAPA_URL= for "not set", and an empty
// folder or level would be a strange one.
func forgetEmpty() {
	for _, v := range os.Environ() {
		if name, value, _ := strings.Cut(v, "="); value == "" && strings.HasPrefix(name, "SAPA_") {
			_ = os.Unsetenv(name)
		}
	}
}

// configPath finds the file before the flags are parsed, since they may come from it.
func configPath(args []string) string {
	for i, arg := range args {
		if arg == "--config" && i+1 < len(args) {
			return args[i+1]
		}
		if len(arg) > 9 && arg[:9] == "--config=" {
			return arg[9:]
		}
	}
	return os.Getenv(config.FileVariable)
}

func readConfig(path string) (kong.Resolver, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	defer f.Close()
	resolver, err := config.File(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return resolver, nil
}

// newLog makes the log. It never gets message texts or secrets; what the packages log are codes, paths and ids.
func newLog(c config.Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // kong has checked it
	options := &slog.HandlerOptions{Level: level}
	if c.LogJSON {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run() error {
	fmt.Println("sapa", version)
	return nil
}
