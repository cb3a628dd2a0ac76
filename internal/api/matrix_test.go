package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// kind says what decides who may call a route.
type kind int

const (
	open           kind = iota // no session needed
	own                        // any member, about themselves or what they may see anyway
	byPermission               // a permission of the role
	conversation               // whoever sees the conversation of the path
	contact                    // whoever sees a conversation of the contact of the path
	file                       // whoever sees the conversation of the file
	memberPath                 // a member of the path, managed by rank
	channelPath                // a channel of the path, by permission
	deliveryPath               // a delivery of the path, by permission
	departmentPath             // a department of the path, by permission
)

// row is the expectation for one route.
type row struct {
	kind kind
	// may are the roles for byPermission, memberPath and channelPath, first letters: o a m s g (agent).
	may string
	// forbidden says, of who sees the conversation, who may still not do it, by state; nil for nobody.
	forbidden func(role sapa.Role, state sapa.State, mine bool) bool
	body      func(h *sapatest.House, o sapatest.Object) any
	headers   func() []string
}

func fixed(body any) func(*sapatest.House, sapatest.Object) any {
	return func(*sapatest.House, sapatest.Object) any { return body }
}

func keyed() []string { return []string{"Idempotency-Key", sapatest.NewKey()} }

// rows has one row for each route of the API; a route without one fails the test.
var rows = map[string]row{
	"GET /api/v1/set-up":                   {kind: open},
	"POST /api/v1/set-up":                  {kind: open, body: fixed(map[string]any{"code": "x"})},
	"POST /api/v1/sessions":                {kind: open, body: fixed(map[string]any{"name": "x", "password": "y"})},
	"POST /api/v1/invitations/look":        {kind: open, body: fixed(map[string]any{"token": "x"})},
	"POST /api/v1/invitations/accept":      {kind: open, body: fixed(map[string]any{"token": "x", "password": "y"})},
	"GET /api/v1/sessions":                 {kind: own},
	"DELETE /api/v1/sessions":              {kind: own},
	"DELETE /api/v1/sessions/current":      {kind: own},
	"DELETE /api/v1/sessions/{id}":         {kind: own},
	"GET /api/v1/me":                       {kind: own},
	"PATCH /api/v1/me":                     {kind: own, body: fixed(map[string]any{})},
	"POST /api/v1/me/password":             {kind: own, body: fixed(map[string]any{"old_password": "x", "password": "y"})},
	"PUT /api/v1/me/avatar":                {kind: own},
	"GET /api/v1/monitoring":               {kind: byPermission, may: "oams"},
	"GET /api/v1/members/{id}/presence":    {kind: memberPath, may: "oams"},
	"POST /api/v1/me/activity":             {kind: own},
	"PUT /api/v1/me/presence":              {kind: own, body: fixed(map[string]any{"state": "online"})},
	"GET /api/v1/bootstrap":                {kind: own},
	"GET /api/v1/workload":                 {kind: byPermission, may: "oam"},
	"PUT /api/v1/workload":                 {kind: byPermission, may: "oam", body: fixed(map[string]any{"mode": "off", "all": 5, "channels": []any{}, "members": []any{}})},
	"POST /api/v1/what-if":                 {kind: byPermission, may: "oams", body: fixed(map[string]any{"from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z", "strategy": "round_robin"})},
	"GET /api/v1/members":                  {kind: own},
	"GET /api/v1/channels":                 {kind: own},
	"GET /api/v1/departments":              {kind: own},
	"POST /api/v1/departments":             {kind: byPermission, may: "oam", body: newDepartment},
	"PATCH /api/v1/departments/{id}":       {kind: departmentPath, may: "oam", body: fixed(map[string]any{"member_ids": []string{}})},
	"POST /api/v1/departments/{id}/main":   {kind: departmentPath, may: "oa"},
	"DELETE /api/v1/departments/{id}":      {kind: departmentPath, may: "oam"},
	"GET /api/v1/conversations":            {kind: own},
	"GET /api/v1/conversations/counts":     {kind: own},
	"POST /api/v1/conversations/next":      {kind: own},
	"POST /api/v1/conversations":           {kind: own, body: fixed(map[string]any{"channel_id": "x", "address": "sari@x.example", "text": "halo kak", "mail": map[string]any{"subject": "Katalog"}}), headers: keyed},
	"GET /api/v1/search":                   {kind: own},
	"GET /api/v1/events":                   {kind: own},
	"POST /api/v1/uploads":                 {kind: own, body: fixed(sapatest.Picture)},
	"GET /api/v1/members/{id}/avatar":      {kind: own},
	"PATCH /api/v1/workspace":              {kind: byPermission, may: "oam", body: fixed(map[string]any{})},
	"GET /api/v1/allocation":               {kind: byPermission, may: "oams"},
	"POST /api/v1/allocation/secret":       {kind: byPermission, may: "oam", body: fixed(map[string]any{})},
	"POST /api/v1/allocation/test":         {kind: byPermission, may: "oam", body: fixed(map[string]any{"url": "http://sapa.invalid/"})},
	"PATCH /api/v1/settings":               {kind: byPermission, may: "oam", body: fixed(map[string]any{"agent_can_assign": true})},
	"POST /api/v1/channels":                {kind: byPermission, may: "oamsg", body: fixed(map[string]any{"kind": "webchat", "name": "Kedua"})},
	"POST /api/v1/channels/login":          {kind: byPermission, may: "oamsg", body: fixed(map[string]any{"kind": "fb_messenger"})},
	"POST /api/v1/channels/login/end":      {kind: byPermission, may: "oamsg", body: fixed(map[string]any{"state": "x", "code": "x"})},
	"POST /api/v1/channels/{id}/check":     {kind: channelPath, may: "oams"},
	"POST /api/v1/channels/{id}/subscribe": {kind: channelPath, may: "oams"},
	"POST /api/v1/channels/{id}/secret":    {kind: channelPath, may: "oams", body: fixed(map[string]any{})},
	"GET /api/v1/channels/{id}/templates":  {kind: own},
	"GET /api/v1/deliveries":               {kind: byPermission, may: "oams"},
	"GET /api/v1/deliveries/{id}":          {kind: deliveryPath, may: "oams"},
	"POST /api/v1/deliveries/{id}/replay":  {kind: deliveryPath, may: "oams"},
	"DELETE /api/v1/deliveries/{id}":       {kind: deliveryPath, may: "oams"},
	"POST /api/v1/members":                 {kind: byPermission, may: "oam", body: newMember},
	"PATCH /api/v1/channels/{id}":          {kind: channelPath, may: "oams", body: fixed(map[string]any{"name": "Web"})},
	"DELETE /api/v1/channels/{id}":         {kind: channelPath, may: "oams"},
	"PATCH /api/v1/members/{id}":           {kind: memberPath, may: "oam", body: fixed(map[string]any{"address": "Solo"})},
	"DELETE /api/v1/members/{id}":          {kind: memberPath, may: "oam"},
	"POST /api/v1/members/{id}/link":       {kind: memberPath, may: "oam"},
	"GET /api/v1/contacts/{id}":            {kind: contact},
	"PATCH /api/v1/contacts/{id}":          {kind: contact, body: fixed(map[string]any{"name": "Budi"})},
	"GET /api/v1/files/{key}":              {kind: file},
	"GET /api/v1/files/{key}/thumbnail":    {kind: file},
	"GET /api/v1/conversations/{id}":       {kind: conversation},
	"POST /api/v1/conversations/{id}/take": {kind: conversation, body: fixed(map[string]any{})},
	"POST /api/v1/conversations/{id}/assign": {kind: conversation, body: func(h *sapatest.House, _ sapatest.Object) any {
		return map[string]any{"to": h.As(sapatest.Fitri).ID}
	}},
	"POST /api/v1/conversations/{id}/move":                             {kind: conversation, body: fixed(map[string]any{"department_id": "x"})},
	"POST /api/v1/conversations/{id}/unassign":                         {kind: conversation},
	"POST /api/v1/conversations/{id}/resolve":                          {kind: conversation},
	"POST /api/v1/conversations/{id}/read":                             {kind: conversation, body: fixed(map[string]any{"seq": 1})},
	"POST /api/v1/conversations/{id}/unread":                           {kind: conversation},
	"GET /api/v1/conversations/{id}/assignable":                        {kind: conversation},
	"GET /api/v1/conversations/{id}/mentionable":                       {kind: conversation},
	"GET /api/v1/conversations/{id}/messages":                          {kind: conversation},
	"POST /api/v1/conversations/{id}/messages":                         {kind: conversation, body: fixed(map[string]any{"text": "halo kak"}), headers: keyed},
	"POST /api/v1/conversations/{id}/notes":                            {kind: conversation, body: fixed(map[string]any{"text": "catatan"}), headers: keyed},
	"PUT /api/v1/conversations/{id}/messages/{message}/reaction":       {kind: conversation, body: fixed(map[string]any{"emoji": "👍"})},
	"PATCH /api/v1/conversations/{id}/messages/{message}":              {kind: conversation, body: fixed(map[string]any{"text": "lain"}), forbidden: notTheAuthor},
	"DELETE /api/v1/conversations/{id}/messages/{message}":             {kind: conversation, forbidden: notTheAuthor},
	"GET /api/v1/conversations/{id}/messages/{message}/versions":       {kind: conversation},
	"POST /api/v1/conversations/{id}/messages/{message}/resend":        {kind: conversation},
	"POST /api/v1/conversations/{id}/messages/{message}/settle":        {kind: conversation},
	"POST /api/v1/conversations/{id}/messages/{message}/fetch":         {kind: conversation},
	"PUT /api/v1/conversations/{id}/messages/{message}/hidden":         {kind: conversation, body: fixed(map[string]any{"on": true})},
	"PUT /api/v1/conversations/{id}/messages/{message}/liked":          {kind: conversation, body: fixed(map[string]any{"on": true})},
	"POST /api/v1/conversations/{id}/messages/{message}/private-reply": {kind: conversation, body: fixed(map[string]any{"text": "halo kak"}), headers: keyed},
	"GET /api/v1/conversations/{id}/post":                              {kind: conversation},
	"GET /api/v1/conversations/{id}/post/picture":                      {kind: conversation},
	"GET /api/v1/conversations/{id}/mail":                              {kind: conversation},
	"GET /api/v1/conversations/{id}/messages/{message}/mail":           {kind: conversation},
	"GET /api/v1/conversations/{id}/messages/{message}/mail/original":  {kind: conversation},
	"GET /api/v1/conversations/{id}/drafts":                            {kind: conversation},
	"PUT /api/v1/conversations/{id}/drafts/{mode}":                     {kind: conversation, body: fixed(map[string]any{"text": "draf", "revision": 1})},

	"GET /api/v1/customers":      {kind: own},
	"GET /api/v1/customers/file": {kind: byPermission, may: "oams"},
	"POST /api/v1/customers/assign": {kind: byPermission, may: "oams", body: func(h *sapatest.House, o sapatest.Object) any {
		return map[string]any{"conversations": []map[string]any{{"id": o.ID}}, "to": h.As(sapatest.Fitri).ID}
	}},
	"GET /api/v1/views":         {kind: own},
	"POST /api/v1/views":        {kind: own, body: fixed(map[string]any{"name": "Antrean pagi", "filters": "list=queue"})},
	"PATCH /api/v1/views/{id}":  {kind: own, body: fixed(map[string]any{"name": "Antrean sore"})},
	"DELETE /api/v1/views/{id}": {kind: own},
}

