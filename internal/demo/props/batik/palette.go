// Package batik draws the patterns of Javanese cloth, so that every demo can show other cloth of the same shop. It is
// about the look only: what is a pattern's name, which colours go together, how wax and dye flow.
package batik

import "github.com/sapa-inbox/sapa/internal/demo/props/ink"

// Palette is what one cloth is dyed with.
type Palette struct {
	Ground ink.Color // the darkest bath, around the figures
	Figure ink.Color // where wax kept the dye off
	Middle ink.Color // the lighter bath
	Accent ink.Color // touched in by hand
}

// The palettes, named after the colour one sees first.
var (
	Sogan  = dyed(0x3a2013, 0xf0dfb8, 0xa8692f, 0xd9a24a)
	Indigo = dyed(0x14264f, 0xeef0e6, 0x4a78b8, 0x9fc0de)
	Maroon = dyed(0x571320, 0xf5e3cd, 0xa8323c, 0xdba548)
	Green  = dyed(0x23412c, 0xeee8c8, 0x5f8449, 0xc9a24a)
	Purple = dyed(0x35184a, 0xf0e2ee, 0x7d4a93, 0xd6a0c4)
	Pink   = dyed(0xb9727c, 0xfbeeea, 0xd9a0a4, 0xf1cfc8)
	Navy   = dyed(0x131b3a, 0x8e9cc4, 0x2a3a6d, 0x52659c)
	White  = dyed(0xf3ecdd, 0x9a7550, 0xdcc7a4, 0xb5563f)
	Black  = dyed(0x17130f, 0xe9dcbd, 0x6e4a2a, 0xb98a3f)
	Red    = dyed(0x9d1f22, 0xf8ead0, 0xd2553c, 0xf0b64a)
	Mocha  = dyed(0x6b4a3a, 0xf1e2d0, 0xa07c62, 0xd2ad85)
)

func dyed(ground, figure, middle, accent uint32) Palette {
	return Palette{ink.Hex(ground), ink.Hex(figure), ink.Hex(middle), ink.Hex(accent)}
}
