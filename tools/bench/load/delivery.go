package load

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// people is how many contacts write who are known already.
const people = 1000

// writer makes the bodies of deliveries as the provider writes them. Each message has a number of its own, from 0, by
// which whoever sees it knows it again.
type writer struct {
	chance *rand.Rand
	// run tells one run's ids from those of others on the same database, by the second it began in.
	run int64
	// next is the number of the next message.
	next int
	// strangers are how many of a hundred messages are of somebody who has never written.
	strangers int
	// echoes are what the business wrote on its phone, whose statuses come later; told are how many were told of.
	echoes, told int
}

func newWriter(now time.Time) *writer {
	return &writer{chance: rand.New(rand.NewPCG(4, 2)), run: now.Unix(), strangers: 2}
}

// sayings are what people write: as long as such things are.
var sayings = []string{
	"Halo kak, pesanan saya kapan dikirim ya?", "Apakah warna biru masih ada? Saya mau dua lusin untuk hari Sabtu.",
	"Baik, terima kasih banyak kak", "Maaf baru balas. Alamatnya di Jalan Melati nomor 12, Sleman, Yogyakarta, dekat masjid yang besar itu.",
	"Bisa bayar di tempat?", "Ongkos kirim ke Surabaya berapa?", "ok", "Barangnya sudah sampai kak, bagus sekali, nanti saya pesan lagi",
}

// mark is what a run's messages end in, followed by their number, so that they are found without reading the frame they
// come in.
func (w *writer) mark() string { return fmt.Sprintf(" #%dq", w.run) }

// markDigits is how many digits follow the mark.
const markDigits = 9

// someone is a contact: mostly one of those who write all the time.
func (w *writer) someone() (number, name string) {
	n := w.chance.IntN(people)
	if w.chance.IntN(100) < w.strangers {
		return fmt.Sprintf("62%06d%07d", w.run%1_000_000, w.next), "Orang Baru"
	}
	return known(n)
}

// known is one of the contacts who write all the time.
func known(n int) (number, name string) {
	return fmt.Sprintf("62811%08d", n), fmt.Sprintf("Pelanggan %d", n)
}

// message adds the next message of a contact to a delivery.
func (w *writer) message(d *parts, at string, number, name string) {
	id := w.next
	w.next++
	d.contacts = append(d.contacts, fmt.Sprintf(`{"profile":{"name":"%s"},"wa_id":"%s"}`, name, number))
	d.messages = append(d.messages, fmt.Sprintf(`{"from":"%s","id":"wamid.HBgNN%d%09dRgA=","timestamp":"%s","text":{"body":"%s%s%0*d"},"type":"text"}`,
		number, w.run, id, at, sayings[w.chance.IntN(len(sayings))], w.mark(), markDigits, id))
}

func (w *writer) echoID(n int) string { return fmt.Sprintf("wamid.HBgNE%d%09dRgA=", w.run, n) }

// echo adds something the business wrote on its own phone.
func (w *writer) echo(d *parts, at string) {
	number, _ := known(w.echoes % people)
	d.echoes = append(d.echoes, fmt.Sprintf(`{"from":"15550783881","to":"%s","id":"%s","timestamp":"%s","type":"text","text":{"body":"Siap kak, kami cek dulu ya"}}`,
		number, w.echoID(w.echoes), at))
	w.echoes++
}

// steps are the statuses each message of the business goes through.
var steps = []string{"sent", "delivered", "read"}

// status adds the next status of what the business wrote.
func (w *writer) status(d *parts, at string) {
	n := w.told / len(steps)
	number, _ := known(n % people)
	d.statuses = append(d.statuses, fmt.Sprintf(`{"id":"%s","status":"%s","timestamp":"%s","recipient_id":"%s"}`, w.echoID(n), steps[w.told%len(steps)], at, number))
	w.told++
}

// parts are the lists of one delivery.
type parts struct{ contacts, messages, statuses, echoes []string }

// body puts a delivery together, each list in a change of its own.
func (d parts) body() []byte {
	var changes []string
	add := func(field, lists string) {
		changes = append(changes, fmt.Sprintf(`{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"%s"},%s},"field":"%s"}`,
			fake.DefaultPhone, lists, field))
	}
	if len(d.messages) > 0 {
		add("messages", `"contacts":[`+strings.Join(d.contacts, ",")+`],"messages":[`+strings.Join(d.messages, ",")+`]`)
	}
	if len(d.statuses) > 0 {
		add("messages", `"statuses":[`+strings.Join(d.statuses, ",")+`]`)
	}
	if len(d.echoes) > 0 {
		add("smb_message_echoes", `"message_echoes":[`+strings.Join(d.echoes, ",")+`]`)
	}
	return fmt.Appendf(nil, `{"object":"whatsapp_business_account","entry":[{"id":"%s","changes":[%s]}]}`, fake.DefaultWABA, strings.Join(changes, ","))
}

// delivery is a signed body.
type delivery struct {
	body      []byte
	signature string
	// first is the number of its first message, messages how many it holds, elements how much there is in it in all.
	first, messages, elements int
}

func (w *writer) sign(d parts) delivery {
	body := d.body()
	return delivery{
		body: body, signature: fake.Sign(fake.DefaultAppSecret, body), first: w.next - len(d.messages), messages: len(d.messages),
		elements: len(d.messages) + len(d.statuses) + len(d.echoes),
	}
}

// one is a delivery of a single message.
func (w *writer) one(now time.Time) delivery {
	var d parts
	number, name := w.someone()
	w.message(&d, seconds(now), number, name)
	return w.sign(d)
}

// ten is a delivery of five messages and five statuses.
func (w *writer) ten(now time.Time) delivery {
	var d parts
	for range 5 {
		number, name := w.someone()
		w.message(&d, seconds(now), number, name)
	}
	for range 5 {
		w.status(&d, seconds(now))
	}
	return w.sign(d)
}

// opening are deliveries by which everybody has written once, ten messages in each.
func (w *writer) opening(now time.Time) []delivery {
	var all []delivery
	for n := 0; n < people; n += 10 {
		var d parts
		for i := range 10 {
			number, name := known(n + i)
			w.message(&d, seconds(now), number, name)
		}
		all = append(all, w.sign(d))
	}
	return all
}

// outside are deliveries of what the business wrote elsewhere: enough for the statuses of so many tens.
func (w *writer) outside(now time.Time, tens int) []delivery {
	var all []delivery
	for need := w.told + tens*5; w.echoes*len(steps) < need; {
		var d parts
		for range 10 {
			w.echo(&d, seconds(now))
		}
		all = append(all, w.sign(d))
	}
	return all
}

func seconds(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }
