package direct

import (
	"crypto/rand"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// grant is what a code is worth.
type grant struct {
	back  string
	pages []string
}

// knows tells whether a token is one of those given for a code, or of a Page that is listed with it.
func (p *Provider) knows(token string) bool {
	p.Lock()
	defer p.Unlock()
	_, ok := p.tokens[token]
	return ok || p.pageOf(token) != ""
}

// tokenOf is the token of a Page. That of the first is what requests must show anyway.
func (p *Provider) tokenOf(page string) string {
	token, _ := p.Account()
	if page == p.o.Pages[0].ID {
		return token
	}
	return token + "Of" + page
}

// pageOf is the Page of a token; empty for none.
func (p *Provider) pageOf(token string) string {
	for _, page := range p.o.Pages {
		if p.tokenOf(page.ID) == token {
			return page.ID
		}
	}
	return ""
}

// dialogPage is what Facebook shows to whoever signs in.
var dialogPage = template.Must(template.ParseFS(pageFiles, "page/dialog.html"))

// dialog shows the Pages to choose from, and goes back with a code once they are.
func (p *Provider) dialog(c *meta.Call) (any, *meta.GraphError) {
	asked := c.R.URL.Query()
	back, err := url.Parse(asked.Get("redirect_uri"))
	switch {
	case asked.Get("client_id") != p.o.AppID:
		return nil, meta.Invalid("Invalid App ID: %s", asked.Get("client_id"))
	case err != nil || back.Host == "" || back.Scheme != "http" && back.Scheme != "https":
		return nil, meta.Invalid("The redirect_uri URL must be absolute")
	case !strings.Contains(asked.Get("scope"), p.form.Scope):
		return nil, meta.Invalid("Invalid Scopes: %s", asked.Get("scope"))
	}
	if c.R.Method == http.MethodPost {
		p.decided(c, back, asked)
		return nil, nil
	}
	h := c.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'")
	_ = dialogPage.Execute(c.W, map[string]any{"Pages": p.o.Pages})
	return nil, nil
}

// decided sends the browser back, with a code or with the word that the person did not want to.
func (p *Provider) decided(c *meta.Call, back *url.URL, asked url.Values) {
	form, _ := url.ParseQuery(string(c.Body))
	q := back.Query()
	q.Set("state", asked.Get("state"))
	if form.Get("cancel") != "" {
		q.Set("error", "access_denied")
		q.Set("error_reason", "user_denied")
	} else {
		code := rand.Text()
		p.Renew()
		p.Change(func() { p.codes[code] = grant{back: asked.Get("redirect_uri"), pages: form["page"]} })
		q.Set("code", code)
	}
	target := *back
	target.RawQuery = q.Encode()
	http.Redirect(c.W, c.R, target.String(), http.StatusSeeOther)
}

// token changes a code for a token, once, or a token for one that lives longer.
func (p *Provider) token(c *meta.Call) (any, *meta.GraphError) {
	asked := c.R.URL.Query()
	_, secret := p.Account()
	if asked.Get("client_id") != p.o.AppID || asked.Get("client_secret") != secret {
		return nil, &meta.GraphError{Status: http.StatusBadRequest, Code: 1, Title: "Error validating client secret.", Bare: true}
	}
	p.Lock()
	defer p.Unlock()
	made := "EAAUser" + rand.Text()
	if asked.Get("grant_type") == "fb_exchange_token" {
		pages, ok := p.tokens[asked.Get("fb_exchange_token")]
		if !ok {
			return nil, meta.DeadToken(0, p.Now())
		}
		p.tokens[made] = pages
		return map[string]any{"access_token": made, "token_type": "bearer", "expires_in": 5183944}, nil
	}
	given, ok := p.codes[asked.Get("code")]
	delete(p.codes, asked.Get("code"))
	switch {
	case !ok:
		return nil, meta.Invalid("This authorization code has been used.")
	case given.back != asked.Get("redirect_uri"):
		return nil, meta.Invalid("Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request")
	}
	p.tokens[made] = given.pages
	return map[string]any{"access_token": made, "token_type": "bearer", "expires_in": 5180}, nil
}

// accounts lists the Pages the person permitted, with their tokens.
func (p *Provider) accounts(c *meta.Call) (any, *meta.GraphError) {
	p.Lock()
	defer p.Unlock()
	permitted, ok := p.tokens[strings.TrimPrefix(c.R.Header.Get("Authorization"), "Bearer ")]
	if !ok {
		return nil, meta.Invalid("Tried accessing nonexisting field (accounts) on node type (Page)")
	}
	all := []any{}
	for _, page := range p.o.Pages {
		if slices.Contains(permitted, page.ID) {
			one := map[string]any{"id": page.ID, "name": page.Name, "access_token": p.tokenOf(page.ID), "tasks": []string{"MESSAGING", "MODERATE"}}
			if page.Account != "" && strings.Contains(c.R.URL.Query().Get("fields"), "instagram_business_account") {
				one["instagram_business_account"] = map[string]any{"id": page.Account, "username": page.Username, "name": page.Name}
			}
			all = append(all, one)
		}
	}
	return map[string]any{"data": all, "paging": map[string]any{"cursors": map[string]string{"before": "QVFI", "after": "QVFJ"}}}, nil
}
