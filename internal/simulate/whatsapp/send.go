package whatsapp

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/sapa-inbox/sapa/internal/simulate/meta"
)

// typingTime is how long "typing" shows without a message following.
const typingTime = 25 * time.Second

// operationOf tells a message from a mark of reading.
func operationOf(body []byte) Operation {
	var b struct {
		Status string `json:"status"`
	}
	if json.Unmarshal(body, &b) == nil && b.Status != "" {
		return OpRead
	}
	return OpSend
}

type sendAnswer struct {
	Product  string         `json:"messaging_product"`
	Contacts []sendContact  `json:"contacts"`
	Messages []sendAccepted `json:"messages"`
}

type sendContact struct {
	Input string `json:"input"`
	WaID  string `json:"wa_id,omitempty"`
	BSUID string `json:"user_id,omitempty"`
}

type sendAccepted struct {
	ID     string `json:"id"`
	Status string `json:"message_status,omitempty"`
}

// messages takes a message or a mark of reading.
func (p *Provider) messages(c *meta.Call, phone Phone) (any, *GraphError) {
	body, e := readJSON(c)
	if e != nil {
		return nil, e
	}
	if body["messaging_product"] != "whatsapp" {
		return nil, meta.Invalid("The parameter messaging_product is required.")
	}
	if c.Op == OpRead {
		return p.markRead(body, phone)
	}
	return p.take(body, phone)
}

func readJSON(c *meta.Call) (map[string]any, *GraphError) {
	if !strings.HasPrefix(c.R.Header.Get("Content-Type"), "application/json") {
		return nil, meta.Invalid("The parameter messaging_product is required.")
	}
	d := json.NewDecoder(bytes.NewReader(c.Body))
	d.UseNumber()
	var body map[string]any
	if err := d.Decode(&body); err != nil || body == nil || d.More() {
		return nil, meta.Invalid("Invalid JSON in the request body.")
	}
	return body, nil
}

var readShape = object(
	need("messaging_product", anything), need("status", oneOf("read")), need("message_id", messageID),
	may("typing_indicator", object(need("type", oneOf("text")))),
)

// markRead shows the customer that everything up to a message was read, and perhaps that somebody types.
func (p *Provider) markRead(body map[string]any, phone Phone) (any, *GraphError) {
	if e := readShape(body, nil); e != nil {
		return nil, e
	}
	p.Lock()
	defer p.Unlock()
	for _, c := range p.people {
		m := c.find(digText(body, "message_id"))
		if m == nil || m.FromBusiness || m.Phone != phone.ID {
			continue
		}
		for _, older := range c.thread {
			if !older.FromBusiness && !older.At.After(m.At) {
				older.Status = "read"
			}
		}
		if body["typing_indicator"] != nil {
			c.typingUntil = p.Now().Add(typingTime)
			time.AfterFunc(typingTime, func() { p.Change(func() {}) }) // the page takes it away
		}
		p.Tell()
		return success, nil
	}
	return nil, Fail(100).Explained("The message_id is not one of a message this number has received.")
}

var success = map[string]bool{"success": true}

// sendShape is everything around the part that is named like the type.
var sendShape = []field{
	need("messaging_product", anything), may("recipient_type", oneOf("individual")), may("to", anything), may("recipient", anything),
	may("type", oneOf(kindNames...)), may("context", object(need("message_id", messageID))),
	may("biz_opaque_callback_data", text(512)), may("message_activity_sharing", boolean),
}

// check says whether the real one would take a message at all.
func check(body map[string]any) *GraphError {
	if body["type"] == nil {
		body["type"] = "text" // as the real one reads it
	}
	kind, _ := body["type"].(string)
	part, ok := kinds[kind]
	if !ok {
		return oneOf(kindNames...)(body["type"], where{"type"})
	}
	return object(append(slices.Clip(sendShape), need(kind, part))...)(body, nil)
}

// to is the customer that a request is for.
type to struct{ input, waID, scoped string }

