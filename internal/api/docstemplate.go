package api

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
)

const docsStyle = `html{color-scheme:light dark}body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem}h2{margin-top:2.5rem;font-size:1.2rem}h3{font-size:1rem;margin:1.6rem 0 .3rem}code,pre{font:13px/1.5 ui-monospace,monospace}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-top:1px solid #8884}
.m{display:inline-block;min-width:4rem;font-weight:600}.s{opacity:.75}nav a{margin-right:1rem}a{color:#0b6b62}@media (prefers-color-scheme:dark){a{color:#52c7b8}}
.t{overflow-x:auto}`

// docsStyleHash lets the page's own style through its content-security policy, and nothing else.
var docsStyleHash = func() string {
	sum := sha256.Sum256([]byte(docsStyle))
	return base64.StdEncoding.EncodeToString(sum[:])
}()

var docsTemplate = template.Must(template.New("docs").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} API {{.Version}}</title><style>{{.Style}}</style></head><body>
<h1>{{.Title}} API {{.Version}}</h1><p>{{.About}} The machine-readable document: <a href="/api/openapi.json">openapi.json</a>.</p>
<p>Every error is <a href="#Problem">Problem</a> (RFC 9457): decide on <code>code</code>. Unknown fields are refused. Lists page by cursor: pass <code>next</code> as <code>after</code>.</p>
<nav>{{range .Groups}}<a href="#{{.Name}}">{{.Name}}</a>{{end}}<a href="#schemas">schemas</a></nav>
{{range .Groups}}<h2 id="{{.Name}}">{{.Name}}</h2>{{range .Operations}}
<h3 id="{{.ID}}"><span class="m">{{.Method}}</span> <code>{{.Path}}</code></h3><p>{{.Summary}}.{{if not .Session}} <span class="s">Needs no session.</span>{{end}}</p>
<p class="s">{{if .Body}}Takes <a href="#{{.Body}}">{{.Body}}</a>. {{end}}Answers {{.Status}}{{if .Answer}} with <a href="#{{.Answer}}">{{.Answer}}</a>{{end}}.</p>
{{if .Fields}}<div class="t"><table><tbody>{{range .Fields}}<tr><td><code>{{.Name}}</code></td><td>{{.In}}{{if .Required}}, required{{end}}</td><td>{{.Type}}</td><td>{{.About}}</td></tr>{{end}}</tbody></table></div>{{end}}{{end}}{{end}}
<h2 id="schemas">schemas</h2>{{range .Schemas}}<h3 id="{{.Name}}">{{.Name}}</h3>{{if .About}}<p>{{.About}}</p>{{end}}
<div class="t"><table><tbody>{{range .Fields}}<tr><td><code>{{.Name}}</code></td><td>{{if .Required}}always{{end}}</td><td>{{.Type}}</td><td>{{.About}}</td></tr>{{end}}</tbody></table></div>{{end}}
</body></html>
`))
