package meta

import "net/http"

// page serves everything that is not the Graph API.
func (p *Core) page(w http.ResponseWriter, r *http.Request) {
	page := p.product.Page
	page.URL, page.Watch, page.Ended = p.URL, p.watch, p.ctx.Done()
	page.ServeHTTP(w, r)
}

// watch answers the number of the newest change, and what the next one closes.
func (p *Core) watch() (int, <-chan struct{}) {
	p.Lock()
	defer p.Unlock()
	return p.version, p.changed
}