func notTheAuthor(sapa.Role, sapa.State, bool) bool { return true }

func newMember(*sapatest.House, sapatest.Object) any {
	return map[string]any{"name": "Baru", "email": strings.ToLower(sapatest.NewKey()) + "@melati.example", "role": "agent"}
}

// theirDepartment makes one in another workspace.
func theirDepartment(neighbour *sapatest.Person) string {
	neighbour.T.Helper()
	return neighbour.Want(http.StatusCreated, "POST", "/api/v1/departments", map[string]any{"name": "Sebelah", "supervisor_id": neighbour.ID}).Text("id")
}

func newDepartment(h *sapatest.House, _ sapatest.Object) any {
	return map[string]any{"name": sapatest.NewKey(), "supervisor_id": h.As(sapatest.Dewi).ID}
}

func TestEveryRouteHasARow(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	routes := h.API.Routes()
	for _, r := range routes {
		if _, ok := rows[r]; !ok {
			t.Errorf("%s has no row: say who may call it", r)
		}
	}
	for r := range rows {
		if !slices.Contains(routes, r) {
			t.Errorf("the row %s has no route", r)
		}
	}
}

// everyone is one person of each role, and the letter of the role.
var everyone = []struct {
	name   string
	role   sapa.Role
	letter string
}{
	{sapatest.Ratna, sapa.Owner, "o"}, {sapatest.Bagas, sapa.Admin, "a"}, {sapatest.Citra, sapa.Manager, "m"},
	{sapatest.Dewi, sapa.Supervisor, "s"}, {sapatest.Eko, sapa.Agent, "g"},
}

