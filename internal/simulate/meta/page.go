package meta

import "net/http"

// page serves everything that is not the Graph API.
func (p *Core) page(w http.ResponseWriter, r *http.Request) {
	page := p.product.Page
	page.URL, page.Watch, page.Ended = p.URL, p.Watch, p.Context().Done()
	page.ServeHTTP(w, r)
}
