package conform

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

var update = flag.Bool("update", false, "write what deliveries are parsed to anew")

// deliveries are the bodies of the folder, by file name.
func (c Case) deliveries(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(c.Deliveries, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no deliveries in %s: %v", c.Deliveries, err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = body
	}
	return all
}

// golden holds what every delivery is parsed to against what it was parsed to when somebody last looked, twice: the same
// delivery is the same every time.
func (c Case) golden(t *testing.T) {
	one := c.connect("", deaf(t))
	for name, body := range c.deliveries(t) {
		elements, err := one.Parse(channel.Delivery{Body: bytes.Clone(body)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(elements) == 0 {
			t.Errorf("%s: nothing was found", name)
		}
		again, err := c.connect("", deaf(t)).Parse(channel.Delivery{Body: body})
		if err != nil || !reflect.DeepEqual(elements, again) {
			t.Errorf("%s: parsed again it is %+v, %v", name, again, err)
		}
		for _, in := range elements {
			if err := Sound(in); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		c.compare(t, name, elements)
	}
}

func (c Case) compare(t *testing.T, name string, elements []sapa.Inbound) {
	got := plain(t, elements)
	file := filepath.Join(c.Golden, name)
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%s: %v; run with -update", name, err)
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is parsed to\n%s\nand was\n%s", name, got, want)
	}
}

// plain writes elements as JSON without what is zero.
func plain(t testing.TB, elements []sapa.Inbound) []byte {
	t.Helper()
	raw, err := json.Marshal(elements)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	raw, err = json.MarshalIndent(prune(tree), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(raw, '\n')
}

// prune leaves out what is zero; nil when nothing is left.
func prune(tree any) any {
	switch node := tree.(type) {
	case map[string]any:
		for key, value := range node {
			if kept := prune(value); kept != nil {
				node[key] = kept
			} else {
				delete(node, key)
			}
		}
		if len(node) == 0 {
			return nil
		}
	case []any:
		for i := range node {
			node[i] = prune(node[i])
		}
		if len(node) == 0 {
			return nil
		}
	case string:
		if node == "" || node == "0001-01-01T00:00:00Z" {
			return nil
		}
	case bool, float64:
		if node == false || node == 0.0 {
			return nil
		}
	}
	return tree
}
