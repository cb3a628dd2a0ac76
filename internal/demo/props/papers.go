package props

import (
	"cmp"
	"time"
)

// papers are the script's documents by file name: their titles and what they say.
var papers = map[string]func(at time.Time) (title string, lines []string){
	"penawaran-seragam-niken.pdf":     offerForWedding,
	"penawaran-seragam-50-kemeja.pdf": offerForOffice,
	"penawaran-seragam-guru.pdf":      offerForTeachers,
	"invoice-BK-24390.pdf":            invoice,
	"invoice-BK-24390-rev1.pdf":       invoiceRevised,
	"kuitansi-linda-pelunasan.pdf":    receiptForCurtains,
	"lembar-ukur-kemeja.pdf":          emptyMeasures,
	"ukuran-teguh.pdf":                measuresOfTeguh,
	"menu-prasmanan-kedai.pdf":        menu,
	"logo-perusahaan.pdf":             logo,
	"CV-Fajar.pdf":                    applicant,
	"media-kit-tasya.pdf":             mediaKit,
	"draf-wawancara-skripsi.docx":     interview,
	"daftar-harga-mori.xlsx":          priceList,
	"ukuran-kloter-1-2.xlsx":          sizesOfGuests,
}

func offerForWedding(at time.Time) (string, []string) {
	return "Perkiraan biaya seragam", []string{
		"Tanggal: " + day(at), "Kepada: Ibu Niken Larasati, Banjarsari, Surakarta",
		"Acara: Akad dan resepsi, 120 orang", "",
		"Uraian\tJumlah\tHarga\tSubtotal",
		"Kain cap Truntum, celup dusty pink\t120\tRp165.000\tRp19.800.000",
		"Jahit kebaya sesuai ukuran\t40\tRp275.000\tRp11.000.000",
		"Contoh warna, 3 tingkat\t3\tRp0\tRp0",
		"Total\t\t\tRp30.800.000", "",
		"# Ketentuan",
		"- Uang muka 50% (Rp15.400.000) saat warna disetujui, sisanya sebelum pengambilan.",
		"- Produksi kain 4 minggu, jahit 3 minggu, termasuk satu kali pas badan.",
		"- Jadwal ukur 40 orang dibagi 4 kloter di toko Laweyan.",
		"- Slot produksi kami tahan sampai minggu depan. Harga berlaku 14 hari.", "",
		"Hormat kami,", "Rahmi, bagian pesanan khusus",
	}
}

func offerForOffice(at time.Time) (string, []string) {
	return "Penawaran 50 kemeja batik", []string{
		"Tanggal: " + day(at), "Kepada: Bapak Bambang Setiawan, Jakarta Timur",
		"Perihal: Seragam ulang tahun perusahaan", "",
		"Uraian\tJumlah\tHarga\tSubtotal",
		"Kemeja batik cap, katun primisima, ukuran S–3XL\t50\tRp172.000\tRp8.600.000",
		"Bordir logo dada kiri, sampai 7 cm\t50\tRp12.000\tRp600.000",
		"Kargo ke Jakarta Timur\t1\tRp185.000\tRp185.000",
		"Total\t\t\tRp9.385.000", "",
		"# Ketentuan",
		"- Uang muka 50%, pelunasan sebelum kirim.",
		"- Pengerjaan 15 hari kerja sejak uang muka dan berkas logo kami terima.",
		"- Satu contoh bordir kami kirim fotonya untuk disetujui lebih dulu.",
		"- Harga berlaku 14 hari sejak tanggal penawaran.", "",
		"Hormat kami,", "Rahmi, bagian pesanan khusus",
	}
}

func offerForTeachers(at time.Time) (string, []string) {
	return "Penawaran seragam guru", []string{
		"Tanggal: " + day(at), "Kepada: Ibu Hartati Nugroho",
		"Perihal: Seragam batik guru, lengan panjang", "",
		"Uraian\tJumlah\tHarga\tSubtotal",
		"Kemeja dan blus batik cap, lengan panjang\t42\tRp245.000\tRp10.290.000",
		"Total\t\t\tRp10.290.000", "",
		"# Ketentuan",
		"- Uang muka 50% (Rp5.145.000), pelunasan sebelum pengiriman.",
		"- Pengerjaan 21 hari kerja setelah uang muka kami terima.",
		"- Pengukuran di sekolah, jadwal kami kabari.",
		"- Harga berlaku 14 hari sejak tanggal penawaran.", "",
		"Hormat kami,", "Rahmi, bagian pesanan khusus",
	}
}

