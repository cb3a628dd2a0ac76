package conform

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
)

// rounds is how often each delivery is damaged at random.
const rounds = 100

// junk are bodies that are no delivery of anybody.
func junk() [][]byte {
	var all [][]byte
	for _, text := range []string{
		"", " ", "null", "true", "0", `""`, "[]", "{}", "{", "[[[[", `{"object":1}`, `{"object":null,"entry":null}`, "\x00", "\xff\xfe{}", "<html></html>", "a=b&c=d",
		strings.Repeat("[", 20_000), strings.Repeat(`{"entry":`, 20_000), `{"entry":[{"changes":[{"value":{}}]}]}`,
	} {
		all = append(all, []byte(text))
	}
	return all
}

// garbage parses what is no delivery, and every delivery with each of its parts replaced by odd ones and with bytes damaged
// at random: there is an error or there are sound elements, and never a panic.
func (c Case) garbage(t *testing.T) {
	one := c.connect("", deaf(t))
	for _, body := range junk() {
		if elements, err := one.Parse(channel.Delivery{Body: body}); err == nil {
			t.Errorf("%.60q is parsed to %+v", body, elements)
		}
	}
	for name, body := range c.deliveries(t) {
		for damaged := range Variants(t, body) {
			parse(t, one, damaged)
		}
		seed := fnv.New64a()
		_, _ = seed.Write([]byte(name))
		chance := rand.New(rand.NewPCG(seed.Sum64(), 1))
		for range rounds {
			parse(t, one, damage(chance, body))
		}
		if t.Failed() {
			t.Fatalf("this was %s", name)
		}
	}
}

// Fuzz seeds a fuzz test of parsing with every delivery.
func Fuzz(f *testing.F, c Case) {
	for _, body := range c.deliveries(f) {
		f.Add(body)
	}
	for _, body := range junk() {
		f.Add(body)
	}
	one := c.connect("", nil)
	f.Fuzz(func(t *testing.T, body []byte) { parse(t, one, body) })
}

// parse holds what came of a body against what must hold of anything.
func parse(t *testing.T, one channel.Channel, body []byte) {
	t.Helper()
	elements, err := one.Parse(channel.Delivery{Body: body})
	if err != nil && len(elements) > 0 {
		t.Errorf("%.2000q: %d elements with %v", body, len(elements), err)
	}
	for _, in := range elements {
		if err := Sound(in); err != nil {
			t.Errorf("%.2000q: %v", body, err)
		}
	}
	verifier, ok := one.(channel.Verifier)
	if !ok {
		return
	}
	if found := err != nil || len(elements) > 0; verifier.Concerns(body) != found {
		t.Errorf("%.2000q: it concerns the account: %v; it is parsed to %d elements, %v", body, !found, len(elements), err)
	}
}

// odd are what a part of a delivery is replaced by.
func odd() []any {
	return []any{
		nil, true, json.Number("-1"), json.Number("1e999"), "", "a\x00b", "NaN", strings.Repeat("9", 1000),
		[]any{}, []any{nil}, map[string]any{}, map[string]any{"id": map[string]any{}, "type": []any{}},
	}
}

// Variants are a JSON text with one of its parts replaced by something odd or left out, every part in turn.
func Variants(t testing.TB, body []byte) func(yield func([]byte) bool) {
	t.Helper()
	in := json.NewDecoder(bytes.NewReader(body))
	in.UseNumber()
	var tree any
	if err := in.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	return func(yield func([]byte) bool) {
		replaced(tree, func(damaged any) bool {
			raw, err := json.Marshal(damaged)
			return err == nil && yield(raw)
		})
	}
}

// replaced yields the tree with each of its nodes replaced, and tells whether to go on.
func replaced(tree any, yield func(any) bool) bool {
	for _, other := range odd() {
		if !yield(other) {
			return false
		}
	}
	switch node := tree.(type) {
	case map[string]any:
		for key, value := range node {
			ok := replaced(value, func(other any) bool { return yield(with(node, key, other)) }) && yield(without(node, key))
			if !ok {
				return false
			}
		}
	case []any:
		for i, value := range node {
			ok := replaced(value, func(other any) bool {
				changed := append([]any{}, node...)
				changed[i] = other
				return yield(changed)
			})
			if !ok {
				return false
			}
		}
	}
	return true
}

func with(node map[string]any, key string, value any) map[string]any {
	changed := without(node, key)
	changed[key] = value
	return changed
}

func without(node map[string]any, key string) map[string]any {
	changed := map[string]any{}
	for k, v := range node {
		if k != key {
			changed[k] = v
		}
	}
	return changed
}

// damage changes some bytes: over, out, or twice.
func damage(chance *rand.Rand, body []byte) []byte {
	damaged := bytes.Clone(body)
	for range 1 + chance.IntN(4) {
		if len(damaged) == 0 {
			break
		}
		at := chance.IntN(len(damaged))
		end := min(len(damaged), at+1+chance.IntN(40))
		switch chance.IntN(4) {
		case 0:
			damaged[at] = byte(chance.IntN(256))
		case 1:
			damaged = append(damaged[:at], damaged[end:]...)
		case 2:
			damaged = append(damaged[:end:end], damaged[at:]...)
		default:
			damaged = damaged[:at]
		}
	}
	return damaged
}
