package whatsapp

// Samples are templates as a shop in Indonesia has them: what can be sent, and what cannot.
func Samples() []Template {
	return []Template{
		sample("order_confirmation", "en_US", "UTILITY", "564750795574598",
			Component{Type: "HEADER", Format: "TEXT", Text: "Order"},
			body("Thank you, {{1}}! Your order number is {{2}}.", "Pablo", "860198-230332"),
			Component{Type: "FOOTER", Text: "Acme"}, reply("Help")),
		sample("konfirmasi_pesanan", "id", "UTILITY", "564750795574599",
			Component{Type: "HEADER", Format: "TEXT", Text: "Pesanan {{1}}", Example: map[string]any{"header_text": []string{"INV-2026-0312"}}},
			body("Halo {{1}}, terima kasih sudah berbelanja! Pesanan {{2}} sudah kami terima dan akan dikirim paling lambat {{3}}.", "Rina", "2 baju batik", "Kamis, 5 Maret"),
			Component{Type: "FOOTER", Text: "Balas pesan ini kalau ada pertanyaan"}, reply("Cek pesanan", "Bantuan")),
		sample("pesanan_dikirim", "id", "UTILITY", "564750795574600",
			body("Kabar baik, {{1}}! Paket Anda sudah diserahkan ke {{2}} dengan nomor resi {{3}}.", "Rina", "JNE", "JP1234567890"),
			Component{Type: "BUTTONS", Buttons: []Button{
				{Type: "URL", Text: "Lacak paket", URL: "https://toko.example/lacak/{{1}}", Example: []string{"https://toko.example/lacak/JP1234567890"}},
				{Type: "PHONE_NUMBER", Text: "Telepon toko", Phone: "+622150001234"},
			}}),
		named("pengingat_pembayaran", "id", "UTILITY", "564750795574601",
			Component{Type: "BODY", Text: "Halo {{nama}}, tagihan {{nomor}} sebesar {{jumlah}} jatuh tempo pada {{tanggal}}.", Example: map[string]any{
				"body_text_named_params": []map[string]string{
					{"param_name": "nama", "example": "Budi"}, {"param_name": "nomor", "example": "INV-0312"},
					{"param_name": "jumlah", "example": "Rp250.000"}, {"param_name": "tanggal", "example": "5 Maret 2026"},
				},
			}}),
		sample("promo_akhir_pekan", "id", "MARKETING", "564750795574602",
			Component{Type: "HEADER", Format: "IMAGE", Example: map[string]any{"header_handle": []string{"https://scontent.example.test/promo.jpg"}}},
			body("Hai {{1}}! Diskon {{2}} untuk semua koleksi batik, hanya Sabtu dan Minggu ini.", "Dewi", "20%"),
			Component{Type: "FOOTER", Text: "Ketik STOP untuk berhenti menerima promo"}, reply("Lihat koleksi", "Berhenti")),
		sample("kirim_faktur", "id", "UTILITY", "564750795574603",
			Component{Type: "HEADER", Format: "DOCUMENT", Example: map[string]any{"header_handle": []string{"https://scontent.example.test/faktur.pdf"}}},
			body("Berikut faktur {{1}} untuk pembelian Anda.", "INV-0312")),
		sample("sapaan_kembali", "id", "UTILITY", "564750795574604",
			body("Halo, kami dari Toko Kain Nusantara. Boleh kami lanjutkan percakapan yang kemarin?"), reply("Boleh", "Nanti saja")),
		withStatus(sample("undangan_pameran", "id", "MARKETING", "564750795574605", body("Kami mengundang {{1}} ke pameran batik di {{2}}.", "Ibu Sari", "Jakarta")), "PENDING"),
		withStatus(sample("hadiah_gratis", "id", "MARKETING", "564750795574606", body("SELAMAT {{1}}! Anda menang hadiah gratis!!!", "Rina")), "REJECTED"),
		withStatus(sample("survei_belanja", "id", "MARKETING", "564750795574607", body("Bagaimana belanja Anda, {{1}}?", "Rina"), reply("Puas", "Kurang puas")), "PAUSED"),
	}
}

func sample(name, language, category, id string, components ...Component) Template {
	return Template{Name: name, Format: "POSITIONAL", Components: components, Language: language, Status: "APPROVED", Category: category, ID: id}
}

func named(name, language, category, id string, components ...Component) Template {
	t := sample(name, language, category, id, components...)
	t.Format = "NAMED"
	return t
}

func withStatus(t Template, status string) Template {
	t.Status = status
	if status == "REJECTED" {
		t.Rejected = "PROMOTIONAL"
	}
	return t
}

// body is a text with examples for its places.
func body(text string, examples ...string) Component {
	c := Component{Type: "BODY", Text: text}
	if len(examples) > 0 {
		c.Example = map[string]any{"body_text": [][]string{examples}}
	}
	return c
}

func reply(texts ...string) Component {
	c := Component{Type: "BUTTONS"}
	for _, t := range texts {
		c.Buttons = append(c.Buttons, Button{Type: "QUICK_REPLY", Text: t})
	}
	return c
}