// things are conversations in every relation to an agent (Eko): whose they are, and whether Eko sees them.
var things = []struct {
	state   sapa.State
	handler string
	sees    bool
}{
	{sapa.InQueue, "", true}, {sapa.Handled, sapatest.Eko, true}, {sapa.Handled, sapatest.Fitri, false}, {sapa.Inactive, sapatest.Fitri, true},
	{sapa.Resolved, sapatest.Eko, true}, {sapa.Resolved, sapatest.Fitri, false}, {sapa.Resolved, "", false},
}

func fill(pattern string, o sapatest.Object, member, channel string) (string, string) {
	method, path, _ := strings.Cut(pattern, " ")
	id := o.ID
	switch rows[pattern].kind {
	case contact:
		id = o.Contact
	case memberPath, own:
		id = member
	case channelPath:
		id = channel
	case deliveryPath:
		id = o.Delivery
	case departmentPath:
		id = o.Department
	}
	path = strings.NewReplacer("{id}", id, "{key}", o.File, "{message}", o.Message, "{mode}", "reply").Replace(path)
	if path == "/api/v1/events" {
		path += "?after=0"
	}
	if path == "/api/v1/search" {
		path += "?q=halo"
	}
	if path == "/api/v1/uploads" {
		path += "?name=a.png"
	}
	return method, path
}

