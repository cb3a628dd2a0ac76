// Package config is the settings of the process: flags, environment and an optional file, read once into a struct.
package config

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// Config is what the operator decides. Its tags are the text of --help and the names in the environment.
type Config struct {
	Data     string `help:"Folder for everything Sapa keeps: database, files, keys." default:"./data" type:"path" env:"SAPA_DATA"`
	Database string `help:"Address of a PostgreSQL database, postgres://…. Without it, SQLite in the data folder." placeholder:"ADDRESS" env:"SAPA_DATABASE"`
	LogLevel string `help:"How much to log: ${enum}." enum:"debug,info,warn,error" default:"info" env:"SAPA_LOG_LEVEL"`
	LogJSON  bool   `help:"Write the log as JSON, one object a line." name:"log-json" env:"SAPA_LOG_JSON"`

	SecretKey string `help:"Key that seals the secrets of channels: 32 bytes in base64, the same for all processes on one database. Without it, secret.key in the data folder, made at the first start." env:"SAPA_SECRET_KEY"`
	GraphURL  string `help:"Address of Meta's Graph API. Another one is for trying things out with sapa simulate." name:"graph-url" default:"https://graph.facebook.com" hidden:"" env:"SAPA_GRAPH_URL"`
	Unpaced   bool   `help:"Send as fast as the provider answers. Only for measuring with sapa simulate: a real account would be blocked." hidden:"" env:"SAPA_UNPACED"`

	TelegramURL   string `help:"Address of Telegram's Bot API. Another one is a server of one's own, or for trying things out with sapa simulate." name:"telegram-url" default:"https://api.telegram.org" hidden:"" env:"SAPA_TELEGRAM_URL"`
	MetaAppID     string `help:"Id of your app at Meta. With it and its secret, people connect Facebook Pages by signing in at Facebook." name:"meta-app-id" placeholder:"ID" env:"SAPA_META_APP_ID"`
	MetaAppSecret string `help:"Secret of that app. Better in the environment than on the command line." name:"meta-app-secret" placeholder:"SECRET" env:"SAPA_META_APP_SECRET"`
	FacebookURL   string `help:"Address of Facebook's pages for signing in. Another one is for trying things out with sapa simulate." name:"facebook-url" default:"https://www.facebook.com" hidden:"" env:"SAPA_FACEBOOK_URL"`

	MailTokenURL string `help:"Address at which mailboxes' OAuth tokens are fetched, in place of the providers' own: a simulator's." name:"mail-token-url" hidden:"" env:"SAPA_MAIL_TOKEN_URL"`

	MailServers []string `help:"Mail servers that lie in a private network and that channels may reach, as host:port. All others must be on the internet." name:"mail-servers" placeholder:"HOST:PORT" env:"SAPA_MAIL_SERVERS"`
	MailCA      string   `help:"File with certificates, in PEM, that mail servers may show beside those this machine trusts." name:"mail-ca" type:"path" placeholder:"FILE" env:"SAPA_MAIL_CA"`
	PrivateURLs []string `help:"Address in your own network that channels may be connected to, such as http://erp.internal:8069. Without it, they reach the internet only, by https. Can be given more than once." name:"private-url" placeholder:"URL" env:"SAPA_PRIVATE_URLS"`

	S3 S3 `embed:"" prefix:"s3-" group:"Attachments on S3 instead of the data folder"`
}

// S3 says where attachments are kept when not in the data folder. Without a bucket, it says nothing.
type S3 struct {
	Endpoint  string `help:"Address of the server, such as https://s3.ap-southeast-3.amazonaws.com." placeholder:"URL" env:"SAPA_S3_ENDPOINT"`
	Region    string `help:"Region of the bucket." env:"SAPA_S3_REGION"`
	Bucket    string `help:"Name of the bucket, which must exist. Attachments go there once this is set." env:"SAPA_S3_BUCKET"`
	AccessKey string `help:"Access key." env:"SAPA_S3_ACCESS_KEY"`
	SecretKey string `help:"Secret key. Better in the environment than on the command line." env:"SAPA_S3_SECRET_KEY"`
	PathStyle bool   `help:"Put the bucket into the path instead of the host name, as servers of one's own want it." env:"SAPA_S3_PATH_STYLE"`
	Insecure  bool   `help:"Permit an http:// endpoint, for a server on the same machine." env:"SAPA_S3_INSECURE"`
}

