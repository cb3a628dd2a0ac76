package demo_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/sapa-inbox/sapa/internal/demo"
)

// The prefixes are those behind which no Indonesian operator has numbers, so that nobody real is ever called.
var phonePattern = regexp.MustCompile(`^\+628(2[09]|3[4-79]|54|6[0-7]|7[0-6]|9[0-4])\d{8}$`)

func TestPeople(t *testing.T) {
	roles := map[string]int{}
	seen := map[string]string{}
	for _, person := range demo.People {
		roles[person.Role]++
		if !strings.HasSuffix(person.Email, "@batikkencana.example") {
			t.Errorf("%s: e-mail %q", person.Name, person.Email)
		}
		if !slices.Contains(strings.Fields(person.Name), person.Short) {
			t.Errorf("%s: %q is not a part of the name", person.Name, person.Short)
		}
		mustBePhone(t, person.Name, person.Phone)
		for _, unique := range []string{person.Name, person.Short, person.Email, person.Phone} {
			mustBeNew(t, seen, unique, person.Name)
		}
	}
	want := map[string]int{"owner": 1, "admin": 1, "manager": 1, "supervisor": 2, "agent": 6}
	if !maps.Equal(roles, want) {
		t.Errorf("roles %v, want %v", roles, want)
	}
	if demo.People[0].Role != "owner" {
		t.Errorf("the first person is %s, want the owner", demo.People[0].Role)
	}
}

func TestCustomers(t *testing.T) {
	atLeast(t, "customers", len(demo.Customers), 60)
	seen := map[string]string{}
	for _, person := range demo.People {
		seen[person.Phone] = person.Name
	}
	for _, customer := range demo.Customers {
		mustBeText(t, "a customer's name", customer.Name)
		mustBeText(t, customer.Name+": city", customer.City)
		mustBeLanguage(t, customer.Name, customer.Language)
		mustBePhone(t, customer.Name, customer.Phone)
		mustBeNew(t, seen, customer.Name, customer.Name)
		mustBeNew(t, seen, customer.Phone, customer.Name)
		if customer.Email != "" {
			mustBeNew(t, seen, customer.Email, customer.Name)
			mustBeExampleMail(t, customer)
		}
	}
}

func TestSomeCustomersHaveNotWrittenYet(t *testing.T) {
	wrote := map[int]bool{}
	for _, dialogue := range demo.Dialogues {
		wrote[dialogue.Customer] = true
	}
	atLeast(t, "customers without a dialogue", len(demo.Customers)-len(wrote), 5)
}

func TestCustomersAreNotAllAlike(t *testing.T) {
	kinds := map[string]func(demo.Customer) bool{
		"a name over 60 characters": func(c demo.Customer) bool { return len([]rune(c.Name)) > 60 },
		"an emoji in the name":      func(c demo.Customer) bool { return has(c.Name, unicode.So) },
		"a name in Arabic script":   func(c demo.Customer) bool { return has(c.Name, unicode.Arabic) },
		"only a nickname":           func(c demo.Customer) bool { return !strings.Contains(c.Name, " ") },
		"somebody who is English":   func(c demo.Customer) bool { return c.Language == "en" },
		"no e-mail":                 func(c demo.Customer) bool { return c.Email == "" },
		"an e-mail":                 func(c demo.Customer) bool { return c.Email != "" },
	}
	for kind, matches := range kinds {
		if !slices.ContainsFunc(demo.Customers, matches) {
			t.Errorf("no customer has %s", kind)
		}
	}
}

func TestDialogues(t *testing.T) {
	atLeast(t, "dialogues", len(demo.Dialogues), 70)
	ends, kinds, scenes := map[string]int{}, map[string]int{}, map[string]int{}
	for i, dialogue := range demo.Dialogues {
		if dialogue.Customer < 0 || dialogue.Customer >= len(demo.Customers) {
			t.Fatalf("dialogue %d: customer %d does not exist", i, dialogue.Customer)
		}
		mustBeText(t, title(dialogue)+": subject", dialogue.Subject)
		mustBeginWithCustomer(t, dialogue)
		for n, line := range dialogue.Lines {
			mustBeLine(t, dialogue, n, line)
			kinds[line.Kind]++
			scenes[line.Scene]++
		}
		ends[dialogue.End]++
	}
	mustUseEach(t, ends, demo.EndResolved, demo.EndHandled, demo.EndQueued, demo.EndInactive)
	mustUseEach(t, kinds, demo.KindText, demo.KindImage, demo.KindAudio, demo.KindFile, demo.KindLocation)
	mustUseEach(t, scenes, demo.SceneReceipt, demo.SceneCloth, demo.SceneGarment, demo.SceneDamage,
		demo.SceneParcel, demo.SceneSketch, demo.ScenePlace, demo.SceneScreen, "")
}

func mustBeginWithCustomer(t *testing.T, dialogue demo.Dialogue) {
	t.Helper()
	if len(dialogue.Lines) == 0 || dialogue.Lines[0].From != demo.FromCustomer || dialogue.Lines[0].After != 0 {
		t.Errorf("%s: must begin with the customer, at once", title(dialogue))
	}
}