func call(p *sapatest.Person, h *sapatest.House, pattern string, o sapatest.Object, member, channel string) *sapatest.Answer {
	r := rows[pattern]
	method, path := fill(pattern, o, member, channel)
	var body any
	if r.body != nil {
		body = r.body(h, o)
	}
	var headers []string
	if r.headers != nil {
		headers = r.headers()
	}
	return p.Do(method, path, body, headers...)
}

// Nobody who is not signed in gets anything but 401 from a member's route.
func TestMatrixWithoutASession(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	o := h.Conversation(sapa.InQueue, "")
	o.Delivery, o.Department = "x", "x"
	for pattern, r := range rows {
		a := call(h.Anonymous(), h, pattern, o, h.As(sapatest.Eko).ID, "x")
		if (a.Status == http.StatusUnauthorized) != (r.kind != open) && a.Code() != "wrong_credentials" {
			t.Errorf("%s without a session: %d", pattern, a.Status)
		}
	}
}

// Every role on every conversation, contact and file: what one may not see is not there.
func TestMatrixOfConversations(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		shared := make([]sapatest.Object, len(things))
		for i, thing := range things {
			shared[i] = h.Conversation(thing.state, thing.handler)
		}
		for pattern, r := range rows {
			// Without departments there is none to move to: see TestMatrixOfDepartments.
			if r.kind != conversation && r.kind != contact && r.kind != file || strings.HasSuffix(pattern, "/move") {
				continue
			}
			for _, who := range everyone {
				for i, thing := range things {
					o := shared[i]
					if changesThings(pattern) {
						o = h.Conversation(thing.state, thing.handler)
					}
					a := call(h.As(who.name), h, pattern, o, "", "")
					name := fmt.Sprintf("%s: %s on one %s of %q", pattern, who.role, thing.state, thing.handler)
					sees := who.role != sapa.Agent || thing.sees
					checkAnswer(t, name, a, sees, r.forbidden != nil && r.forbidden(who.role, thing.state, thing.handler == who.name), lostRace(pattern, thing.state))
				}
			}
		}
	})
}

