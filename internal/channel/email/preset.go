package email

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// server is where mail is fetched or handed over.
type server struct{ host, port, security string }

// The ways a connection is kept from being read on the way.
const (
	byTLS      = "tls"      // from the first byte
	byStartTLS = "starttls" // after a word in the clear, and not without it
	byNothing  = "none"     // for a server on the same machine
)

// preset is what is known of a provider.
type preset struct {
	imap, smtp server
	// domains are those whose addresses lie with it.
	domains []string
	// takesPlus tells that mail to an address with a word after a plus sign arrives; keepsCopies that what was sent is kept by itself.
	takesPlus, keepsCopies bool
	// token is where OAuth tokens are fetched, and scope what is asked for; {tenant} stands for the company's own directory.
	token, scope string
}

// presets are from the providers' own pages of help on other mail programs.
var presets = map[string]preset{
	"gmail": {
		imap: server{"imap.gmail.com", "993", byTLS}, smtp: server{"smtp.gmail.com", "465", byTLS}, domains: []string{"gmail.com", "googlemail.com"},
		takesPlus: true, keepsCopies: true, token: "https://oauth2.googleapis.com/token",
	},
	"outlook": {
		imap: server{"outlook.office365.com", "993", byTLS}, smtp: server{"smtp.office365.com", "587", byStartTLS},
		domains: []string{"outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.co.id"}, takesPlus: true, keepsCopies: true,
		token: "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
		scope: "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
	},
	"yahoo": {
		imap: server{"imap.mail.yahoo.com", "993", byTLS}, smtp: server{"smtp.mail.yahoo.com", "465", byTLS},
		domains: []string{"yahoo.com", "yahoo.co.id", "ymail.com", "rocketmail.com"}, keepsCopies: true,
	},
	"zoho": {
		imap: server{"imap.zoho.com", "993", byTLS}, smtp: server{"smtp.zoho.com", "465", byTLS}, domains: []string{"zoho.com", "zohomail.com"},
		takesPlus: true, keepsCopies: true,
	},
	"icloud": {
		imap: server{"imap.mail.me.com", "993", byTLS}, smtp: server{"smtp.mail.me.com", "587", byStartTLS},
		domains: []string{"icloud.com", "me.com", "mac.com"}, takesPlus: true,
	},
}

// presetOf is what is known of the provider that was chosen or, without a choice, of the address's domain.
func presetOf(chosen, address string) preset {
	if p, ok := presets[chosen]; ok {
		return p
	}
	_, domain, _ := strings.Cut(address, "@")
	for _, p := range presets {
		for _, d := range p.domains {
			if d == domain {
				return p
			}
		}
	}
	return preset{imap: server{"imap." + domain, "993", byTLS}, smtp: server{"smtp." + domain, "587", byStartTLS}}
}

// servers are the preset's, but for what was filled in.
func (p preset) servers(config map[string]any, address string) (in, out server) {
	return p.imap.with(config, "imap"), p.smtp.with(config, "smtp")
}

// with is the server with what was filled in for it. A port that is left out follows the security.
func (s server) with(config map[string]any, name string) server {
	if host := text(config, name+"_host"); host != "" {
		s.host = host
	}
	if security := text(config, name+"_security"); security != "" && security != "auto" {
		s.security = security
		s.port = usual[name+" "+security]
	}
	if port := text(config, name+"_port"); port != "" {
		s.port = port
	}
	return s
}

// usual are the ports of each kind of server, by how it is kept from being read.
var usual = map[string]string{
	"imap tls": "993", "imap starttls": "143", "imap none": "143", "smtp tls": "465", "smtp starttls": "587", "smtp none": "25",
}

// guess finds a known provider by the domain of an address.
func guess() *channel.Guess {
	endings := map[string]string{}
	for name, p := range presets {
		for _, domain := range p.domains {
			endings[domain] = name
		}
	}
	return &channel.Guess{Field: "address", Endings: endings}
}

// fields are what an administrator fills in. Whoever uses a known provider fills in an address and a password.
func fields() []channel.Field {
	oauth := &channel.Only{Field: "login", Values: []string{"oauth"}}
	security := []string{"auto", byTLS, byStartTLS, byNothing}
	const host, port, secret = `^[A-Za-z0-9._\[\]:-]{1,253}$`, `^[0-9]{1,5}$`, 4000
	// The servers of the providers that are known are known too.
	unknown := &channel.Only{Field: "provider", Values: []string{"auto", "own"}}
	return []channel.Field{
		{Name: "address", Type: channel.TextField, Required: true, Pattern: `^[^@\s<>",;:]+@[^@\s<>",;:]+\.[^@\s<>",;:]+$`, Max: 254},
		{Name: "provider", Type: channel.ChoiceField, Default: "auto", Guess: guess(), Options: []string{"auto", "gmail", "outlook", "yahoo", "zoho", "icloud", "own"}},
		{Name: "login", Type: channel.ChoiceField, Default: "password", Options: []string{"password", "oauth"}},
		{Name: "password", Type: channel.TextField, Secret: true, Required: true, Only: &channel.Only{Field: "login", Values: []string{"password"}}},
		{Name: "oauth_client", Type: channel.TextField, Required: true, Only: oauth},
		{Name: "oauth_secret", Type: channel.TextField, Secret: true, Max: secret, Only: oauth},
		{Name: "oauth_refresh", Type: channel.TextField, Secret: true, Required: true, Max: secret, Only: oauth},
		{Name: "oauth_tenant", Type: channel.TextField, Pattern: `^[A-Za-z0-9.-]{1,100}$`, Only: oauth},
		{Name: "user", Type: channel.TextField, Max: 254},
		{Name: "imap_host", Type: channel.TextField, Pattern: host, Group: "servers", Only: unknown},
		{Name: "imap_port", Type: channel.TextField, Pattern: port, Group: "servers", Only: unknown},
		{Name: "imap_security", Type: channel.ChoiceField, Default: "auto", Options: security, Group: "servers", Only: unknown},
		{Name: "smtp_host", Type: channel.TextField, Pattern: host, Group: "servers", Only: unknown},
		{Name: "smtp_port", Type: channel.TextField, Pattern: port, Group: "servers", Only: unknown},
		{Name: "smtp_security", Type: channel.ChoiceField, Default: "auto", Options: security, Group: "servers", Only: unknown},
		{Name: "folder", Type: channel.TextField, Default: "INBOX", Max: 200, Group: "incoming"},
		{Name: "history", Type: channel.ChoiceField, Default: "none", Options: []string{"none", "week", "month"}, Group: "incoming"},
		{Name: "automatic", Type: channel.ChoiceField, Default: "closed", Options: []string{"closed", "queue"}, Group: "incoming"},
		{Name: "reply_plus", Type: channel.ChoiceField, Default: "auto", Options: []string{"auto", "on", "off"}, Group: "outgoing"},
		{Name: "seen", Type: channel.SwitchField, Default: false, Group: "incoming"},
		{Name: "keep_sent", Type: channel.SwitchField, Default: true, Group: "outgoing"},
		{Name: "aliases", Type: channel.LongField, Max: 2000, Group: "incoming"},
		{Name: "signature", Type: channel.LongField, Max: 2000, Group: "outgoing"},
	}
}
