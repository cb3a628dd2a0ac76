package conform

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// signatures takes exactly the deliveries that are proven, and none of them with a byte changed.
func (c Case) signatures(t *testing.T) {
	verifier, ok := c.connect("", deaf(t)).(channel.Verifier)
	if !ok {
		if len(c.Signatures) > 0 {
			t.Error("there are signatures and nothing that verifies them")
		}
		return
	}
	valid := 0
	for _, s := range c.Signatures {
		err := verifier.Verify(s.Header, s.Body)
		if (err == nil) != s.Valid || err != nil && sapa.KindOf(err) != sapa.Forbidden {
			t.Errorf("%s: %v, valid: %v", s.Name, err, s.Valid)
		}
		if !s.Valid {
			continue
		}
		valid++
		changed := bytes.Clone(s.Body)
		changed[len(changed)/2] ^= 1
		for name, err := range map[string]error{
			"a byte changed": verifier.Verify(s.Header, changed), "a byte more": verifier.Verify(s.Header, append(bytes.Clone(s.Body), '\n')),
			"no header": verifier.Verify(http.Header{}, s.Body), "no body": verifier.Verify(s.Header, nil),
		} {
			if c.Word && strings.HasPrefix(name, "a byte") {
				continue
			}
			if sapa.KindOf(err) != sapa.Forbidden {
				t.Errorf("%s, %s: %v", s.Name, name, err)
			}
		}
	}
	if valid == 0 || valid == len(c.Signatures) {
		t.Errorf("%d of %d signatures are valid: some must be, and some not", valid, len(c.Signatures))
	}
}
