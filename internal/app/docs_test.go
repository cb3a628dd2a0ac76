package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pages calls do for every page people read.
func pages(t *testing.T, do func(path, text string)) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".md") {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 15 {
		t.Fatalf("only %d pages were found: %v", len(found), found)
	}
	for _, path := range found {
		do(strings.TrimPrefix(path, root+"/"), read(t, path))
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var (
	linkTo  = regexp.MustCompile(`\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	unsaid  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// anchors are the places in a page a link can lead to, as GitHub and its like name them.
func anchors(text string) []string {
	var all []string
	for _, m := range heading.FindAllStringSubmatch(text, -1) {
		all = append(all, strings.ReplaceAll(unsaid.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-"))
	}
	return all
}

// Every link of a page leads to something, and to the place in it that it names.
func TestLinksOfThePagesLeadSomewhere(t *testing.T) {
	t.Parallel()
	links := 0
	pages(t, func(path, text string) {
		for _, m := range linkTo.FindAllStringSubmatch(text, -1) {
			target := m[1] + m[2]
			if strings.Contains(target, "://") || strings.HasPrefix(target, "/") {
				continue
			}
			links++
			file, anchor, _ := strings.Cut(target, "#")
			to := filepath.Join(root, filepath.Dir(path), file)
			if file == "" {
				to = filepath.Join(root, path)
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: %s is not there", path, target)
			} else if anchor != "" && !slices.Contains(anchors(read(t, to)), anchor) {
				t.Errorf("%s: %s has no place called %s", path, file, anchor)
			}
		}
	})
	if links < 20 {
		t.Errorf("only %d links were found", links)
	}
}

var (
	// quoted is a path of the project between backticks. <kind> and * stand for anything.
	quoted = regexp.MustCompile("`((?:internal|cmd|web|widget|e2e|tools|docs)/[^`\\s]*)`")
	// walked is a Go file as the story of a message names it.
	walked = regexp.MustCompile(`\b((?:api|inbox|store|realtime|access|lifecycle|admin|app)/\w+\.go)\b`)
	anyOne = regexp.MustCompile(`<\w+>`)
	// braces are the two forms of {a,b}.
	braces = regexp.MustCompile(`^(.*)\{([^}]*)\}(.*)$`)
)

// Every file and folder a page speaks of is there.
func TestPathsOfThePagesAreThere(t *testing.T) {
	t.Parallel()
	named := 0
	pages(t, func(path, text string) {
		var all []string
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		for _, m := range walked.FindAllStringSubmatch(text, -1) {
			all = append(all, "internal/"+m[1])
		}
		for _, one := range all {
			named++
			if !built(one) && !thereIsOne(t, one) {
				t.Errorf("%s: there is no %s", path, one)
			}
		}
	})
	if named < 50 {
		t.Errorf("only %d paths were found", named)
	}
}

// address is one the server answers at, between backticks.
var address = regexp.MustCompile("`(?:[A-Z]+ )?(/(?:api|healthz|readyz|metrics)[^`\\s]*)`")

// Every address of the server a page speaks of is served.
func TestAddressesOfThePagesAreServed(t *testing.T) {
	t.Parallel()
	served := read(t, filepath.Join(root, "docs/openapi.json"))
	for _, file := range []string{"internal/api/pages.go", "internal/api/live.go", "internal/app/run.go"} {
		served += read(t, filepath.Join(root, file))
	}
	named := 0
	pages(t, func(path, text string) {
		for _, m := range address.FindAllStringSubmatch(text, -1) {
			named++
			if !strings.Contains(served, `"`+m[1]+`"`) && !strings.Contains(served, ` `+m[1]+`"`) {
				t.Errorf("%s: nothing is served at %s", path, m[1])
			}
		}
	})
	if named < 5 {
		t.Errorf("only %d addresses were found", named)
	}
}

// built tells of a path that is there once the build has run.
func built(path string) bool {
	return strings.HasPrefix(path, "web/dist") || strings.HasPrefix(path, "widget/dist")
}

func thereIsOne(t *testing.T, pattern string) bool {
	t.Helper()
	if m := braces.FindStringSubmatch(pattern); m != nil {
		for either := range strings.SplitSeq(m[2], ",") {
			if !thereIsOne(t, m[1]+either+m[3]) {
				return false
			}
		}
		return true
	}
	found, err := filepath.Glob(filepath.Join(root, anyOne.ReplaceAllString(pattern, "*")))
	if err != nil {
		t.Fatal(err)
	}
	return len(found) > 0
}

var (
	provedBy = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*)`")
	provedIn = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Z]\w*)\(`)
)

// proofs are the names of all Go tests.
func proofs(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, folder := range []string{"internal", "cmd", "tools"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, m := range provedIn.FindAllStringSubmatch(read(t, path), -1) {
				all[m[1]] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// What a page says is proved by a test is: the test has that name.
func TestProofsOfThePagesAreThere(t *testing.T) {
	t.Parallel()
	have, named := proofs(t), 0
	pages(t, func(path, text string) {
		for _, m := range provedBy.FindAllStringSubmatch(text, -1) {
			named++
			if !have[m[1]] {
				t.Errorf("%s: there is no %s", path, m[1])
			}
		}
	})
	if named < 50 {
		t.Errorf("only %d tests were named", named)
	}
}

// The security page names every fuzz target, so that one sees there which parser has none.
func TestSecurityPageNamesEveryFuzzTarget(t *testing.T) {
	t.Parallel()
	page, targets := read(t, filepath.Join(root, "docs/SECURITY.md")), 0
	for name := range proofs(t) {
		if strings.HasPrefix(name, "Fuzz") && name != "Fuzz" {
			targets++
			if !strings.Contains(page, "`"+name+"`") {
				t.Errorf("docs/SECURITY.md does not name %s", name)
			}
		}
	}
	if targets < 25 {
		t.Errorf("only %d targets were found", targets)
	}
}

// The list of rooms in the architecture's page is that of the house.
func TestArchitectureHasEveryRoom(t *testing.T) {
	t.Parallel()
	_, block, _ := strings.Cut(read(t, filepath.Join(root, "docs/ARCHITECTURE.md")), "internal/\n")
	block, _, _ = strings.Cut(block, "\nweb/")
	var listed []string
	for line := range strings.Lines(block) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), "/")
		listed = append(listed, name)
	}
	entries, err := os.ReadDir(filepath.Join(root, "internal"))
	if err != nil {
		t.Fatal(err)
	}
	var rooms []string
	for _, e := range entries {
		rooms = append(rooms, e.Name())
	}
	if slices.Sort(listed); !slices.Equal(listed, rooms) {
		t.Errorf("the page lists %v, there are %v", listed, rooms)
	}
}

// Each held point of the security page names at least one test.
func TestSecurityPageProvesEachPoint(t *testing.T) {
	t.Parallel()
	points := 0
	for line := range strings.Lines(read(t, filepath.Join(root, "docs/SECURITY.md"))) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || strings.HasPrefix(strings.TrimSpace(cells[1]), "**") || strings.HasPrefix(cells[1], " ---") || strings.Contains(cells[3], "The tests") {
			continue
		}
		points++
		if !provedBy.MatchString(cells[3]) && !strings.Contains(cells[3], ".test.ts") {
			t.Errorf("nothing proves:%s", cells[1])
		}
	}
	if points < 30 {
		t.Errorf("only %d points were found", points)
	}
}
