package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// Of two processes, one is killed while it holds work: replies that it was sending, the channel's lease, a file that it was
// fetching, deliveries that it had accepted. The other one takes everything over by itself: what nobody knows of is unsure,
// the rest is sent once, in order; the file comes.
func TestTheOtherProcessTakesOver(t *testing.T) {
	t.Parallel()
	provider := fake.New(fake.Options{Retry: patientRetry})
	var fetching, sending atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/whatsapp_business/attachments/"):
			fetching.Add(1)
		case strings.HasSuffix(r.URL.Path, "/messages"):
			sending.Add(1)
		}
		provider.ServeHTTP(w, r)
	}))
	provider.SetURL(server.URL)
	t.Cleanup(func() { provider.Close(); server.CloseClientConnections(); server.Close() })
	one := newProgram(t, sapatest.Postgres)
	one.env = append(one.env, "SAPA_GRAPH_URL="+server.URL)
	one.start()
	one.setUp()
	other := one.beside()
	_, address := newProxy(t, one.address, other.address)
	o := (&program{t: t, address: address}).openOffice()
	o.connect(provider)
	rina := provider.Customer("6281234567890", "Rina")
	rina.Text("halo")
	id := o.conversation("Rina")

	provider.FailNext(1, fake.Fault{On: fake.OpBytes, Kind: fake.FaultHang})
	provider.FailNext(1, fake.Fault{On: fake.OpSend, Kind: fake.FaultHang})
	rina.Send("image", fake.File{Bytes: sapatest.Picture, Type: "image/png"}, "struk")
	one.until("the file is being fetched", func() bool { return fetching.Load() == 1 })
	for n := range 5 {
		o.do("POST", "/api/v1/conversations/"+id+"/messages", map[string]string{"text": fmt.Sprint("jawaban ", n)})
	}
	one.until("the first reply is being sent", func() bool { return sending.Load() == 1 })

	other.start()
	rina.Text("masih di sini?")
	one.kill()
	// What it was fetching is given up after some ten minutes; they are over.
	one.tables().Exec(fmt.Sprintf(`UPDATE attachments SET due_at = %d WHERE state = 'waiting'`, time.Now().UnixMicro()))
	other.until("everything has its end", func() bool {
		return other.count(`SELECT (SELECT count(*) FROM sends) + (SELECT count(*) FROM deliveries WHERE state <> 'done')
			+ (SELECT count(*) FROM attachments WHERE state <> '') + (SELECT count(*) FROM messages WHERE status IN ('queued', 'sent'))`) == 0
	})
	var got []string
	for _, m := range rina.Inbox() {
		got = append(got, m.Text)
	}
	stored := other.tables().Query(`SELECT body, status FROM messages WHERE direction = 'out' ORDER BY seq`)
	if want := "[jawaban 0|unsure jawaban 1|delivered jawaban 2|delivered jawaban 3|delivered jawaban 4|delivered]"; fmt.Sprint(stored) != want {
		t.Errorf("the replies are %v", stored)
	}
	if want := "[jawaban 1 jawaban 2 jawaban 3 jawaban 4]"; fmt.Sprint(got) != want {
		t.Errorf("the customer has %v", got)
	}
}
