package app_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/app"
	"github.com/sapa-inbox/sapa/internal/channel"
)

// root is the project's folder.
const root = "../.."

// sources calls do for every Go file of the project that is not a test.
func sources(t *testing.T, do func(path string, file *ast.File, set *token.FileSet)) {
	t.Helper()
	for _, folder := range []string{"internal", "cmd", "tools"} {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.ParseComments)
			if err == nil {
				do(strings.TrimPrefix(path, root+"/"), file, set)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// avoided are identifiers' parts that docs/WORDS.md tells to avoid, with the word to use.
func avoided(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "docs/WORDS.md"))
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || strings.HasPrefix(strings.TrimSpace(cells[1]), "-") {
			continue
		}
		for word := range strings.SplitSeq(cells[4], ",") {
			if word = strings.TrimSpace(word); word != "" && word != "–" && !strings.Contains(word, " ") {
				words[word] = strings.TrimSpace(cells[1])
			}
		}
	}
	if len(words) < 10 {
		t.Fatalf("only %d words to avoid were read from docs/WORDS.md", len(words))
	}
	return words
}

// permitted are identifiers with an avoided word that is somebody else's name for the thing.
var permitted = map[string]string{
	"UserAgent": "the HTTP header", "userCommand": "the command the operator types", "userLinkCommand": "the command the operator types",
	"User": "the command the operator types", "PreChat": "the field's standard term", "preChat": "the field's standard term", "Tags": "huma's field for groups", "Tag": "reflect's field for struct tags", "Template": "html/template",
}

var parts = regexp.MustCompile(`[A-Z]?[a-z]+|[A-Z]+`)

// Names come from docs/WORDS.md: an exported or local name with a word to avoid fails.
func TestNamesAvoidTheWordsToAvoid(t *testing.T) {
	t.Parallel()
	words := avoided(t)
	sources(t, func(path string, file *ast.File, set *token.FileSet) {
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || permitted[id.Name] != "" || id.Obj == nil && !ast.IsExported(id.Name) {
				return true
			}
			for _, part := range parts.FindAllString(id.Name, -1) {
				if use, bad := words[strings.ToLower(part)]; bad && declares(file, id) {
					t.Errorf("%s: %s: say %q", set.Position(id.Pos()), id.Name, use)
				}
			}
			return true
		})
		_ = path
	})
}

// declares tells whether an identifier is declared in the file rather than used from elsewhere.
func declares(file *ast.File, id *ast.Ident) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		switch d := n.(type) {
		case *ast.FuncDecl:
			found = found || d.Name == id
		case *ast.TypeSpec:
			found = found || d.Name == id
		case *ast.ValueSpec:
			found = found || slices.Contains(d.Names, id)
		case *ast.Field:
			found = found || slices.Contains(d.Names, id)
		}
		return !found
	})
	return found
}

// Types say what they are, not that they are types; nothing is got.
func TestNamesSayWhatThingsAre(t *testing.T) {
	t.Parallel()
	bad := regexp.MustCompile(`(Manager|Processor|Helper|Impl|Info)$`)
	get := regexp.MustCompile(`^Get[A-Z]`)
	satisfies := []string{"GetStatus", "GetHeaders"} // huma's interfaces
	sources(t, func(_ string, file *ast.File, set *token.FileSet) {
		if name := file.Name.Name; slices.Contains([]string{"util", "utils", "common", "helpers", "models", "types"}, name) {
			t.Errorf("package %s says nothing", name)
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if get.MatchString(d.Name.Name) && !slices.Contains(satisfies, d.Name.Name) {
					t.Errorf("%s: %s: say the noun alone", set.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok && bad.MatchString(s.Name.Name) {
						t.Errorf("%s: %s says nothing", set.Position(s.Pos()), s.Name.Name)
					}
				}
			}
		}
	})
}

