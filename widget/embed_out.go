//go:build !embed

package widget

import "os"

// Built answers the built widget script.
func Built() ([]byte, error) { return os.ReadFile("widget/dist/chat.js") }
