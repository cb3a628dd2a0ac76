package main

import (
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Whoever hosts Sapa finds every command and every setting in one page.
func TestHostingPageHasEverything(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/how/host-sapa.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	parser, err := kong.New(&commands{}, kong.Name("sapa"), kong.Vars(simulateDefaults))
	if err != nil {
		t.Fatal(err)
	}
	settings := parser.Model.Flags
	for _, command := range parser.Model.Leaves(false) {
		if name := "`sapa " + strings.Join(names(command), " ") + "`"; !strings.Contains(page, name) {
			t.Errorf("the page does not name the command %s", name)
		}
		settings = append(settings, command.Flags...)
	}
	found := 0
	for _, setting := range settings {
		for _, variable := range setting.Envs {
			found++
			if !strings.Contains(page, "`"+variable+"`") || !strings.Contains(page, "`--"+setting.Name+"`") {
				t.Errorf("the page does not name --%s and %s", setting.Name, variable)
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d settings were found in the program", found)
	}
}

// names are the words of a command, outermost first.
func names(n *kong.Node) []string {
	if n == nil || n.Type != kong.CommandNode {
		return nil
	}
	return append(names(n.Parent), n.Name)
}
