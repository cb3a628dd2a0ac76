package api

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// customerFileRoute is outside of huma: the file is written as its rows are read, however many there are.
func (a *API) customerFileRoute() {
	a.raw("GET", "/api/v1/customers/file", member, huma.Operation{
		OperationID: "export-customers", Summary: "The list of customers as a CSV file, in your language; for those who may export", Tags: []string{"customers"},
		Parameters: a.filterParams(),
		Responses: map[string]*huma.Response{"200": {Description: "The file: UTF-8 with a byte order mark", Content: map[string]*huma.MediaType{
			"text/csv": {Schema: &huma.Schema{Type: "string"}},
		}}},
	}, a.customerFile)
}

// filterParams are the filters as the list has them.
func (a *API) filterParams() []*huma.Param {
	var all []*huma.Param
	for _, p := range a.huma.OpenAPI().Paths["/api/v1/customers"].Get.Parameters {
		if p.Name != "cursor" && p.Name != "limit" {
			all = append(all, p)
		}
	}
	return all
}

// readFilters reads the filters of a request that huma does not read; what huma would refuse is refused.
func readFilters(query url.Values) (RoomFilters, error) {
	var f RoomFilters
	var wrong sapa.Fields
	known := map[string]bool{}
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name := field.Tag.Get("query")
		known[name] = true
		text := query.Get(name)
		if text == "" {
			text = field.Tag.Get("default")
		}
		options := field.Tag.Get("enum")
		wrong.Check(options == "" || slices.Contains(strings.Split(options, ","), text), name, "not_an_option")
		most, bounded := atMost(field.Tag)
		wrong.Check(sapa.Storable(text), name, "invalid")
		if v.Field(i).Kind() != reflect.Slice {
			wrong.Check(!bounded || utf8.RuneCountInString(text) <= most, name, "too_long")
			v.Field(i).SetString(text)
		} else if text != "" {
			ids := strings.Split(text, ",")
			wrong.Check(len(ids) <= most, name, "too_many")
			v.Field(i).Set(reflect.ValueOf(ids[:min(len(ids), most)]))
		}
	}
	for name := range query {
		wrong.Check(known[name], name, "unknown")
	}
	return f, wrong.Err()
}

// atMost is how many characters a filter may have, or values; false when its options say it.
func atMost(declared reflect.StructTag) (most int, bounded bool) {
	for _, name := range []string{"maxLength", "maxItems"} {
		if n, err := strconv.Atoi(declared.Get(name)); err == nil {
			return n, true
		}
	}
	return 0, false
}

// fileTime is how long a part of the file may take to reach whoever loads it.
const fileTime = 30 * time.Second

func (a *API) customerFile(w http.ResponseWriter, r *http.Request, c caller) error {
	filters, err := readFilters(r.URL.Query())
	if err != nil {
		return err
	}
	q, err := a.asked(filters)
	if err != nil {
		return err
	}
	f, err := a.Inbox.ExportRooms(r.Context(), c.By, q)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="sapa-%s.csv"`, a.Now().In(f.Zone).Format(time.DateOnly)))
	if err := a.writeFile(w, f); err != nil {
		if !isCancelled(err) && r.Context().Err() == nil && sapa.KindOf(err) != sapa.Forbidden {
			a.log.Error("customers: file", "error", err)
		}
		// A file that ends too soon must not look whole.
		panic(http.ErrAbortHandler)
	}
	return nil
}

// writeFile writes the file, a page at a time.
func (a *API) writeFile(w http.ResponseWriter, f inbox.RoomFile) error {
	words := fileWordsIn(f.Who.Language)
	if _, err := w.Write([]byte("\ufeff")); err != nil { // spreadsheets take it for UTF-8 then
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(words.columns); err != nil {
		return err
	}
	reach := http.NewResponseController(w)
	for hits, err := range f.Pages {
		if err != nil {
			return err
		}
		_ = reach.SetWriteDeadline(time.Now().Add(fileTime))
		for _, h := range hits {
			if err := out.Write(words.line(h, f, a.called(h.Person, words))); err != nil {
				return err
			}
		}
		if out.Flush(); out.Error() != nil {
			return out.Error()
		}
		_ = reach.Flush()
	}
	return nil
}

// fileWords are the words of the file in one language.
type fileWords struct {
	columns       []string
	states        map[sapa.State]string
	inbox, outbox string
	guest         string
}

var fileLanguages = map[sapa.Language]fileWords{
	"id": {
		columns: []string{"Pelanggan", "Telepon", "Email", "Kanal", "Jenis", "Status", "Penangan terakhir", "Departemen", "Dibuka", "Pesan terakhir", "Menunggu sejak", "Selesai"},
		states:  map[sapa.State]string{sapa.InQueue: "Antrean", sapa.Handled: "Ditangani", sapa.Inactive: "Tidak aktif", sapa.Resolved: "Selesai"},
		inbox:   "Inbox", outbox: "Outbox", guest: "Tamu ",
	},
	"en": {
		columns: []string{"Customer", "Phone", "Email", "Channel", "Type", "Status", "Last handler", "Department", "Opened", "Last message", "Waiting since", "Resolved"},
		states:  map[sapa.State]string{sapa.InQueue: "In queue", sapa.Handled: "Handled", sapa.Inactive: "Inactive", sapa.Resolved: "Resolved"},
		inbox:   "Inbox", outbox: "Outbox", guest: "Guest ",
	},
}

func fileWordsIn(l sapa.Language) fileWords {
	if words, ok := fileLanguages[l]; ok {
		return words
	}
	return fileLanguages["id"]
}

// called is a customer's name. Whoever has nothing to be called by is called what the screens call them.
func (a *API) called(c sapa.Contact, w fileWords) string {
	if c.Name != "" || c.Phone != "" || c.Email != "" {
		return c.Name
	}
	id := a.seal.id(aContact, int64(c.ID))
	return w.guest + strings.ToUpper(id[max(0, len(id)-4):])
}

// line is a row of the file.
func (w fileWords) line(h store.Hit, f inbox.RoomFile, name string) []string {
	kind := w.inbox
	if h.Outbound {
		kind = w.outbox
	}
	cells := []string{
		name, h.Person.Phone, h.Person.Email, f.Channels[h.Channel], kind, w.states[h.State], f.Members[h.LastHandler], f.Departments[h.Department],
	}
	for _, at := range []time.Time{h.OpenedAt, h.Last.At, h.QueuedAt, h.ResolvedAt} {
		cell := ""
		if !at.IsZero() {
			cell = at.In(f.Zone).Format(time.DateTime)
		}
		cells = append(cells, cell)
	}
	for i, cell := range cells {
		cells[i] = harmless(cell)
	}
	return cells
}

// harmless makes a cell a text to every spreadsheet: what begins like a formula would be one, written by a customer and run
// by a supervisor. Where spreadsheets take semicolons for what divides cells, as in Indonesia, and where they divide at other
// signs, what follows one begins a cell as well.
func harmless(cell string) string {
	var out strings.Builder
	begins := true
	for _, r := range cell {
		if begins && strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
			out.WriteByte('\'')
		}
		out.WriteRune(r)
		begins = strings.ContainsRune(";\t\r\n|", r) || begins && (r == ' ' || r == '"')
	}
	return out.String()
}
