package api_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// "Is typing" that is on its way to a provider when the program stops is waited for: nothing asks the database any more
// once it is closed.
func TestAHintUnderWayIsWaitedFor(t *testing.T) {
	t.Parallel()
	var l *sapatest.Line
	asked, release := make(chan struct{}), make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if bytes.Contains(body, []byte(`"typing_indicator"`)) {
			close(asked)
			<-release
		}
		l.Fake.ServeHTTP(w, r)
	}))
	defer slow.Close()
	l = sapatest.Site{Adjust: func(o *app.Options) { o.Config.GraphURL = slow.URL }}.Unconnected(t, sapatest.SQLite)
	l.Connect()
	_, id := l.Rina()
	live := l.As(sapatest.Eko).Live(0)
	live.Say(sapatest.Frame{"type": "typing", "conversation": id})
	sapatest.Until(t, "the provider is asked", func() bool {
		select {
		case <-asked:
			return true
		default:
			return false
		}
	})
	live.Cut()
	waited := make(chan struct{})
	go func() {
		l.API.WaitForSockets(context.Background())
		close(waited)
	}()
	select {
	case <-waited:
		t.Error("nobody waits for it")
	case <-time.After(50 * time.Millisecond): // who waited for nothing is back by then; who is not is right in any case
	}
	close(release)
	<-waited
}