// No file, function or interface grows past its room. Tables of routes and wiring may be longer.
func TestSizes(t *testing.T) {
	t.Parallel()
	long := map[string]string{"conversationRoutes": "a table of routes", "messageRoutes": "a table of routes"}
	sources(t, func(path string, file *ast.File, set *token.FileSet) {
		if lines := set.File(file.Pos()).LineCount(); lines > 400 {
			t.Errorf("%s has %d lines: split it by what it is about", path, lines)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch d := n.(type) {
			case *ast.FuncDecl:
				lines := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1
				if _, ok := long[d.Name.Name]; lines > 70 && !ok && !strings.HasPrefix(path, "internal/demo/script") {
					t.Errorf("%s: %s has %d lines", set.Position(d.Pos()), d.Name.Name, lines)
				}
			case *ast.InterfaceType:
				if len(d.Methods.List) > 4 && !strings.HasSuffix(path, "store/engine.go") {
					t.Errorf("%s: an interface of %d methods", set.Position(d.Pos()), len(d.Methods.List))
				}
			}
			return true
		})
	})
}

// Most functions are small: half of them have about a dozen lines, nineteen of twenty at most fifty.
func TestFunctionsAreSmall(t *testing.T) {
	t.Parallel()
	var lengths []int
	sources(t, func(_ string, file *ast.File, set *token.FileSet) {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				lengths = append(lengths, set.Position(f.End()).Line-set.Position(f.Pos()).Line+1)
			}
		}
	})
	slices.Sort(lengths)
	if n := len(lengths); lengths[n/2] > 14 || lengths[n*19/20] > 50 {
		t.Errorf("of %d functions half have up to %d lines, nineteen of twenty up to %d", n, lengths[n/2], lengths[n*19/20])
	}
}

// Every exported name has a sentence that begins with it.
func TestExportedNamesAreExplained(t *testing.T) {
	t.Parallel()
	sources(t, func(path string, file *ast.File, set *token.FileSet) {
		if strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "tools/") {
			return
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				explained(t, set, d.Name, d.Doc)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok {
						doc := s.Doc
						if doc == nil {
							doc = d.Doc
						}
						if !d.Lparen.IsValid() || doc != d.Doc {
							explained(t, set, s.Name, doc)
						}
					}
				}
			}
		}
	})
}

func explained(t *testing.T, set *token.FileSet, name *ast.Ident, doc *ast.CommentGroup) {
	t.Helper()
	if standard := []string{"Read", "Write", "Close", "Seek", "Error", "String"}; slices.Contains(standard, name.Name) {
		return
	}
	if ast.IsExported(name.Name) && !strings.HasPrefix(strings.TrimSpace(doc.Text()), name.Name+" ") {
		t.Errorf("%s: %s has no sentence that begins with its name", set.Position(name.Pos()), name.Name)
	}
}

// Nobody asks a channel its name: what a channel can do is asked of its capabilities. The stored names stand in the
// channels' own folders, and in the demo and the houses of tests and benchmarks, which connect some; a provider's
// imitation says its own. The web app has a test like this.
func TestNobodyAsksAChannelItsName(t *testing.T) {
	t.Parallel()
	own := []string{"internal/channel/", "internal/demo/", "internal/sapatest/", "internal/simulate/", "tools/bench/"}
	names := []string{}
	for _, spec := range app.Channels() {
		names = append(names, `"`+spec.Kind+`"`)
	}
	sources(t, func(path string, file *ast.File, set *token.FileSet) {
		if slices.ContainsFunc(own, func(folder string) bool { return strings.HasPrefix(path, folder) }) {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && slices.Contains(names, l.Value) {
				t.Errorf("%s: %s: ask what the channel can do", set.Position(l.Pos()), l.Value)
			}
			return true
		})
	})
}

// What a kind tells the screens is something they can show: a sign they have a drawing for, as the API's document lists
// them and the web app's types demand, and a link that leads somewhere.
func TestScreensCanShowWhatAKindTells(t *testing.T) {
	t.Parallel()
	var document struct {
		Components struct {
			Schemas struct {
				ChannelKind struct {
					Properties struct{ Mark struct{ Enum []channel.Mark } }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(root, "docs/openapi.json"))), &document); err != nil {
		t.Fatal(err)
	}
	drawn := document.Components.Schemas.ChannelKind.Properties.Mark.Enum
	for _, spec := range app.Channels() {
		if !slices.Contains(drawn, spec.Mark) {
			t.Errorf("%s: there is a drawing for %q and none for %q", spec.Kind, drawn, spec.Mark)
		}
		if link := spec.Caps.PhoneLink; link != "" && !strings.HasPrefix(link, "https://") {
			t.Errorf("%s: %q is no link", spec.Kind, link)
		}
	}
}
