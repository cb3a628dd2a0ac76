package props

import (
	"fmt"
	"strings"
	"time"
)

// What customers and others sent to the shop.

func logo(time.Time) (string, []string) {
	return "PT Lintang Sawah Biru", []string{
		"Warna\tRGB\tBenang bordir", "Biru\t31, 79, 120\tPoliester 40, biru tua",
		"Kuning padi\t242, 166, 41\tPoliester 40, kuning tua", "",
		"Ukuran paling kecil 3 cm. Jangan diregangkan dan jangan diberi bayangan.",
	}
}

func applicant(time.Time) (string, []string) {
	return "Fajar", []string{
		"Alamat: Sragen, Jawa Tengah", "Posisi: Penjahit", "", "# Pendidikan",
		"SMK jurusan tata busana, lulus tahun ini", "",
		"# Pengalaman",
		"- Magang 6 bulan di konfeksi seragam, Sragen: memotong, obras, memasang kerah dan manset.",
		"- Membantu usaha jahit ibu sejak kelas 1 SMK: permak, kebaya, seragam sekolah.", "",
		"# Keterampilan",
		"- Mesin jahit high-speed, obras 4 benang, mesin lubang kancing", "- Membuat pola kemeja dan rok",
		"- Menyambung motif parang di saku dan lidah kancing", "",
		"# Lain-lain", "Lomba keterampilan siswa tingkat kabupaten, juara 2. Siap datang membawa contoh jahitan.",
	}
}

func mediaKit(time.Time) (string, []string) {
	return "Media kit – Tasya", []string{
		"Konten kreator fashion lokal, Tangerang. Kain Nusantara untuk dipakai sehari-hari.", "",
		"Ukuran\tJumlah", "Pengikut\t40.200", "Tayangan rata-rata satu video\t18.500", "Simpan rata-rata\t1.120", "",
		"# Pengikut", "- 78% perempuan, 62% berusia 20–34 tahun", "- Jabodetabek 48%, Bandung 12%, Surabaya 9%", "",
		"# Bentuk kerja sama",
		"Konten\tIsi\tBiaya", "Satu video\t45 detik, naskah bersama\tRp850.000",
		"Tiga cerita\tDengan tautan toko\tRp350.000",
		"Paket sebulan\tDua video, enam cerita\tRp2.100.000", "", "Surel: halo.tasya@example.com",
	}
}

func interview(time.Time) (string, []string) {
	return "Draf pertanyaan wawancara", []string{
		"Judul skripsi: Ketahanan usaha batik keluarga di pasar daring",
		"Narasumber: Ibu Sekar Kencanawati, Batik Kencana",
		"Waktu: 30 menit, melalui video", "", "# Sejarah usaha",
		"1. Bagaimana Batik Kencana dimulai, dan siapa yang pertama membatik?",
		"2. Apa keputusan tersulit dalam lima tahun terakhir?", "",
		"# Produksi", "3. Berapa perajin yang terlibat, dan bagaimana pembagian kerjanya?",
		"4. Bagaimana menentukan harga batik tulis, cap, dan kombinasi?",
		"5. Apakah pewarna alam masih mungkin untuk pesanan besar?", "",
		"# Penjualan daring", "6. Kanal mana yang paling banyak mendatangkan pembeli, dan mengapa?",
		"7. Bagaimana menjawab ratusan pesan setiap hari tanpa kehilangan keramahan?",
		"8. Apa yang dilakukan ketika pelanggan kecewa?", "",
		"# Harapan", "9. Seperti apa Batik Kencana sepuluh tahun lagi?", "",
		"Terima kasih banyak atas waktunya, Bu. – Rizky Maulana",
	}
}

func priceList(at time.Time) (string, []string) {
	return "Daftar harga kain mori – Slamet Widodo, Pekalongan", []string{
		"Berlaku: " + day(at), "",
		"Jenis\tLebar (cm)\tGramasi (g/m²)\tPanjang (yard)\tHarga per piece\tHarga mulai 20 piece",
		"Primisima halus\t115\t118\t30\tRp745.000\tRp712.000",
		"Primisima kereta kencana\t115\t124\t30\tRp798.000\tRp765.000",
		"Prima\t115\t108\t30\tRp585.000\tRp560.000", "Biru\t110\t96\t30\tRp438.000\tRp419.000",
		"Dobi garis\t115\t126\t30\tRp862.000\tRp829.000", "Rayon viskosa\t150\t110\t30\tRp690.000\tRp662.000",
		"Sutra ATBM\t105\t82\t30\tRp3.450.000\tRp3.300.000", "",
		"Belum termasuk ongkos kirim. Pembayaran 50% di muka.",
	}
}

func sizesOfGuests(time.Time) (string, []string) {
	lines := []string{"Keluarga Niken Larasati, semua ukuran dalam sentimeter", "",
		"No\tNama\tKloter\tDada\tPinggang\tPinggul\tPanjang lengan\tCatatan"}
	for i, guest := range [20]string{
		"Bu Sumarni\t98\t84\t104\t52", "Budhe Tatik\t102\t96\t108\t53", "Bulik Harti\t92\t76\t98\t51",
		"Mbak Ratih\t86\t68\t94\t52",
		"Mbak Intan\t84\t66\t90\t50", "Tante Wiwik\t104\t90\t110\t53", "Eyang Putri\t94\t86\t100\t49",
		"Dik Salsa\t78\t62\t84\t47",
		"Mbak Yuni\t90\t74\t96\t52", "Bu RT\t106\t92\t112\t53", "Tante Rosa\t100\t86\t106\t54",
		"Mbak Dian\t88\t70\t94\t52",
		"Mbak Puput\t82\t64\t90\t51", "Bulik Narti\t96\t82\t102\t51", "Mbak Lala\t86\t70\t92\t53",
		"Bu Lastri\t98\t86\t104\t52",
		"Mbak Okta\t92\t76\t98\t54", "Mbak Hesti\t88\t72\t96\t52", "Tante Mira\t94\t78\t100\t53",
		"Dik Nada\t80\t62\t86\t49",
	} {
		name, sizes, _ := strings.Cut(guest, "\t")
		remark := ""
		if name == "Budhe Tatik" {
			remark = "Hamil 5 bulan, pinggang dilonggarkan"
		}
		lines = append(lines, fmt.Sprintf("%d\t%s\t%d\t%s\t%s", i+1, name, i/10+1, sizes, remark))
	}
	return "Ukuran kebaya kloter 1 dan 2", lines
}
