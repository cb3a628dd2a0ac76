package mail

import (
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Machine tells whether a machine wrote a mail, and what for: an answer to it would at best be read by nobody (RFC 3834).
func (l Letter) Machine() sapa.MailMachine {
	h := l.Header
	submitted, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(h.First("Auto-Submitted"))), ";")
	precedence := strings.ToLower(strings.TrimSpace(h.First("Precedence")))
	list := h.Has("List-Id") || h.Has("List-Unsubscribe") || h.Has("List-Post") || precedence == "list"
	switch {
	case l.Type == "multipart/report":
		return l.reportMachine()
	case l.bounced():
		return sapa.MailBounce
	case list:
		return sapa.MailList
	case submitted != "" && strings.TrimSpace(submitted) != "no",
		precedence == "bulk", precedence == "junk", precedence == "auto_reply",
		h.Has("X-Autoreply"), h.Has("X-Autorespond"), h.Has("X-Auto-Response-Suppress"),
		strings.TrimSpace(h.First("Return-Path")) == "<>", robot(l.From().Address):
		return sapa.MailAutomatic
	}
	return ""
}

// reportMachine says what a report is about.
func (l Letter) reportMachine() sapa.MailMachine {
	switch strings.ToLower(l.Params["report-type"]) {
	case "disposition-notification":
		return sapa.MailReceipt
	case "delivery-status":
		r, _ := l.Report()
		if r.Failed() {
			return sapa.MailBounce
		}
		return sapa.MailDelayed
	}
	return sapa.MailAutomatic
}

// bounced tells a mail that came back without a report: from nobody, and naming whom it did not reach.
func (l Letter) bounced() bool {
	nobody := strings.TrimSpace(l.Header.First("Return-Path")) == "<>" || postmaster(l.From().Address)
	return nobody && (l.Header.Has("X-Failed-Recipients") || l.Type != "multipart/report" && returned.MatchString(l.Subject()))
}

// robot tells an address at which no person reads.
func robot(address string) bool {
	local, _, _ := strings.Cut(address, "@")
	local = strings.NewReplacer("-", "", "_", "", ".", "").Replace(local)
	return strings.HasPrefix(local, "noreply") || strings.HasPrefix(local, "donotreply") || postmaster(address)
}

func postmaster(address string) bool {
	return strings.HasPrefix(address, "mailer-daemon@") || strings.HasPrefix(address, "postmaster@")
}

// Proof reads what the server that received a mail found out about its sender: the topmost word on it, since all below may
// have been written by anybody.
func (l Letter) Proof() *sapa.MailProof {
	value := strings.ToLower(l.Header.First("Authentication-Results"))
	if value == "" {
		return nil
	}
	p := sapa.MailProof{SPF: verdict(value, "spf"), DKIM: verdict(value, "dkim"), DMARC: verdict(value, "dmarc")}
	if p == (sapa.MailProof{}) {
		return nil
	}
	return &p
}

// verdict finds a method's result: "pass", "none", or "fail" for every other one.
func verdict(value, method string) string {
	for _, piece := range strings.Split(value, ";") {
		rest, ok := strings.CutPrefix(strings.TrimSpace(piece), method+"=")
		if !ok {
			continue
		}
		result := rest
		if i := strings.IndexAny(rest, " \t("); i >= 0 {
			result = rest[:i]
		}
		switch result {
		case "pass", "none":
			return result
		case "neutral", "policy", "temperror", "permerror":
			return "none"
		}
		return "fail"
	}
	return ""
}
