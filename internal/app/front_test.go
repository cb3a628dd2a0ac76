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

// scripts calls do for every script and page of the front end that is not a test.
func scripts(t *testing.T, do func(path string, lines []string)) {
	t.Helper()
	found := 0
	for _, folder := range []string{"web/src", "web/sw", "web/index.html", "widget/src", "internal/simulate"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !slices.Contains([]string{".ts", ".tsx", ".js", ".html"}, filepath.Ext(path)) || strings.Contains(path, ".test.") || strings.Contains(path, "/test/") {
				return err
			}
			text, err := os.ReadFile(path)
			found++
			do(strings.TrimPrefix(path, root+"/"), strings.Split(string(text), "\n"))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 100 {
		t.Fatalf("only %d scripts were found", found)
	}
}

// markup are the ways to make a page or a program of a text.
var markup = regexp.MustCompile(`\.(innerHTML|outerHTML|srcdoc)\s*=|\bsrcDoc=|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|setHTMLUnsafe|\beval\(|new Function\(|setTimeout\(\s*["'` + "`" + `]|["'` + "`" + `]javascript:`)

// What people write stays a text: no script makes a page or a program of one.
func TestTextsAreNeverMarkup(t *testing.T) {
	t.Parallel()
	scripts(t, func(path string, lines []string) {
		for i, line := range lines {
			if markup.MatchString(line) {
				t.Errorf("%s:%d: %s", path, i+1, strings.TrimSpace(line))
			}
		}
	})
	for _, bad := range []string{"a.innerHTML = x", "<iframe srcDoc={x}", "document.write(x)", "eval(x)", "new Function(x)", "setTimeout('x')", "href=\"javascript:x\""} {
		if !markup.MatchString(bad) {
			t.Errorf("%s would pass", bad)
		}
	}
}

// A page that is opened from ours gets no hold of ours.
func TestOpenedPagesGetNoHold(t *testing.T) {
	t.Parallel()
	opened := regexp.MustCompile(`target[=:]\s*["']_blank["']`)
	window := regexp.MustCompile(`window\.open\(`)
	links := 0
	scripts(t, func(path string, lines []string) {
		for i, line := range lines {
			if window.MatchString(line) && !strings.Contains(line, "noopener") {
				t.Errorf("%s:%d: %s", path, i+1, strings.TrimSpace(line))
			}
			if !opened.MatchString(line) {
				continue
			}
			links++
			if near := strings.Join(lines[max(0, i-3):min(len(lines), i+4)], "\n"); !strings.Contains(near, "noopener") {
				t.Errorf("%s:%d: a link without noopener", path, i+1)
			}
		}
	})
	if links < 5 {
		t.Errorf("only %d links were found", links)
	}
}