// changesThings tells of the acts after which a conversation is another one, for whoever comes next.
func changesThings(pattern string) bool {
	_, path, _ := strings.Cut(pattern, " ")
	acts := []string{"/take", "/assign", "/unassign", "/resolve", "/messages", "/notes", "/reaction", "/hidden", "/liked", "/private-reply", "/messages/{message}", "/resend", "/settle", "/fetch"}
	return !strings.HasPrefix(pattern, "GET") && slices.ContainsFunc(acts, func(end string) bool { return strings.HasSuffix(path, end) })
}

// lostRace are the acts whose loser is told who was first, when it was a moment ago (CNV-2).
func lostRace(pattern string, state sapa.State) bool {
	return state == sapa.Handled && changesThings(pattern)
}

func checkAnswer(t *testing.T, name string, a *sapatest.Answer, sees, forbidden, raced bool) {
	t.Helper()
	switch {
	case !sees && raced:
		if a.Status != http.StatusConflict || a.Code() != "already_assigned" {
			t.Errorf("%s: %d %s, want the winner's name", name, a.Status, a.Body)
		}
	case !sees:
		if a.Status != http.StatusNotFound {
			t.Errorf("%s: %d, want 404: %s", name, a.Status, a.Body)
		}
	case forbidden:
		if a.Status != http.StatusForbidden && a.Status != http.StatusConflict {
			t.Errorf("%s: %d, want 403", name, a.Status)
		}
	case a.Status == http.StatusNotFound || a.Status == http.StatusForbidden || a.Status == http.StatusUnauthorized || a.Status >= 500:
		t.Errorf("%s: %d %s", name, a.Status, a.Body)
	case a.Status >= 400 && a.Status != http.StatusConflict:
		t.Errorf("%s: the test's request is wrong: %d %s", name, a.Status, a.Body)
	}
}

// Every role on the routes that depend on a permission.
func TestMatrixOfPermissions(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		h.As(sapatest.Fitri)
		channel := h.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		for pattern, r := range rows {
			if !slices.Contains([]kind{byPermission, channelPath, memberPath, deliveryPath, departmentPath}, r.kind) {
				continue
			}
			for _, who := range everyone {
				target := channel
				if r.kind == channelPath && strings.HasPrefix(pattern, "DELETE") {
					target = h.As(sapatest.Ratna).Want(http.StatusCreated, "POST", "/api/v1/channels", map[string]any{"kind": "webchat", "name": "Sementara"}).Text("id")
				}
				fresh := h.As(sapatest.Ratna).Want(http.StatusCreated, "POST", "/api/v1/members", newMember(nil, sapatest.Object{})).Text("member", "id")
				o := sapatest.Object{Delivery: h.Stuck(h.As(sapatest.Ratna))}
				if r.kind == departmentPath {
					o.Department = h.Department(sapatest.NewKey(), sapatest.Dewi)
				}
				a := call(h.As(who.name), h, pattern, o, fresh, target)
				may := strings.Contains(r.may, who.letter)
				// The web chat has no provider to ask, which is a conflict for those who may ask.
				if may && a.Status >= 400 && a.Status != http.StatusConflict || !may && a.Status != http.StatusForbidden {
					t.Errorf("%s: %s: %d %s", pattern, who.role, a.Status, a.Body)
				}
			}
		}
	})
}

// Nobody reaches another workspace's things, whatever their role, by any id in any path.
func TestMatrixOfAnotherWorkspace(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		neighbour, theirs := h.Neighbour()
		channel := neighbour.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		department := theirDepartment(neighbour)
		h.Department("Penjualan", sapatest.Dewi)
		for pattern, r := range rows {
			if !strings.Contains(pattern, "{") || r.kind == own && strings.Contains(pattern, "sessions") {
				continue
			}
			theirs.Delivery, theirs.Department = h.Stuck(neighbour), department
			for _, who := range everyone {
				a := call(h.As(who.name), h, pattern, theirs, neighbour.ID, channel)
				forbidden := a.Status == http.StatusForbidden && slices.Contains([]kind{memberPath, channelPath, deliveryPath, departmentPath}, r.kind) && !strings.Contains(r.may, who.letter)
				if a.Status != http.StatusNotFound && !forbidden {
					t.Errorf("%s: %s reached another workspace: %d %s", pattern, who.role, a.Status, a.Body)
				}
			}
		}
	})
}

