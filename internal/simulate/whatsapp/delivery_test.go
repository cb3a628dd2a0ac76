package whatsapp_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// What is not taken comes again until it is.
func TestDeliveriesAreRepeated(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.business.status = func(n int) int {
		if n <= 3 {
			return []int{500, 302, 204}[n-1]
		}
		return 200
	}
	h.Customer("6281110", "Rina").Text("hi")
	h.settle()
	var statuses []int
	for _, d := range h.Deliveries() {
		statuses = append(statuses, d.Status)
		if d.Number != 1 || d.Attempt != len(statuses) {
			t.Errorf("%+v", d)
		}
	}
	if !slices.Equal(statuses, []int{500, 302, 204, 200}) {
		t.Error(statuses)
	}
	got := h.business.got()
	if !bytes.Equal(got[0], got[3]) {
		t.Error("the repetition is another body")
	}
}

func TestDeliveriesAreGivenUp(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *whatsapp.Options) { o.Retry.Times = 3 })
	h.business.status = func(int) int { return 500 }
	h.Customer("6281110", "Rina").Text("hi")
	h.settle()
	if n := len(h.Deliveries()); n != 3 {
		t.Errorf("%d tries", n)
	}
}

// order is the texts of all messages and the statuses as they came, one string a delivery.
func order(t *testing.T, bodies [][]byte) []string {
	var all []string
	for _, body := range bodies {
		var inside []string
		entries, _ := dig(decode(t, body), "entry").([]any)
		for _, e := range entries {
			changes, _ := dig(e, "changes").([]any)
			for _, c := range changes {
				list, _ := dig(c, "value", "messages").([]any)
				for _, m := range list {
					inside = append(inside, digString(m, "text", "body"))
				}
				list, _ = dig(c, "value", "statuses").([]any)
				for _, s := range list {
					inside = append(inside, digString(s, "status"))
				}
			}
		}
		all = append(all, strings.Join(inside, " "))
	}
	return all
}

func TestModes(t *testing.T) {
	t.Parallel()
	write := func(h *house) {
		for i := range 8 {
			h.Customer("6281110", "Rina").Text(fmt.Sprint(i))
		}
	}
	t.Run("copies", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t)
		h.SetMode(whatsapp.Mode{Copies: 2})
		h.Customer("6281110", "Rina").Text("once")
		h.settle()
		if got := order(t, h.business.got()); !slices.Equal(got, []string{"once", "once", "once"}) {
			t.Error(got)
		}
	})
	t.Run("held and shuffled", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t)
		h.SetMode(whatsapp.Mode{Shuffle: true})
		h.Hold()
		write(h)
		if h.Held() != 8 || len(h.business.got()) != 0 {
			t.Fatal("not held")
		}
		h.Release()
		h.settle()
		got := order(t, h.business.got())
		straight := []string{"0", "1", "2", "3", "4", "5", "6", "7"}
		if slices.Equal(got, straight) {
			t.Error("in order")
		}
		if slices.Sort(got); !slices.Equal(got, straight) {
			t.Error(got)
		}
	})
	t.Run("batched", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t)
		h.SetMode(whatsapp.Mode{Batch: 100})
		h.Hold()
		write(h)
		h.says("6281110", "answer")
		h.Release()
		h.settle()
		got := h.business.got()
		if o := order(t, got); !slices.Equal(o, []string{"0 1 2 3 4 5 6 7 sent delivered"}) {
			t.Error(o)
		}
		entries, _ := dig(decode(t, got[0]), "entry").([]any)
		if len(entries) != 2 || dig(entries[0], "changes", "1") == nil {
			t.Errorf("%d entries: %s", len(entries), got[0])
		}
	})
	t.Run("early status", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t)
		h.Customer("6281110", "Rina").Text("hi")
		h.settle()
		h.SetMode(whatsapp.Mode{EarlyStatus: true})
		id := h.says("6281110", "answer")
		// No settling: they must be there once the send was answered.
		got := h.business.got()
		if o := order(t, got); !slices.Equal(o, []string{"hi", "sent delivered"}) || !bytes.Contains(got[1], []byte(id)) {
			t.Error(o)
		}
	})
	t.Run("delayed", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t)
		h.SetMode(whatsapp.Mode{Delay: 20 * time.Millisecond})
		start := time.Now()
		h.Customer("6281110", "Rina").Text("hi")
		h.settle()
		if took := time.Since(start); took < 20*time.Millisecond || len(h.business.got()) != 1 {
			t.Error(took)
		}
	})
}

func TestWrongSignatures(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.SpoilSignatures(1)
	h.business.status = func(n int) int {
		if n == 1 {
			return http.StatusUnauthorized
		}
		return http.StatusOK
	}
	h.Customer("6281110", "Rina").Text("hi")
	h.settle()
	bodies := h.business.got()
	for i, good := range []bool{false, true} {
		if got := h.business.heads[i].Get("X-Hub-Signature-256") == whatsapp.Sign(whatsapp.DefaultAppSecret, bodies[i]); got != good {
			t.Errorf("%d. %v", i, got)
		}
	}
	if d := h.Deliveries(); !d[0].Spoiled || d[1].Spoiled {
		t.Errorf("%+v", d)
	}
}

func TestForeignAndReplayed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.DeliverForeign("999999999999999", "not yours")
	h.settle()
	if status, err := h.Replay(context.Background(), 1); status != 200 || err != nil {
		t.Error(status, err)
	}
	got := h.business.got()
	if len(got) != 2 || !bytes.Equal(got[0], got[1]) || !bytes.Contains(got[0], []byte(`"phone_number_id":"999999999999999"`)) {
		t.Errorf("%s", got)
	}
	if _, err := h.Replay(context.Background(), 99); err == nil {
		t.Error("replayed what never was")
	}
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	if err := h.SetCallback(ctx, h.hook, "wrong"); err == nil || !strings.Contains(err.Error(), "403") {
		t.Error(err)
	}
	if err := h.SetCallback(ctx, "not an address", "v"); err == nil {
		t.Error("took no address")
	}
	if err := h.SetCallback(ctx, h.hook+"/hooks", "v"); err != nil || h.Callback() != h.hook+"/hooks" {
		t.Error(err, h.Callback())
	}
}

func TestOfflineAndReceipts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	customer := h.Customer("6281110", "Rina")
	customer.Text("hi")
	customer.SetOffline(true)
	h.says("6281110", "one")
	h.settle()
	customer.SetOffline(false)
	customer.ReadAll()
	h.settle()
	h.SetReceipts(whatsapp.Receipts{Read: true})
	h.says("6281110", "two")
	h.settle()
	if got := order(t, h.business.got()); !slices.Equal(got, []string{"hi", "sent", "delivered", "read", "sent", "delivered", "read"}) {
		t.Error(got)
	}
}

// Everything at once, for the race detector; every message is brought.
func TestInParallel(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.business.status = func(n int) int {
		if n%5 == 0 {
			return 500
		}
		return 200
	}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			number := fmt.Sprintf("62811%03d", i)
			customer := h.Customer(number, "Rina")
			for range 10 {
				customer.Text("hi")
				h.says(number, "hello")
				_ = customer.Inbox()
				_ = h.Requests()
				_ = h.Deliveries()
			}
		})
	}
	all.Wait()
	h.settle()
	taken := 0
	for _, d := range h.Deliveries() {
		if d.Status == 200 {
			taken += d.Updates
		}
	}
	if taken != 8*10*3 {
		t.Errorf("%d updates", taken)
	}
}
