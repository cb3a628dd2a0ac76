package store_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// functions calls do for every function of the package that is not a test's.
func functions(t *testing.T, do func(f *ast.FuncDecl, at token.Position)) {
	t.Helper()
	files, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				do(f, set.Position(f.Pos()))
			}
		}
	}
}

// texts are the string literals of a function, one after the other.
func texts(f *ast.FuncDecl) string {
	var b strings.Builder
	ast.Inspect(f, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			text, _ := strconv.Unquote(l.Value)
			b.WriteString(text + "\n")
		}
		return true
	})
	return b.String()
}

// speaksSQL tells whether a text has a statement in it.
func speaksSQL(text string) bool {
	return slices.ContainsFunc([]string{"SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "}, func(verb string) bool { return strings.Contains(text, verb) })
}

// namesWorkspace tells whether a function's statements ask for a workspace, or write one.
func namesWorkspace(text string) bool {
	return strings.Contains(text, "workspace_id = ") || strings.Contains(text, "INSERT INTO") && strings.Contains(text, "workspace_id")
}

// unsealed are the functions that reach past one workspace, each with the reason.
var unsealed = map[string]string{
	"Ping":               "touches no company's data",
	"Publish":            "a hint between processes, no data",
	"Installation":       "what the whole installation shares",
	"EnsureInstallation": "what the whole installation shares",
	"FinishSetUp":        "what the whole installation shares",
	"Throttle":           "keys of the installation: who tries to sign in is in no workspace yet",
	"TakeThrottle":       "as Throttle",
	"SetThrottle":        "as Throttle",
	"DeleteThrottle":     "as Throttle",
	"take":               "the workspace's own row",
	"createWorkspace":    "the workspace's own row",
	"Workspace":          "the workspace's own row",
	"UpdateWorkspace":    "the workspace's own row",
	"LastChange":         "the workspace's own row",
	"LastChanges":        "the workspaces' own rows",
	"Workspaces":         "for the operator at the command line",
	"ChannelByKey":       "tells which workspace it is",
	"SessionByHash":      "tells which workspace it is",
	"InvitationByHash":   "tells which workspace it is",
	"UseInvitation":      "by the hash of a secret, which is one invitation's",
	"FindMemberByEmail":  "tells which workspace somebody signs in to",
	"MembersByPhone":     "tells which workspaces somebody signs in to",
	"Queued":             "the router looks after all workspaces, and gives out in each by its number",
	"Allocating":         "whoever asks services looks after all workspaces, and asks in each by its number",
	"DueConversations":   "the sweeper looks after all workspaces, and acts in each by its number",
	"StaleAttachments":   "the cleaner looks after all workspaces, and deletes in each by its number",
	"DueFiles":           "as StaleAttachments: claimed and saved in each by its number",
	"DueProfiles":        "as DueFiles",
	"DuePosts":           "as DueFiles",
	"ChannelsToCheck":    "the check-up looks after all workspaces, and writes in each by its number",
	"ListeningChannels":  "as ChannelsToCheck",
	"WaitingDeliveries":  "whoever ingests looks after all workspaces, and writes in each by its number",
	"OldestDelivery":     "the operator is told how long the queue is; it tells nothing else",
	"Hasten":             "the clock is that of all workspaces",
	"ForgetDeliveries":   "what is over is over in every workspace",
	"Lanes":              "whoever sends looks after all workspaces, and sends in each by its number",
	"DeleteStale":        "what is over is over in every workspace",
	"CreateContact":      "CreatePerson and CreateRoom write it",
	"Arrival":            "by the channel, which Ingest was given with its workspace",
	"takeFor":            "as take, and as Arrival",
	"nextMessage":        "the highest number a message has, whose ever",
	"CreateMessage":      "the columns are newMessageColumns, the workspace's first",
	"insertMessages":     "as CreateMessage",
	"message":            "the condition comes from its callers, which name the workspace",
	"page":               "the condition comes from tab",
	"rooms":              "what look, which names the workspace, is answered beside each row",
	"DepartmentsToMove":  "the sweeper looks after all workspaces, and moves in each by its number",
	"OnlineEverywhere":   "presence is kept for all workspaces, and changed in each by its number",
	"newWalk":            "the highest number a message has, whose ever",
	"wordsUpto":          "how far the dictionary of the whole installation goes",
	"CloseStretch":       "stretches of ids are those of all workspaces, and each word is written with its own",
	"closeInPostgres":    "as CloseStretch",
	"quickQueries":       "settings of a connection",
	"Emit":               "adds to the change, which has its workspace",
	"Emitted":            "as Emit",
}

// Every statement names the workspace, so that no mistake above can reach into another company's data.
func TestEveryStatementNamesTheWorkspace(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	functions(t, func(f *ast.FuncDecl, at token.Position) {
		bare := speaksSQL(texts(f)) && !namesWorkspace(texts(f))
		if !bare && !unscoped(f) {
			return
		}
		found[f.Name.Name] = true
		if unsealed[f.Name.Name] == "" {
			t.Errorf("%s: %s reaches past one workspace", at, f.Name.Name)
		}
	})
	for name := range unsealed {
		if !found[name] {
			t.Errorf("%s needs no exception", name)
		}
	}
}

// unscoped tells whether a query or a write of the package is neither told the workspace nor takes it from the change
// or from what it writes.
func unscoped(f *ast.FuncDecl) bool {
	if !f.Name.IsExported() || f.Recv == nil || !slices.Contains([]string{"Reads", "*Tx"}, types(f.Recv)) || strings.Contains(types(f.Type.Params), "WorkspaceID") {
		return false
	}
	named := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		named = named || ok && s.Sel.Name == "Workspace"
		return !named
	})
	return !named
}

// types are the types of a list of parameters.
func types(list *ast.FieldList) string {
	var all []string
	for _, field := range list.List {
		var b strings.Builder
		_ = printer.Fprint(&b, token.NewFileSet(), field.Type) // a strings.Builder takes everything
		all = append(all, b.String())
	}
	return strings.Join(all, ", ")
}

// What happened is written once, with the change itself: the timeline and the audit trail are never rewritten.
func TestEventsAreNeverRewritten(t *testing.T) {
	t.Parallel()
	written := 0
	functions(t, func(f *ast.FuncDecl, at token.Position) {
		text := texts(f)
		written += strings.Count(text, "INSERT INTO events ")
		if strings.Contains(text, "UPDATE events") || strings.Contains(text, "DELETE FROM events") {
			t.Errorf("%s: %s rewrites what happened", at, f.Name.Name)
		}
	})
	if written != 1 {
		t.Errorf("events are written in %d places, want one", written)
	}
}