// Serve is what the operator decides about serving.
type Serve struct {
	Listen       string        `help:"Address to listen on." default:"localhost:8080" env:"SAPA_LISTEN"`
	URL          string        `help:"Address people use, such as https://sapa.example.com. With https, cookies are marked secure." name:"url" placeholder:"URL" env:"SAPA_URL"`
	TrustProxy   bool          `help:"Believe the X-Forwarded-For of the proxy in front. Only with a proxy that sets it." env:"SAPA_TRUST_PROXY"`
	NoWorker     bool          `help:"Take the service worker, which keeps the web app's files on people's devices, off every browser that has it." name:"no-service-worker" env:"SAPA_NO_SERVICE_WORKER"`
	Drain        time.Duration `help:"How long to go on serving after being told to stop, while /readyz says no already: as long as the proxy in front needs to notice. For several processes side by side; one alone stops at once." default:"0s" env:"SAPA_DRAIN"`
	MetricsToken string        `help:"Token that /metrics asks for as Bearer. Without one, only this machine itself may read it." env:"SAPA_METRICS_TOKEN"`
}

// DatabaseAddress is the PostgreSQL address, or the path of the SQLite file.
func (c Config) DatabaseAddress() string {
	if c.Database != "" {
		return c.Database
	}
	return filepath.Join(c.Data, "sapa.db")
}

// Origin is the address people use, for links: the one that was given, or the one listened on.
func (s Serve) Origin() string {
	if s.URL != "" {
		return strings.TrimSuffix(s.URL, "/")
	}
	host := s.Listen
	if strings.HasPrefix(host, ":") {
		host = "localhost" + host
	}
	return "http://" + host
}

// Secure tells that people reach us by https.
func (s Serve) Secure() bool { return strings.HasPrefix(s.URL, "https://") }

// Validate satisfies kong's validation: it refuses what would fail later in a way that is harder to read.
func (s Serve) Validate() error {
	if s.URL == "" {
		return nil
	}
	u, err := url.Parse(s.URL)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("--url: %q is not an address like https://sapa.example.com", s.URL)
	}
	return nil
}

// Validate satisfies kong's validation.
func (c Config) Validate() error {
	if c.Database != "" && !strings.HasPrefix(c.Database, "postgres://") && !strings.HasPrefix(c.Database, "postgresql://") {
		return fmt.Errorf("--database: an address beginning with postgres:// is expected; for SQLite, leave it out and set --data")
	}
	if c.Unpaced && !strings.HasPrefix(c.GraphURL, "http://") {
		return fmt.Errorf("--unpaced: only with a --graph-url of a simulator on this machine")
	}
	if (c.MetaAppID == "") != (c.MetaAppSecret == "") {
		return fmt.Errorf("--meta-app-id: the id and the secret of an app go together")
	}
	if c.S3.Bucket != "" && c.S3.Endpoint == "" {
		return fmt.Errorf("--s3-endpoint: needed with --s3-bucket")
	}
	return nil
}

// FileVariable names the optional file.
const FileVariable = "SAPA_CONFIG"

// File reads settings from lines like SAPA_LISTEN=:8080, the form systemd and Docker use for environment files. The
// environment and flags win over it. A name that is no setting is an error: it would be ignored silently otherwise.
func File(r io.Reader) (kong.Resolver, error) {
	values := map[string]string{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if name = strings.TrimSpace(name); !ok || name == "" || !known(name) {
			return nil, fmt.Errorf("line %d: %q is not a setting; `sapa serve --help` lists them", n, name)
		}
		values[name] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, env := range flag.Envs {
			if value, ok := values[env]; ok && os.Getenv(env) == "" {
				return value, nil
			}
		}
		return nil, nil
	}), nil
}

// known tells whether a name is one of the settings above.
func known(name string) bool {
	for _, t := range []reflect.Type{reflect.TypeFor[Config](), reflect.TypeFor[S3](), reflect.TypeFor[Serve]()} {
		for f := range t.Fields() {
			if f.Tag.Get("env") == name {
				return true
			}
		}
	}
	return false
}
