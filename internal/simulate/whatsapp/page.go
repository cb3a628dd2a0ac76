package whatsapp

import "net/http"

func (p *Provider) page(w http.ResponseWriter, r *http.Request) { http.NotFound(w, r) }
