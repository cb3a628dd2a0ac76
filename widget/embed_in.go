//go:build embed

package widget

import _ "embed"

//go:embed dist/chat.js
var built []byte

// Built answers the built widget script.
func Built() ([]byte, error) { return built, nil }
