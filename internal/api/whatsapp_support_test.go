package api_test

import "encoding/hex"

func hexOf(text string) string { return hex.EncodeToString([]byte(text)) }