var numberForm = regexp.MustCompile(`^\+?[0-9 ().-]+$`)

// recipient reads to and recipient; to wins.
func recipient(body map[string]any) (to, *GraphError) {
	number, isText := body["to"].(string)
	scoped, isScoped := body["recipient"].(string)
	switch {
	case body["to"] != nil && !isText || body["recipient"] != nil && !isScoped:
		return to{}, meta.Invalid("Param to must be a string.")
	case number != "":
		plain := onlyDigits(number)
		if !numberForm.MatchString(number) || len(plain) < 7 || len(plain) > 15 {
			return to{}, Fail(131009).Explained("Recipient phone number not valid")
		}
		return to{input: number, waID: plain}, nil
	case scoped != "":
		if !bsuid.MatchString(scoped) {
			return to{}, Fail(131009).Explained("Recipient is not a valid business-scoped user ID")
		}
		return to{input: scoped, scoped: scoped}, nil
	}
	return to{}, missing(where{"to"})
}

// take accepts a message, or says why not.
func (p *Provider) take(body map[string]any, phone Phone) (any, *GraphError) {
	whom, e := recipient(body)
	if e != nil {
		return nil, e
	}
	if e := check(body); e != nil {
		return nil, e
	}
	var m *Message
	e = p.Take(func() ([]any, *GraphError) {
		var c *person
		var e *GraphError
		if m, c, e = p.accept(body, phone, whom); e != nil {
			return nil, e
		}
		return p.outcome(c, m), nil
	})
	if e != nil {
		return nil, e
	}
	return accepted(whom, m), nil
}

func accepted(whom to, m *Message) sendAnswer {
	a := sendAnswer{
		Product: "whatsapp", Contacts: []sendContact{{Input: whom.input, WaID: whom.waID, BSUID: whom.scoped}},
		Messages: []sendAccepted{{ID: m.ID}},
	}
	if m.Type == "template" {
		a.Messages[0].Status = "accepted"
	}
	return a
}

// accept makes the message of a request whose form is right; the lock is held.
func (p *Provider) accept(body map[string]any, phone Phone, whom to) (*Message, *person, *GraphError) {
	now := p.Now()
	if whom.waID != "" && whom.waID == phone.digits() {
		return nil, nil, Fail(131021)
	}
	c := p.findPerson(whom.waID, whom.scoped)
	if c == nil && whom.scoped != "" {
		return nil, nil, Fail(131026)
	}
	m := &Message{FromBusiness: true, At: now, Type: digText(body, "type"), Status: "accepted", Phone: phone.ID}
	if e := p.fill(m, body); e != nil {
		return nil, nil, e
	}
	if c == nil {
		c = p.customer(Profile{WaID: whom.waID})
	}
	if e := p.pace(phone, c, now); e != nil {
		return nil, nil, e
	}
	if code := p.doomed(c, m); p.o.Immediate && (code == 131047 || code == 131026) {
		return nil, nil, Fail(code)
	}
	m.ID = p.newID(c, false)
	c.thread = append(c.thread, m)
	return m, c, nil
}

// doomed is the code a taken message will fail with; zero for none. The lock is held.
func (p *Provider) doomed(c *person, m *Message) int {
	template := m.Type == "template"
	switch {
	case c.unreachable:
		return 131026
	case !template && !c.open(p.Now()):
		return 131047
	case m.Category == "MARKETING" && c.stopped:
		return 131050
	case m.Type == "reaction" && p.reactionTarget(c, m) == nil:
		return 131009
	case m.Media != "" && !p.files[m.Media].fits(m.Type, m.Voice):
		return 131053
	}
	return 0
}

// reactionTarget is the message a reaction of the business is put on; nil when it cannot be.
func (p *Provider) reactionTarget(c *person, m *Message) *Message {
	target := c.find(m.Quoted)
	if target == nil || target.Revoked || target.Type == "reaction" || p.Now().Sub(target.At) > 30*24*time.Hour {
		return nil
	}
	return target
}

