package whatsapp

// update is one thing the business is to be told.
type update struct {
	field string
	phone string // phone number id; empty for fields about the account
	// Exactly one of these is filled.
	message, status, echo any
	failure               *statusError
	whole                 any
	contact               *contact
	time                  int64
}

// same tells whether two updates may share a change. Statuses and messages come in changes of their own.
func (u update) same(other update) bool {
	return u.whole == nil && other.whole == nil && u.field == other.field && u.phone == other.phone &&
		(u.message == nil) == (other.message == nil) && (u.status == nil) == (other.status == nil)
}

// pack puts updates into one body; the lock is held. More than three of a kind make a further change, more than two
// changes a further entry.
func (p *Provider) pack(all []any) []byte {
	updates := make([]update, len(all))
	for i, one := range all {
		updates[i] = one.(update)
	}
	e := envelope{Object: "whatsapp_business_account"}
	var changes []change
	for start := 0; start < len(updates); {
		end := start + 1
		for end < len(updates) && updates[end].same(updates[start]) && (end-start < 3 || len(updates) <= 3) {
			end++
		}
		changes = append(changes, p.changeOf(updates[start:end]))
		start = end
	}
	for len(changes) > 0 {
		n := min(2, len(changes))
		e.Entry = append(e.Entry, entry{ID: p.o.WABA, Time: updates[0].time, Changes: changes[:n:n]})
		changes = changes[n:]
	}
	return encode(e)
}

func (p *Provider) changeOf(updates []update) change {
	first := updates[0]
	if first.whole != nil {
		return change{Value: first.whole, Field: first.field}
	}
	v := value{Product: "whatsapp", Metadata: metadata{Number: p.numberOf(first.phone), ID: first.phone}}
	known := map[contact]bool{}
	for _, u := range updates {
		if u.contact != nil && !known[*u.contact] {
			known[*u.contact] = true
			v.Contacts = append(v.Contacts, *u.contact)
		}
		switch {
		case u.message != nil:
			v.Messages = append(v.Messages, u.message)
		case u.status != nil:
			v.Statuses = append(v.Statuses, u.status)
		case u.echo != nil:
			v.Echoes = append(v.Echoes, u.echo)
		case u.failure != nil:
			v.Errors = append(v.Errors, *u.failure)
		}
	}
	return change{Value: v, Field: first.field}
}

func (p *Provider) numberOf(id string) string {
	for _, phone := range p.phones {
		if phone.ID == id {
			return phone.digits()
		}
	}
	return "15550000000" // a number of somebody else
}

// contact is what deliveries say of a customer.
func (c *person) contact() *contact {
	k := &contact{Profile: contactProfile{Name: c.Name, Username: c.Username}, WaID: c.WaID, BSUID: c.BSUID}
	if c.Hidden {
		k.WaID = ""
	}
	return k
}

// statusOf is what the business is told of its message; the lock is held.
func (p *Provider) statusOf(c *person, m *Message) update {
	s := &statusUpdate{
		ID: m.ID, Status: m.Status, Timestamp: seconds(p.Now()), WaID: c.WaID, BSUID: c.BSUID, Opaque: m.Opaque,
	}
	if c.Hidden {
		s.WaID = ""
	}
	switch m.Status {
	case "sent":
		s.Pricing = m.price()
	case "failed":
		s.Errors = []statusError{carried(Fail(m.Code), true)}
	}
	u := update{field: "messages", phone: m.Phone, status: s}
	if c.BSUID != "" {
		u.contact = c.contact()
	}
	return u
}

// price is what a message costs; free-form ones are free.
func (m *Message) price() *pricing {
	switch m.Category {
	case "":
		return &pricing{Model: "PMP", Type: "free_customer_service", Category: "service"}
	case "MARKETING":
		return &pricing{Billable: true, Model: "PMP", Type: "regular", Category: "marketing"}
	}
	return &pricing{Billable: true, Model: "PMP", Type: "regular", Category: "utility"}
}

// Status tells the business a status of its message, whatever came before: "sent", "delivered", "read" or "played".
// It is false when there is no such message.
func (p *Provider) Status(id, status string) bool {
	return p.statusAgain(id, func(m *Message) { m.Status = status })
}

// FailMessage tells the business that its message failed with a code, long after it was taken.
func (p *Provider) FailMessage(id string, code int) bool {
	return p.statusAgain(id, func(m *Message) { m.Status, m.Code = "failed", code })
}

func (p *Provider) statusAgain(id string, set func(*Message)) (found bool) {
	p.Change(func() {
		for _, c := range p.people {
			if m := c.find(id); m != nil && m.FromBusiness {
				set(m)
				p.Enqueue(p.statusOf(c, m))
				found = true
			}
		}
	})
	return found
}

// SetQuality changes a number's rating to GREEN, YELLOW or RED. RED flags the number, and the business is told.
func (p *Provider) SetQuality(phoneID, rating string) {
	p.Change(func() {
		for i := range p.phones {
			if n := &p.phones[i]; n.ID == phoneID {
				event := "UNFLAGGED"
				if n.Quality, n.State = rating, "CONNECTED"; rating == "RED" {
					n.State, event = "FLAGGED", "FLAGGED"
				}
				p.Enqueue(update{field: "phone_number_quality_update", time: p.Now().Unix(), whole: map[string]string{
					"display_phone_number": n.digits(), "event": event, "current_limit": "TIER_1K",
				}})
			}
		}
	})
}

// SetTemplateStatus changes a template's status, and the business is told. It is false when there is no such template.
func (p *Provider) SetTemplateStatus(name, language, status, reason string) (found bool) {
	p.Change(func() {
		t := p.findTemplate(name, language)
		if found = t != nil; !found {
			return
		}
		t.Status = status
		p.Enqueue(update{field: "message_template_status_update", time: p.Now().Unix(), whole: templateChange{
			Event: status, ID: number64(t.ID), Name: t.Name, Language: t.Language, Reason: or(reason, "NONE"),
		}})
	})
	return found
}

type templateChange struct {
	Event    string   `json:"event"`
	ID       number64 `json:"message_template_id"`
	Name     string   `json:"message_template_name"`
	Language string   `json:"message_template_language"`
	Reason   string   `json:"reason"`
}

// number64 is an id that this one delivery writes without quotes.
type number64 string

// MarshalJSON writes the digits bare.
func (n number64) MarshalJSON() ([]byte, error) { return []byte(n), nil }

// DeliverError tells the business of an error that belongs to no message.
func (p *Provider) DeliverError(code int) {
	p.Change(func() {
		failure := carried(Fail(code), false)
		p.Enqueue(update{field: "messages", phone: p.phones[0].ID, failure: &failure})
	})
}

// DeliverForeign brings a text for a number that belongs to somebody else, well signed.
func (p *Provider) DeliverForeign(phoneID, text string) {
	p.Change(func() {
		c := &person{Profile: Profile{WaID: "6281200000000", Name: "Orang lain"}}
		p.Enqueue(update{field: "messages", phone: phoneID, contact: c.contact(), message: &sent{
			From: c.WaID, ID: p.newID(c, true), Timestamp: seconds(p.Now()), Type: "text", Part: map[string]string{"body": text},
		}})
	})
}

// DeliverField brings a change of any field with any value, to see what the business makes of it.
func (p *Provider) DeliverField(field string, value any) {
	p.Change(func() { p.Enqueue(update{field: field, whole: value, time: p.Now().Unix()}) })
}
