package company

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// maxCall is the largest call that is read.
const maxCall = 1 << 20

// largestFile is the largest file that is fetched.
const largestFile = 50 << 20

// typingLasts is how long the customer is shown that somebody writes.
const typingLasts = 20 * time.Second

// Fault is a failure to come.
type Fault struct {
	// On is the type of call that fails; empty for message.send, "any" for all.
	On   string
	Kind booth.FaultKind
	// Status and Says are the error; zero and empty for 500.
	Status int
	Says   string
	// RetryAfter goes with FaultBusy; zero for a second.
	RetryAfter time.Duration
}

// FailNext makes the next n calls fail. What was asked for before comes first.
func (p *Provider) FailNext(n int, f Fault) { p.Change(func() { p.faults.Add(n, f) }) }

// Heal forgets every failure that was asked for, and brings what waits.
func (p *Provider) Heal() {
	p.Change(func() {
		p.faults, p.mode, p.spoil, p.held = nil, Mode{}, 0, false
		p.kick()
	})
}

// Call is something Sapa asked for.
type Call struct {
	Number int       `json:"number"`
	At     time.Time `json:"at"`
	// ID is the one that stays the same when the same is asked again, Type what is asked for.
	ID     string `json:"id"`
	Type   string `json:"type"`
	Body   string `json:"body"`
	Status int    `json:"status"` // zero when nothing was answered
	Answer string `json:"answer"`
}

// Calls are everything Sapa asked for, oldest first.
func (p *Provider) Calls() []Call {
	p.Lock()
	defer p.Unlock()
	return slices.Clone(p.calls)
}

// answer is what is answered to a call, and again when it comes again.
type answer struct {
	status int
	body   any
}

func problem(status int, says string) answer {
	return answer{status, map[string]string{"detail": says}}
}

// take does what Sapa asks for.
func (p *Provider) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if err != nil || r.Method != http.MethodPost {
		http.Error(w, "a POST with JSON is expected", http.StatusBadRequest)
		return
	}
	c := Call{At: p.o.Now(), ID: r.Header.Get("webhook-id"), Body: string(body)}
	var in asked
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	wrong := d.Decode(&in)
	c.Type = in.Type
	fault := p.fault(c.Type)
	said := answer{}
	switch {
	case fault != nil && !fault.Kind.Takes():
	case !p.signed(r.Header, body):
		said, fault = problem(http.StatusUnauthorized, "the signature is not right"), nil
	case wrong != nil:
		said = problem(http.StatusUnprocessableEntity, wrong.Error())
	default:
		said = p.once(c.ID, in)
	}
	if fault != nil {
		said = p.play(w, r, fault)
	}
	p.answer(w, &c, said)
}

// fault is the next failure for a call of this type; nil for none.
func (p *Provider) fault(kind string) *Fault {
	p.Lock()
	defer p.Unlock()
	f := p.faults.Take(func(f Fault) bool { return f.On == "any" || cmp.Or(f.On, "message.send") == kind })
	if f != nil {
		p.Tell()
	}
	return f
}

func (p *Provider) signed(header http.Header, body []byte) bool {
	p.Lock()
	defer p.Unlock()
	return wire.Signed(header, p.o.Now(), body, p.secrets...)
}

// play is the failure instead of the truth; one without a status cuts the connection.
func (p *Provider) play(w http.ResponseWriter, r *http.Request, f *Fault) answer {
	switch f.Kind {
	case booth.FaultEmpty:
		return answer{status: http.StatusServiceUnavailable}
	case booth.FaultBusy:
		w.Header().Set("Retry-After", strconv.Itoa(int(cmp.Or(f.RetryAfter, time.Second)/time.Second)))
		return problem(http.StatusTooManyRequests, "too fast")
	case booth.FaultHang, booth.FaultHangAfter:
		select {
		case <-r.Context().Done():
		case <-p.Context().Done():
		}
		return answer{}
	case booth.FaultReset, booth.FaultCut:
		return answer{}
	case booth.FaultGarbage:
		return answer{http.StatusOK, booth.Garbage}
	case booth.FaultLate:
		return answer{status: http.StatusBadGateway}
	}
	return problem(cmp.Or(f.Status, http.StatusInternalServerError), cmp.Or(f.Says, "something broke"))
}

