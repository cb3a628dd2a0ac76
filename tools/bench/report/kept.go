package report

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
)

// mark is by which a page tells whose a section is; who reads it in a browser does not see it.
func mark(part string) string { return "<!-- part " + part + " -->" }

var (
	marked = regexp.MustCompile(`<!-- part (\w+) -->\n`)
	dated  = regexp.MustCompile(` on (\d{4}-\d\d-\d\d),`)
)

// earlier begins the note that a section is of an earlier run.
const earlier = "_Measured on "

// Keep takes over the sections of the page at path that are of parts of which p has none, as they stand and with a note when they were
// measured, and brings all sections into the order of the parts. Where there is no page, nothing is kept.
func (p *Page) Keep(path string, parts []string) error {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	stood := strings.Split(string(text), "\n## ")
	note := noteOf(stood[0])
	measured := map[string]bool{}
	for _, s := range p.Sections {
		measured[s.Part] = true
	}
	for _, one := range stood[1:] {
		found := marked.FindStringSubmatchIndex(one)
		if found == nil {
			return fmt.Errorf("report: %s: nobody knows whose section %.40q is", path, one)
		}
		part, after := one[found[2]:found[3]], one[found[1]:]
		if measured[part] {
			continue
		}
		if !strings.HasPrefix(strings.TrimSpace(after), earlier) {
			after = "\n" + note + "\n" + after
		}
		p.Sections = append(p.Sections, Section{Part: part, kept: "\n## " + one[:found[1]] + strings.TrimRight(after, "\n") + "\n"})
	}
	slices.SortStableFunc(p.Sections, func(a, b Section) int { return slices.Index(parts, a.Part) - slices.Index(parts, b.Part) })
	return nil
}

// noteOf tells when a page was measured, and how busy the machine was, as its beginning says.
func noteOf(beginning string) string {
	note := earlier + "an earlier day."
	if on := dated.FindStringSubmatch(beginning); on != nil {
		note = earlier + on[1] + "."
	}
	if _, load, told := strings.Cut(beginning, " The machine's load"); told {
		note += " The machine's load" + strings.TrimRight(load, "\n")
	}
	return note + "_"
}