// outcome decides what becomes of a taken message, and what the business is told of it. The lock is held.
func (p *Provider) outcome(c *person, m *Message) []any {
	code := p.doomed(c, m)
	if code == 0 {
		code = p.takeRefusal()
	}
	if code != 0 {
		m.Status, m.Code = "failed", code
		return []any{p.statusOf(c, m)}
	}
	c.typingUntil = time.Time{}
	m.Status = "sent"
	if m.Type == "reaction" {
		p.reactionTarget(c, m).BusinessReaction = m.Text
	}
	var updates []any
	if !p.o.Receipts.None {
		updates = append(updates, p.statusOf(c, m))
	}
	return append(updates, p.received(c, m)...)
}

// received moves a sent message to delivered and read as far as receipts come by themselves; the lock is held.
func (p *Provider) received(c *person, m *Message) []any {
	if c.offline || p.o.Receipts.None {
		return nil
	}
	m.Status = "delivered"
	updates := []any{p.statusOf(c, m)}
	if p.o.Receipts.Read && m.Type != "reaction" {
		m.Status = "read"
		updates = append(updates, p.statusOf(c, m))
	}
	return updates
}

// receive is received with the deliveries; the lock is held.
func (p *Provider) receive(c *person, m *Message) { p.Enqueue(p.received(c, m)...) }

// listPhones and account are what an account says about itself.
func (p *Provider) listPhones(c *meta.Call) (any, *GraphError) {
	p.Lock()
	defer p.Unlock()
	all := make([]any, len(p.phones))
	for i, phone := range p.phones {
		one, e := p.phoneFields(phone, c.R.URL.Query().Get("fields"))
		if e != nil {
			return nil, e
		}
		all[i] = one
	}
	return map[string]any{"data": all, "paging": map[string]any{"cursors": map[string]string{"before": "QVFI", "after": "QVFJ"}}}, nil
}

func (p *Provider) account(c *meta.Call) (any, *GraphError) {
	all := map[string]any{"id": p.o.WABA, "name": p.phones[0].Name, "timezone_id": "98", "message_template_namespace": "0f9c2c1e_fake_namespace"}
	return choose(all, c.R.URL.Query().Get("fields"), []string{"id", "name", "timezone_id", "message_template_namespace"}, "WhatsAppBusinessAccount")
}

func (p Phone) fields() map[string]any {
	return map[string]any{
		"id": p.ID, "verified_name": p.Name, "display_phone_number": p.Number, "quality_rating": or(p.Quality, "GREEN"),
		"code_verification_status": "VERIFIED", "platform_type": "CLOUD_API", "status": or(p.State, "CONNECTED"),
		"name_status": "APPROVED", "account_mode": "LIVE", "messaging_limit_tier": "TIER_1K", "is_official_business_account": false,
		"throughput": map[string]string{"level": "STANDARD"}, "last_onboarded_time": "2026-01-05T02:00:00+0000",
		"health_status": map[string]any{"can_send_message": or(map[string]string{"FLAGGED": "LIMITED"}[p.State], "AVAILABLE")},
	}
}

func (p *Provider) phoneFields(phone Phone, fields string) (any, *GraphError) {
	usual := []string{"verified_name", "code_verification_status", "display_phone_number", "quality_rating", "platform_type", "throughput", "last_onboarded_time", "id"}
	return choose(phone.fields(), fields, usual, "WhatsAppBusinessPhoneNumber")
}

// choose keeps the fields that were asked for, and the id.
func choose(all map[string]any, fields string, usual []string, node string) (any, *GraphError) {
	names := usual
	if fields != "" {
		names = append(strings.Split(fields, ","), "id")
	}
	some := map[string]any{}
	for _, name := range names {
		name, _, _ = strings.Cut(strings.TrimSpace(name), "{")
		value, ok := all[name]
		if !ok {
			e := meta.Invalid("Tried accessing nonexisting field (%s) on node type (%s)", name, node)
			e.Status = http.StatusBadRequest
			return nil, e
		}
		some[name] = value
	}
	return some, nil
}
