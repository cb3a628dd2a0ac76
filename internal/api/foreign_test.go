package api_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

// naming are the fields of bodies that name something by its id; plain are those that name nothing. A field that is in
// neither list fails: whoever adds one says what it is.
var (
	naming = []string{"channel_id", "contact_id", "to", "expected_assignee", "attachments", "reply_to", "mentions", "conversations", "supervisor_id", "member_ids", "channel_ids", "department_id", "department_ids"}
	plain  = []string{
		"address", "code", "company", "config", "denied", "email", "emoji", "grant", "keep_hours", "kind", "language", "location", "mail", "menu", "name", "note", "old_password", "on", "organization", "over_limit", "password", "phone", "state",
		"plan_mode", "revision", "role", "seen_seq", "seq", "session_hours", "template", "text", "time_zone", "token",
		"filters", "shared", "seen", "url",
		// Lists whose entries name something: TestWorkloadOfOthers.
		"all", "channels", "members", "mode",
		"from", "limit", "more_agents", "strategy",
	}
)

// ignoring are the fields whose foreign ids are left out rather than refused: a draft must not fail over a file that lay
// too long, and of many to assign each is refused by itself.
var ignoring = map[string]string{"PUT /api/v1/conversations/{id}/drafts/{mode}": "attachments", "POST /api/v1/customers/assign": "conversations"}

// told is what the house holds of what people said and did, and of what they have typed.
func told(h *sapatest.House) string {
	var all []string
	for _, query := range []string{
		`SELECT id, last_change FROM workspaces ORDER BY id`, `SELECT member_id, conversation_id, mode, attachments, reply_to FROM drafts`, `SELECT id, conversation_id FROM messages ORDER BY id`,
		`SELECT key, message_id, conversation_id FROM attachments ORDER BY key`, `SELECT id, state, assignee_id FROM conversations ORDER BY id`,
	} {
		all = append(all, h.Query(query)...)
	}
	return strings.Join(all, "\n")
}

// bodyFields are the fields of the bodies of all routes, by route.
func bodyFields(t *testing.T, h *sapatest.House) map[string][]string {
	t.Helper()
	doc := h.API.OpenAPI()
	all := map[string][]string{}
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{"POST": item.Post, "PUT": item.Put, "PATCH": item.Patch} {
			if op == nil || op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
				continue
			}
			s := op.RequestBody.Content["application/json"].Schema
			if s.Ref != "" {
				s = doc.Components.Schemas.SchemaFromRef(s.Ref)
			}
			all[method+" "+path] = slices.Sorted(maps.Keys(s.Properties))
		}
	}
	return all
}

// No body of any route names anything of another workspace, nor one's own things as what they are not; what tries changes
// nothing at all.
func TestForeignIDsInEveryBodyField(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	neighbour, theirs := h.Neighbour()
	ratna := h.As(sapatest.Ratna)
	_, _ = h.As(sapatest.Fitri), h.As(sapatest.Dewi) // to whom rows assign, and who is to lead
	mine := h.Conversation(sapa.Handled, sapatest.Ratna)
	channel := func(p *sapatest.Person) string {
		return p.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	}
	foreign := map[string]string{
		"their member": neighbour.ID, "their channel": channel(neighbour), "their conversation": theirs.ID, "their contact": theirs.Contact, "their message": theirs.Message,
		"their file": theirs.File, "our channel": channel(ratna), "our contact": mine.Contact, "our conversation": mine.ID, "their department": theirDepartment(neighbour), "a number": "1", "a path": "../" + mine.ID,
	}
	mine.Department = h.Department("Penjualan", sapatest.Ratna, sapatest.Ratna)
	keep := map[string]any{"text": "draf", "revision": 1}
	ratna.Want(http.StatusOK, "PUT", "/api/v1/conversations/"+mine.ID+"/drafts/reply", keep)
	tried := 0
	for pattern, fields := range bodyFields(t, h) {
		for _, field := range fields {
			if slices.Contains(plain, field) {
				continue
			}
			if !slices.Contains(naming, field) {
				t.Errorf("%s: say whether %q names something", pattern, field)
				continue
			}
			for what, id := range foreign {
				if field == "conversations" && id == mine.ID || field == "channel_ids" && what == "our channel" {
					continue // is one, and what it is for
				}
				before := told(h)
				a := askNaming(h, ratna, pattern, mine, field, id)
				if tried++; (a.Status < 400 || a.Status >= 500) && ignoring[pattern] != field {
					t.Errorf("%s: %s is %s: %d %s", pattern, field, what, a.Status, a.Body)
				}
				if told(h) != before {
					t.Errorf("%s: %s is %s: something changed", pattern, field, what)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d were tried", tried)
	}
}

// askNaming asks a route with its usual body, in which a field holds an id.
func askNaming(h *sapatest.House, p *sapatest.Person, pattern string, o sapatest.Object, field, id string) *sapatest.Answer {
	method, path := fill(pattern, o, p.ID, "")
	body := map[string]any{}
	if r := rows[pattern]; r.body != nil {
		if usual, ok := r.body(h, o).(map[string]any); ok {
			maps.Copy(body, usual)
		}
	}
	body[field] = id
	if slices.Contains([]string{"attachments", "mentions"}, field) || strings.HasSuffix(field, "_ids") {
		body[field] = []string{id}
	}
	if field == "conversations" {
		body[field] = []any{map[string]any{"id": id, "expected_assignee": p.ID}}
	}
	if body["revision"] != nil {
		body["revision"] = time.Now().UnixNano() // newer than all before
	}
	return p.Do(method, path, body, keyed()...)
}