// Ids of another workspace, and of what one may not see, are refused in bodies and queries as well.
func TestForeignIDsInBodies(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	neighbour, theirs := h.Neighbour()
	mine, colleagues := h.Conversation(sapa.Handled, sapatest.Eko), h.Conversation(sapa.Handled, sapatest.Fitri)
	channel := neighbour.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	eko, ratna := h.As(sapatest.Eko), h.As(sapatest.Ratna)
	base := "/api/v1/conversations/" + mine.ID
	for name, a := range map[string]*sapatest.Answer{
		"assign to a neighbour":             eko.Do("POST", base+"/assign", map[string]any{"to": neighbour.ID}),
		"mention a neighbour":               eko.Do("POST", base+"/notes", map[string]any{"text": "@", "mentions": []string{neighbour.ID}}, keyed()...),
		"mention who cannot see it":         eko.Do("POST", base+"/notes", map[string]any{"text": "@", "mentions": []string{h.As(sapatest.Fitri).ID}}, keyed()...),
		"quote a neighbour's message":       eko.Do("POST", base+"/messages", map[string]any{"text": "x", "reply_to": theirs.Message}, keyed()...),
		"quote a colleague's message":       eko.Do("POST", base+"/messages", map[string]any{"text": "x", "reply_to": colleagues.Message}, keyed()...),
		"attach a neighbour's file":         eko.Do("POST", base+"/messages", map[string]any{"text": "x", "attachments": []string{theirs.File}}, keyed()...),
		"attach a customer's file":          eko.Do("POST", base+"/messages", map[string]any{"text": "x", "attachments": []string{mine.File}}, keyed()...),
		"filter by a neighbour":             ratna.Do("GET", "/api/v1/conversations?tab=all&assignee_id="+channel, nil),
		"a member's id as a conversation's": eko.Do("GET", "/api/v1/conversations/"+eko.ID, nil),
	} {
		if a.Status != http.StatusUnprocessableEntity && a.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for _, path := range []string{"/api/v1/conversations?tab=all&assignee_id=" + neighbour.ID, "/api/v1/conversations?tab=all&channel_id=" + channel} {
		if n := ratna.Want(http.StatusOK, "GET", path, nil).Len("conversations"); n != 0 {
			t.Errorf("%s shows %d conversations", path, n)
		}
	}
	if a := eko.Do("POST", base+"/messages", map[string]any{"text": "x", "workspace_id": 1}, keyed()...); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("an unknown field is accepted: %d", a.Status)
	}
}

// The same matrix for live updates: of each conversation, exactly those learn who see it.
func TestMatrixOfLiveUpdates(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		objects := make([]sapatest.Object, len(things))
		for i, thing := range things {
			objects[i] = h.Conversation(thing.state, thing.handler)
		}
		ratna := h.As(sapatest.Ratna)
		start := int64(ratna.Want(http.StatusOK, "GET", "/api/v1/bootstrap", nil).At("number").(float64))
		lives := map[string]*sapatest.Live{}
		for _, who := range everyone {
			lives[who.name] = h.As(who.name).Live(start)
		}
		neighbour, theirs := h.Neighbour()
		next := neighbour.Live(0)
		for _, o := range objects {
			ratna.Want(http.StatusCreated, "POST", "/api/v1/conversations/"+o.ID+"/notes", map[string]any{"text": "catatan " + o.ID}, keyed()...)
		}
		last := h.Conversation(sapa.InQueue, "")
		for _, who := range everyone {
			lives[who.name].WaitEvent("the last conversation", func(e sapatest.Frame) bool {
				c, ok := e["conversation"].(map[string]any)
				return ok && c["id"] == last.ID
			})
			for i, thing := range things {
				heard := slices.ContainsFunc(lives[who.name].Events(), text("catatan "+objects[i].ID))
				if want := who.role != sapa.Agent || thing.sees; heard != want {
					t.Errorf("%s heard of one %s of %q: %v, want %v", who.role, thing.state, thing.handler, heard, want)
				}
			}
		}
		own := 0
		for _, e := range next.Events() {
			c, ok := e["conversation"].(map[string]any)
			if !ok {
				continue
			}
			if c["id"] != theirs.ID {
				t.Errorf("another workspace heard %v", e)
			}
			own++
		}
		if own == 0 {
			t.Error("another workspace hears nothing, not even of its own conversation")
		}
	})
}
