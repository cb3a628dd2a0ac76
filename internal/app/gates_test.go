package app_test

import (
	"go/ast"
	"go/token"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/admin"
	"github.com/sapa-inbox/sapa/internal/inbox"
)

// verbs are the exported methods of a package's one type.
func verbs(t reflect.Type) []string {
	var all []string
	for m := range t.Methods() {
		all = append(all, m.Name)
	}
	slices.Sort(all)
	return all
}

// ways is how many ways of guarding a verb its gate names: there must be one.
func ways(given ...string) int {
	return len(slices.DeleteFunc(given, func(s string) bool { return s == "" }))
}

// Every verb has a gate, every gate a verb, and each gate says one thing: an act, a permission, or why it is open.
func TestEveryVerbHasItsGate(t *testing.T) {
	t.Parallel()
	gates, closed := map[string]map[string]int{"inbox": {}, "admin": {}}, map[string][]string{}
	for name, g := range inbox.Gates() {
		gates["inbox"][name] = ways(string(g.Act), string(g.Need), g.Open)
		if g.Open == "" {
			closed["inbox"] = append(closed["inbox"], name)
		}
	}
	for name, g := range admin.Gates() {
		gates["admin"][name] = ways(string(g.Need), g.Open)
		if g.Open == "" {
			closed["admin"] = append(closed["admin"], name)
		}
	}
	for pkg, methods := range map[string][]string{"inbox": verbs(reflect.TypeFor[*inbox.Inbox]()), "admin": verbs(reflect.TypeFor[*admin.Admin]())} {
		if rows := slices.Sorted(maps.Keys(gates[pkg])); !slices.Equal(rows, methods) {
			t.Errorf("%s: the gates are for %v, the verbs are %v", pkg, rows, methods)
		}
		for name, n := range gates[pkg] {
			if n != 1 {
				t.Errorf("%s: the gate of %s names %d ways", pkg, name, n)
			}
		}
		asked := gatesAsked(t, "internal/"+pkg+"/")
		for _, name := range closed[pkg] {
			if !asked[name] {
				t.Errorf("%s: nobody asks the gate of %s", pkg, name)
			}
		}
	}
}

// askers are the functions that ask the gate of the verb they are given the name of.
var askers = []string{"enter", "target", "own", "pass", "answerIn", "toggle", "alterChannel", "login", "alterWorkspace", "unsettled", "manage", "mayManage", "department"}

// gatesAsked finds the verbs whose gate is asked in the code of a package: by name, from one of the askers, or
// from the table.
func gatesAsked(t *testing.T, folder string) map[string]bool {
	t.Helper()
	asked := map[string]bool{}
	note := func(e ast.Expr) {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			name, _ := strconv.Unquote(l.Value)
			asked[name] = true
		}
	}
	sources(t, func(path string, file *ast.File, _ *token.FileSet) {
		if !strings.HasPrefix(path, folder) {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch e := n.(type) {
			case *ast.IndexExpr:
				if table, ok := e.X.(*ast.Ident); ok && table.Name == "gates" {
					note(e.Index)
				}
			case *ast.CallExpr:
				f, ok := e.Fun.(*ast.SelectorExpr)
				if ok && slices.Contains(askers, f.Sel.Name) {
					for _, arg := range e.Args {
						note(arg)
					}
				}
			}
			return true
		})
	})
	return asked
}
