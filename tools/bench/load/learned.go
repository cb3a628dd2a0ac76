package load

import _ "embed"

// learned is what was found out by profiles and by measuring changes side by side.
var learned = []string{lessons}

//go:embed lessons.md
var lessons string
