package api

import (
	"crypto/sha256"
	_ "embed" // for the script of the page
	"encoding/base64"
	"net/http"
)

// mailScript draws the HTML it is given and tells how high it has become.
//
//go:embed mailframe.js
var mailScript string

const mailStyle = `html{overflow:auto hidden;color:var(--ink);background:transparent}html.paper{background:#fff}body{margin:0;overflow-wrap:break-word}
body{font:14px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}#mail{display:flow-root}html.paper #mail{padding:12px}
a{color:var(--link)}img{max-width:100%!important;object-fit:contain}img:not([height]){height:auto}img[data-held]{display:inline-block;overflow:hidden;background:#8883;border-radius:4px;font-size:12px}
@media(max-width:480px){table[width],td[width],th[width],[style*=width]{width:auto!important;min-width:0!important;max-width:100%!important}}
pre{white-space:pre-wrap}blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #8886}`

// mailPage is the empty page that the web app frames and fills with one mail's HTML.
var mailPage = []byte(`<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Email</title>` +
	`<style>` + mailStyle + `</style></head><body><div id="mail"></div><script>` + mailScript + `</script></body></html>`)

// mailPolicy keeps what strangers wrote from running anything, from asking anybody for anything, and from the app: the
// page has an origin of its own, and its one script is known by its hash. Where pictures are wanted, the browser may fetch
// them, over https alone.
func mailPolicy(pictures bool) string {
	sum := sha256.Sum256([]byte(mailScript))
	fetched := "data: blob:"
	if pictures {
		fetched += " https:"
	}
	return "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; style-src 'unsafe-inline'; img-src " + fetched + "; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
}

var mailPolicies = map[bool]string{false: mailPolicy(false), true: mailPolicy(true)}

// mailETag changes with the page.
var mailETag = func() string {
	sum := sha256.Sum256(mailPage)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}()

// mailFrame serves the page in which the HTML of mails is shown. It holds no mail, so anybody may have it.
func (a *API) mailFrame(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", mailETag)
	h.Set("Content-Security-Policy", mailPolicies[r.URL.Query().Has("pictures")])
	h.Set("Referrer-Policy", "no-referrer")
	serveCompressed(w, r, mailPage)
}
