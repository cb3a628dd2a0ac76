// Command sbom writes what a built Sapa is made of as a CycloneDX document: the Go modules that are inside the binary, as
// the binary itself tells them, and the packages of the web app, as the lock file pins them. The same binary and lock
// file give the same document.
package main

import (
	"debug/buildinfo"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
)

// document is what CycloneDX 1.6 asks for at least.
type document struct {
	Format   string `json:"bomFormat"`
	Spec     string `json:"specVersion"`
	Version  int    `json:"version"`
	Metadata struct {
		Component component `json:"component"`
	} `json:"metadata"`
	Components []component `json:"components"`
}

// component is one module or package. Its address is the package URL.
type component struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Address string `json:"purl,omitempty"`
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: sbom BINARY LOCK_FILE VERSION > FILE")
		os.Exit(2)
	}
	doc, err := describe(os.Args[1], os.Args[2], os.Args[3])
	if err == nil {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		err = out.Encode(doc)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func describe(binary, lockFile, version string) (document, error) {
	doc := document{Format: "CycloneDX", Spec: "1.6", Version: 1}
	doc.Metadata.Component = component{Type: "application", Name: "sapa", Version: version}
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return doc, err
	}
	text, err := os.ReadFile(lockFile)
	if err != nil {
		return doc, err
	}
	var l lock
	if err := json.Unmarshal(text, &l); err != nil {
		return doc, fmt.Errorf("%s: %w", lockFile, err)
	}
	packages, err := l.delivered("web", "widget")
	doc.Components = append(modules(info), packages...)
	return doc, err
}

// modules are the Go modules in a binary, and the language's own library.
func modules(info *debug.BuildInfo) []component {
	version := strings.TrimPrefix(strings.Fields(info.GoVersion)[0], "go")
	all := []component{{"library", "stdlib", version, "pkg:golang/stdlib@" + version}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		all = append(all, component{"library", m.Path, m.Version, "pkg:golang/" + m.Path + "@" + m.Version})
	}
	return all
}

// lock is npm's lock file.
type lock struct {
	Packages map[string]struct {
		Version      string
		Dependencies map[string]string
	}
}

// delivered are the packages that become part of what workspaces build: those they depend on, and those these depend on.
// What only builds and tests is not among them.
func (l lock) delivered(workspaces ...string) ([]component, error) {
	found := map[string]bool{}
	for waiting := slices.Clone(workspaces); len(waiting) > 0; waiting = waiting[1:] {
		one, ok := l.Packages[waiting[0]]
		if !ok {
			return nil, fmt.Errorf("the lock file has no %s", waiting[0])
		}
		for name := range one.Dependencies {
			at, ok := l.resolve(waiting[0], name)
			if !ok {
				return nil, fmt.Errorf("the lock file has no %s for %s", name, waiting[0])
			}
			if !found[at] {
				found[at] = true
				waiting = append(waiting, at)
			}
		}
	}
	var all []component
	for at := range found {
		name := at[strings.LastIndex(at, "node_modules/")+len("node_modules/"):]
		version := l.Packages[at].Version
		all = append(all, component{"library", name, version, "pkg:npm/" + strings.Replace(name, "@", "%40", 1) + "@" + version})
	}
	slices.SortFunc(all, func(a, b component) int { return strings.Compare(a.Address, b.Address) })
	return all, nil
}

// resolve finds a package as Node does: in the folder of whoever asks, and then in those above.
func (l lock) resolve(from, name string) (string, bool) {
	for {
		at := strings.TrimPrefix(from+"/node_modules/"+name, "/")
		if _, ok := l.Packages[at]; ok {
			return at, true
		}
		if from == "" {
			return "", false
		}
		from = from[:max(0, strings.LastIndex(from, "/node_modules/"))]
		if from == "node_modules" {
			from = ""
		}
	}
}