func mustBeLine(t *testing.T, dialogue demo.Dialogue, n int, line demo.Line) {
	t.Helper()
	where := place(dialogue, n)
	mustBeBy(t, where, line)
	mustBeKind(t, where, line)
	if strings.TrimSpace(line.Text) != line.Text {
		t.Errorf("%s: space around the text", where)
	}
	if line.Quotes < 0 || line.Quotes > n {
		t.Errorf("%s: quotes line %d, which is not earlier", where, line.Quotes)
	}
	if line.Quotes > 0 && dialogue.Lines[line.Quotes-1].From == demo.FromNote {
		t.Errorf("%s: quotes a note", where)
	}
	if line.From == demo.FromNote && (line.Reaction != "" || line.Quotes != 0) {
		t.Errorf("%s: a note has no quote and no reaction", where)
	}
}

func mustBeBy(t *testing.T, where string, line demo.Line) {
	t.Helper()
	known := func(index int) bool { return index >= 0 && index < len(demo.People) }
	switch line.From {
	case demo.FromCustomer:
		if line.By != demo.Nobody || line.To != demo.Nobody {
			t.Errorf("%s: a customer's line is by nobody of the company", where)
		}
	case demo.FromAgent:
		if !known(line.By) || line.To != demo.Nobody {
			t.Errorf("%s: by %d, to %d", where, line.By, line.To)
		}
	case demo.FromNote:
		if !known(line.By) || line.To != demo.Nobody && (!known(line.To) || line.To == line.By) {
			t.Errorf("%s: by %d, to %d", where, line.By, line.To)
		}
	default:
		t.Errorf("%s: from %q", where, line.From)
	}
}

var extensions = map[string][]string{
	demo.KindImage: {".jpg", ".png"},
	demo.KindAudio: {".ogg"},
	demo.KindFile:  {".pdf", ".xlsx", ".docx"},
}

func mustBeKind(t *testing.T, where string, line demo.Line) {
	t.Helper()
	suits := func(extension string) bool { return strings.HasSuffix(line.File, extension) }
	endings, hasFile := extensions[line.Kind]
	switch {
	case hasFile && !slices.ContainsFunc(endings, suits):
		t.Errorf("%s: %s named %q", where, line.Kind, line.File)
	case !hasFile && line.File != "":
		t.Errorf("%s: %s with a file", where, line.Kind)
	case line.Kind == demo.KindText && line.Text == "":
		t.Errorf("%s: no text", where)
	case (line.Kind == demo.KindImage) != (line.Scene != ""):
		t.Errorf("%s: %s with scene %q", where, line.Kind, line.Scene)
	case (line.Kind == demo.KindAudio) != (line.Length > 0):
		t.Errorf("%s: %s that plays for %v", where, line.Kind, line.Length)
	case (line.Kind == demo.KindLocation) != (line.Latitude != 0 && line.Longitude != 0):
		t.Errorf("%s: %s at %v, %v", where, line.Kind, line.Latitude, line.Longitude)
	case line.Was != "" && (line.Was == line.Text || line.Kind != demo.KindText):
		t.Errorf("%s: an edit changes a text", where)
	}
}

var mention = regexp.MustCompile(`@(\pL*)`)

func TestMentionsNameSomebody(t *testing.T) {
	found := 0
	for _, dialogue := range demo.Dialogues {
		for n, line := range dialogue.Lines {
			for _, match := range mention.FindAllStringSubmatch(line.Text, -1) {
				found++
				if line.From != demo.FromNote {
					t.Errorf("%s: a mention outside a note", place(dialogue, n))
				}
				if index := indexOf(match[1]); index < 0 || index == line.By {
					t.Errorf("%s: mentions %q", place(dialogue, n), match[1])
				}
			}
		}
	}
	atLeast(t, "mentions", found, 15)
}

func TestDialoguesShowTheRareCases(t *testing.T) {
	wanted := map[string]func(demo.Dialogue) bool{
		"five short lines in a row": func(d demo.Dialogue) bool { return shortLines(d) >= 5 },
		"a very long message":       func(d demo.Dialogue) bool { return len([]rune(d.Lines[0].Text)) > 800 },
		"only an emoji": func(d demo.Dialogue) bool {
			return has(d.Lines[0].Text, unicode.So) && !has(d.Lines[0].Text, unicode.L)
		},
		"a transfer": func(d demo.Dialogue) bool {
			return slices.ContainsFunc(d.Lines, func(l demo.Line) bool { return l.To != demo.Nobody })
		},
		"no answer but resolved": func(d demo.Dialogue) bool { return d.End == demo.EndResolved && !answered(d) },
		"a line taken back": func(d demo.Dialogue) bool {
			return slices.ContainsFunc(d.Lines, func(l demo.Line) bool { return l.Deleted })
		},
	}
	for what, matches := range wanted {
		if !slices.ContainsFunc(demo.Dialogues, matches) {
			t.Errorf("no dialogue has %s", what)
		}
	}
}

func shortLines(dialogue demo.Dialogue) int {
	most, row := 0, 0
	for _, line := range dialogue.Lines {
		row++
		if line.From != demo.FromCustomer || len([]rune(line.Text)) > 25 {
			row = 0
		}
		most = max(most, row)
	}
	return most
}

func answered(dialogue demo.Dialogue) bool {
	return slices.ContainsFunc(dialogue.Lines, func(l demo.Line) bool { return l.From == demo.FromAgent })
}

func indexOf(short string) int {
	return slices.IndexFunc(demo.People, func(p demo.Person) bool { return p.Short == short })
}
