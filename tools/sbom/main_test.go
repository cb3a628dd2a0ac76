package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
)

const locked = `{"packages":{
	"":{"dependencies":{"nobody":"1"}},
	"web":{"dependencies":{"react":"19","@x/y":"2"}}, "widget":{},
	"node_modules/react":{"version":"19.0.0","dependencies":{"scheduler":"1"}}, "node_modules/scheduler":{"version":"1.0.0","dependencies":{"react":"19"}},
	"node_modules/@x/y":{"version":"2.0.0","dependencies":{"deep":"1"}}, "node_modules/@x/y/node_modules/deep":{"version":"1.5.0","dependencies":{"scheduler":"1"}},
	"node_modules/deep":{"version":"9.9.9"}, "node_modules/vite":{"version":"8.0.0","dependencies":{"deep":"9"}}}}`

// A package is found where Node finds it, once, with what it needs itself; what only builds is left out.
func TestDelivered(t *testing.T) {
	t.Parallel()
	var l lock
	if err := json.Unmarshal([]byte(locked), &l); err != nil {
		t.Fatal(err)
	}
	all, err := l.delivered("web", "widget")
	var got []string
	for _, c := range all {
		got = append(got, c.Address)
	}
	want := []string{"pkg:npm/%40x/y@2.0.0", "pkg:npm/deep@1.5.0", "pkg:npm/react@19.0.0", "pkg:npm/scheduler@1.0.0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := l.delivered("server"); err == nil {
		t.Error("a workspace that is not there has packages")
	}
	delete(l.Packages, "node_modules/react")
	if all, err := l.delivered("web"); err == nil {
		t.Errorf("without react: %v", all)
	}
}

// Modules are what the binary tells of itself, a replaced one as what it was replaced by.
func TestModules(t *testing.T) {
	t.Parallel()
	all := modules(&debug.BuildInfo{GoVersion: "go1.26.8 X:none", Deps: []*debug.Module{
		{Path: "a.example/b", Version: "v1.2.3"}, {Path: "c.example/d", Version: "v1.0.0", Replace: &debug.Module{Path: "e.example/f", Version: "v2.0.0"}},
	}})
	var got []string
	for _, c := range all {
		got = append(got, c.Address)
	}
	if want := []string{"pkg:golang/stdlib@1.26.8", "pkg:golang/a.example/b@v1.2.3", "pkg:golang/e.example/f@v2.0.0"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// The project's own lock file and a Go binary make a document.
func TestDescribe(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := describe(self, "../../package-lock.json", "v1")
	if err != nil || doc.Metadata.Component.Version != "v1" || doc.Format != "CycloneDX" {
		t.Fatalf("%+v, %v", doc, err)
	}
	for _, want := range []string{"react", "react-dom", "stdlib"} {
		if !slices.ContainsFunc(doc.Components, func(c component) bool { return c.Name == want && c.Version != "" }) {
			t.Errorf("%s is not in %+v", want, doc.Components)
		}
	}
	for _, not := range []string{"vite", "typescript", "@playwright/test"} {
		if slices.ContainsFunc(doc.Components, func(c component) bool { return c.Name == not }) {
			t.Errorf("%s is not delivered", not)
		}
	}
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][2]string{{text, "../../package-lock.json"}, {self, text}, {self, "nowhere"}} {
		if _, err := describe(bad[0], bad[1], "v1"); err == nil {
			t.Errorf("%v is described", bad)
		}
	}
}
