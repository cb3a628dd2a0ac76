// Command fuzz runs every fuzz target of the project for a while, one after the other, and prints how many inputs each
// was tried with. It fails when one of them found something; the input then lies in testdata/fuzz beside the target, and
// is tried by every `go test` from then on.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// target is one fuzz target.
type target struct{ folder, name string }

// outcome is what came of running a target.
type outcome struct {
	target
	runs, fresh string
	failed      bool
}

func main() {
	each := flag.Duration("time", 10*time.Second, "how long each target runs")
	only := flag.String("only", "", "a regular expression of the targets to run, such as whatsapp.FuzzParse")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	var all []target
	if err == nil {
		all, err = targets(".", wanted)
	}
	if err != nil || len(all) == 0 {
		fmt.Fprintf(os.Stderr, "fuzz: %d targets, %v\n", len(all), err)
		os.Exit(2)
	}
	var results []outcome
	for i, one := range all {
		fmt.Printf("[%d/%d] %s\n", i+1, len(all), one)
		out, err := run(one, *each)
		result := read(one, out, err)
		if result.failed {
			fmt.Println(out)
		}
		results = append(results, result)
	}
	text, failed := table(results)
	fmt.Print("\n" + text)
	if failed > 0 {
		os.Exit(1)
	}
}

// String is how a target is called.
func (t target) String() string { return t.folder + "." + t.name }

var declared = regexp.MustCompile(`(?m)^func (Fuzz\w*)\(f \*testing\.F\)`)

// targets lists the fuzz targets below a folder whose names fit, in the order of their folders.
func targets(root string, wanted *regexp.Regexp) ([]target, error) {
	var all []target
	for _, top := range []string{"cmd", "internal", "tools"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			folder, err := filepath.Rel(root, filepath.Dir(path))
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				if one := (target{filepath.ToSlash(folder), m[1]}); wanted.MatchString(one.String()) {
					all = append(all, one)
				}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// run runs one target and answers what it printed.
func run(t target, each time.Duration) (string, error) {
	// The time is the search's own; -timeout ends what does not come to an end by itself.
	cmd := exec.Command("go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", each.String(), "-timeout", (each + 10*time.Minute).String(), "./"+t.folder)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

var (
	progress = regexp.MustCompile(`execs: (\d+) .*new interesting: (\d+)`)
	// baseline is what a slow target tells before it begins to search: how many of the inputs known were tried again.
	baseline = regexp.MustCompile(`baseline coverage: (\d+)/\d+ completed`)
)

// read takes the figures out of what a target printed last.
func read(t target, out string, err error) outcome {
	o := outcome{target: t, runs: "0", fresh: "0", failed: err != nil}
	if all := baseline.FindAllStringSubmatch(out, -1); len(all) > 0 {
		o.runs = all[len(all)-1][1]
	}
	if all := progress.FindAllStringSubmatch(out, -1); len(all) > 0 {
		o.runs, o.fresh = all[len(all)-1][1], all[len(all)-1][2]
	}
	// A target that tried nothing proves nothing.
	o.failed = o.failed || o.runs == "0"
	return o
}

// table writes the results, and answers how many failed.
func table(all []outcome) (string, int) {
	var b strings.Builder
	failed := 0
	fmt.Fprintf(&b, "%-50s %12s %12s\n", "target", "inputs", "new paths")
	for _, o := range all {
		word := ""
		if o.failed {
			failed++
			word = "  FAILED"
		}
		fmt.Fprintf(&b, "%-50s %12s %12s%s\n", strings.TrimPrefix(o.String(), "internal/"), o.runs, o.fresh, word)
	}
	fmt.Fprintf(&b, "%d targets, %d failed\n", len(all), failed)
	return b.String(), failed
}
