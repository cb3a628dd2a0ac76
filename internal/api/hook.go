package api

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// maxDelivery is the largest delivery taken: a provider's largest is 3 MB ("Webhooks", WhatsApp Cloud API).
const maxDelivery = 3 << 20

// hookRoutes are the doors of providers: they bring deliveries there, and ask beforehand whether it is the right door.
func (a *API) hookRoutes() {
	a.mux.HandleFunc("GET /hooks/{key}", func(w http.ResponseWriter, r *http.Request) {
		answer, ok, err := a.Inbox.Handshake(r.Context(), r.PathValue("key"), r.URL.Query())
		if err == nil && !ok {
			err = sapa.Errorf(sapa.Forbidden, "wrong_token", "the verify token is another one")
		}
		if err != nil {
			a.writeProblem(w, err)
			return
		}
		// Plain text, so that nothing a stranger puts into the question becomes a page.
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, answer)
	})
	a.mux.HandleFunc("POST /hooks/{key}", func(w http.ResponseWriter, r *http.Request) {
		writing, err := a.Inbox.Accept(r.Context(), r.PathValue("key"), r.Header, func() ([]byte, error) { return delivered(w, r) })
		if err != nil {
			a.writeProblem(w, err)
			return
		}
		for _, v := range writing {
			if err := a.visitorTypes(r.Context(), v); err != nil {
				a.log.Warn("telling that a contact writes", "error", err)
			}
		}
		w.WriteHeader(http.StatusOK)
	})
	a.mux.HandleFunc("POST /hooks/{key}/files", func(w http.ResponseWriter, r *http.Request) {
		if err := a.acceptFile(w, r); err != nil {
			a.writeProblem(w, err)
		}
	})
}

// broughtFile is what is answered to whoever brings a file ahead of its message.
type broughtFile struct {
	// Upload is what the message refers to it with.
	Upload string `json:"upload"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
}

func (a *API) acceptFile(w http.ResponseWriter, r *http.Request) error {
	if err := unpacked(r); err != nil {
		return err
	}
	f, err := a.Inbox.AcceptFile(r.Context(), r.PathValue("key"), r.Header, newFile(w, r))
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, broughtFile{f.Key, f.Name, f.Type, f.Size})
}

// delivered reads the raw bytes of a delivery: signatures are over these and no others.
func delivered(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if err := unpacked(r); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxDelivery))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, sapa.Errorf(sapa.TooLarge, "", "the delivery is larger than %d bytes", maxDelivery)
	}
	if err != nil {
		return nil, sapa.Errorf(sapa.Invalid, "upload_broken", "the delivery broke off")
	}
	return body, nil
}

// unpacked refuses a body in another form than the one that was signed.
func unpacked(r *http.Request) error {
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return sapa.Errorf(sapa.Invalid, "unsupported_type", "deliveries are taken as they are, not packed")
	}
	return nil
}