func invoice(at time.Time) (string, []string) {
	return "Invoice", []string{
		"Nomor: BK-24390", "Tanggal: " + day(at), "Kepada: CV Pelita Indra Gunadi",
		"Alamat: Jl. Kenari Biru 8, Bandar Lampung", "",
		"Barang\tJumlah\tHarga\tSubtotal",
		"Kemeja batik cap Sidomukti, lengan pendek\t8\tRp220.000\tRp1.760.000",
		"Kemeja batik cap Sidomukti, lengan panjang\t4\tRp220.000\tRp880.000",
		"Total\t\t\tRp2.640.000", "",
		"Pembayaran: Transfer bank, " + shopBank, "Status: Lunas", "", "! LUNAS", "", "", "",
		"Terima kasih atas kepercayaan Bapak dan Ibu.", "Cecep, bagian pembayaran",
	}
}

// invoiceRevised is the same with the day of the payment, three days before.
func invoiceRevised(at time.Time) (string, []string) {
	title, lines := invoice(at.AddDate(0, 0, -3))
	return title, append(lines, "", "Revisi 1: tanggal mengikuti tanggal pembayaran.")
}

func receiptForCurtains(at time.Time) (string, []string) {
	return "Kuitansi pelunasan", []string{
		"Nomor: KW-0712", "Tanggal: " + day(at), "Diterima dari: Ibu Linda Gunawan, Surabaya",
		"Untuk: Tirai batik Kawung, 8 lembar × Rp425.000", "",
		"Pembayaran\tJumlah",
		"Uang muka\tRp1.700.000",
		"Pelunasan, transfer pertama\tRp1.000.000",
		"Pelunasan, transfer kedua\tRp700.000",
		"Total dibayar\tRp3.400.000", "",
		"Terbilang: Tiga juta empat ratus ribu rupiah", "", "! LUNAS", "", "", "",
		"Dikirim Jumat dengan kargo, plastik dobel dan kardus.", "Cecep, bagian pembayaran",
	}
}

func emptyMeasures(time.Time) (string, []string) {
	const blank = "................................"
	return measures(blank, [8]string{})
}

func measuresOfTeguh(time.Time) (string, []string) {
	return measures("Teguh Raharjo", [8]string{"132", "52", "46", "63", "128", "126", "80", "24"})
}

// measures is the form with the eight figures a shirt needs, in centimetres; an empty one is to be filled in.
func measures(name string, figures [8]string) (string, []string) {
	lines := []string{
		"Nama: " + name, "Potongan: Kemeja lengan panjang / pendek", "", "Bagian\tCara mengukur\tSentimeter",
	}
	for i, row := range [8]string{
		"Lingkar dada\tMelingkar di bawah ketiak, longgar satu jari",
		"Lebar bahu\tDari ujung ke ujung bahu, lewat punggung",
		"Lingkar leher\tDi pangkal leher, longgar satu jari",
		"Panjang lengan\tDari ujung bahu sampai pergelangan",
		"Lingkar perut\tDi bagian paling besar",
		"Lingkar pinggul\tDi bagian paling besar",
		"Panjang kemeja\tDari bahu sampai batas bawah",
		"Lingkar pergelangan\tLonggar dua jari",
	} {
		lines = append(lines, row+"\t"+cmp.Or(figures[i], "........"))
	}
	return "Lembar ukur kemeja", append(lines, "",
		"Ukur di atas kaus tipis, pita jangan ditarik. Ragu? Kirim foto pitanya, kami bantu membaca.")
}

func menu(time.Time) (string, []string) {
	return "Menu prasmanan Kedai Kencana", []string{
		"Untuk 20 orang ke atas, pesan paling lambat dua hari sebelumnya.", "",
		"Paket\tIsi\tPer orang",
		"Rahayu\tNasi, timlo, tahu bacem, kerupuk, es gempol\tRp45.000",
		"Kencana\tNasi, selat Solo, ayam goreng lengkuas, urap, es dawet\tRp58.000",
		"Laweyan\tNasi liwet lengkap, selat Solo, sate buntel, pisang goreng madu, es gempol\tRp72.000", "",
		"Tambahan\tIsi\tPer orang",
		"Jajan pasar\tLemper, sosis Solo, kue lumpur\tRp18.000",
		"Pisang goreng madu\tDua potong\tRp15.000",
		"Wedang uwuh\tHangat, gula batu\tRp18.000",
		"Kopi tubruk\tRobusta Temanggung\tRp12.000", "",
		"# Yang perlu diketahui",
		"- Joglo tidak dipungut sewa untuk belanja mulai Rp750.000, sampai 3 jam.",
		"- Pengeras suara dan satu mikrofon nirkabel tersedia tanpa biaya.",
		"- Bisa tanpa daging dan tanpa terasi, beri tahu saat memesan.",
	}
}