// answer writes what is answered, and remembers it.
func (p *Provider) answer(w http.ResponseWriter, c *Call, said answer) {
	text, isText := said.body.(string)
	if said.body != nil && !isText {
		raw, _ := json.Marshal(said.body)
		text = string(raw)
		w.Header().Set("Content-Type", "application/json")
	}
	c.Status, c.Answer = said.status, text
	p.Change(func() {
		p.made++
		c.Number = p.made
		p.calls = booth.Keep(p.calls, p.o.Keep, *c)
	})
	if said.status == 0 {
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(said.status)
	_, _ = io.WriteString(w, text)
}

// asked is what Sapa asks for.
type asked struct {
	Type    string `json:"type"`
	At      string `json:"at"`
	ID      string `json:"id"`
	Message string `json:"message"`
	Contact struct {
		ID string `json:"id"`
	} `json:"contact"`
	Text  string `json:"text"`
	Files []struct {
		URL   string `json:"url"`
		Name  string `json:"name"`
		Type  string `json:"type"`
		Kind  string `json:"kind"`
		Size  int64  `json:"size"`
		Voice bool   `json:"voice"`
	} `json:"files"`
	Location *Place  `json:"location"`
	Quote    string  `json:"quote"`
	Emoji    *string `json:"emoji"`
}

// once does what is asked for, and answers the same when the same comes again: nothing is done twice.
func (p *Provider) once(id string, in asked) answer {
	p.Lock()
	defer p.Unlock()
	said, before := p.answers[id]
	if !before {
		said = p.do(in)
		p.answers[id] = said
		p.Tell()
	}
	return said
}

// do does what is asked for; the lock is held.
func (p *Provider) do(in asked) answer {
	done := answer{status: http.StatusNoContent}
	if in.Type == "ping" {
		return done
	}
	who := p.person(in.Contact.ID)
	if who == nil {
		return problem(http.StatusUnprocessableEntity, "there is no customer "+in.Contact.ID)
	}
	switch in.Type {
	case "message.send":
		return p.written(who, in)
	case "typing":
		who.typing = p.o.Now().Add(typingLasts)
		return done
	}
	m := who.find(in.Message)
	if m == nil {
		return problem(http.StatusUnprocessableEntity, "there is no message "+in.Message)
	}
	switch in.Type {
	case "message.edit":
		m.Text, m.Edited = in.Text, true
	case "message.delete":
		m.wipe()
	case "message.react":
		m.OurReaction = *in.Emoji
	case "message.read":
		for _, other := range who.thread {
			other.Seen = other.Seen || !other.Ours && !other.At.After(m.At)
		}
	default:
		return problem(http.StatusNotImplemented, "nobody here can "+in.Type)
	}
	return done
}

// written shows a customer what was answered, and tells that it arrived; the lock is held.
func (p *Provider) written(who *person, in asked) answer {
	m := &Message{ID: p.id("crm"), At: p.o.Now(), Ours: true, Text: in.Text, Place: in.Location, Quoted: in.Quote, Status: "delivered"}
	for _, f := range in.Files {
		id := p.id("f")
		m.Files = append(m.Files, Attached{id, f.Name, f.Type})
		p.underway++
		p.Go(func() { p.fetch(id, f.URL, booth.File{Name: f.Name, Type: f.Type}) })
	}
	who.thread, who.typing = append(who.thread, m), time.Time{}
	p.enqueue(event{Type: "status", Message: m.ID, At: stamp(m.At), Status: "delivered"})
	return answer{http.StatusOK, map[string]string{"id": m.ID}}
}

// fetch gets a file from Sapa.
func (p *Provider) fetch(id, address string, f booth.File) {
	r, err := http.NewRequestWithContext(p.Context(), http.MethodGet, address, nil)
	if err == nil {
		f.Bytes, err = p.bytes(r)
	}
	if err != nil {
		p.o.Log.Warn("file not fetched", "name", f.Name, "error", err)
	}
	p.Change(func() {
		p.underway--
		if err == nil {
			p.files[id] = f
		}
	})
}

func (p *Provider) bytes(r *http.Request) ([]byte, error) {
	answer, err := p.o.HTTP.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, http.ErrMissingFile
	}
	var all bytes.Buffer
	_, err = io.Copy(&all, io.LimitReader(answer.Body, largestFile))
	return all.Bytes(), err
}
