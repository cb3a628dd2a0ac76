package demo

var paying = []Dialogue{
	{Customer: masGalih, Subject: payment, Days: 27, At: clock(9, 50), End: EndResolved, Lines: []Line{
		in(0, "Pagi, saya sudah transfer untuk pesanan BK-24417"),
		in(30*second, "Ini buktinya").image("bukti-transfer-galih.jpg", SceneReceipt),
		cecep.says(4*minute, "Selamat pagi Kak Galih, terima kasih. Transfer Rp277.000 sudah masuk ke rekening "+
			"kami pukul 09.46."),
		cecep.says(30*second, "Pesanannya kami kemas siang ini, resi menyusul sebelum jam 17.00."),
		in(2*minute, "Oke ditunggu, ukurannya jangan ketuker ya mas. L lengan pendek"),
		cecep.says(minute, "Siap, Kak. Saya tulis di label kemasan: L, lengan pendek, Kawung Senja.").quoting(5),
		in(7*hour, "Resinya udah masuk email, makasih"),
	}},
	{Customer: kakMega, Subject: payment, Days: 26, At: clock(14, 18), End: EndResolved, Lines: []Line{
		in(0, "Kak aku salah transfer, kurang 217 perak 😅 lupa kode uniknya"),
		in(10*second, "total harusnya 284.217 aku kirim 284.000"),
		cecep.says(3*minute, "Tidak apa-apa Kak Mega, uangnya masuk kok. Hanya tidak tercocokkan otomatis, jadi "+
			"saya cocokkan manual."),
		in(minute, "perlu kirim bukti?"),
		cecep.says(minute, "Boleh, supaya gampang dicari."),
		in(2*minute, "").image("bukti-tf-mega.jpg", SceneReceipt),
		cecep.notes(3*minute, "@Kevin ada selisih Rp217 di BK-24433, saya tutup dari kas kecil ya."),
		kevin.notes(9*minute, "Oke, sudah saya setujui."),
		cecep.says(minute, "Beres, Kak. BK-24433 sudah berstatus lunas, tidak usah kirim kekurangannya."),
		in(2*minute, "baik banget toko ini 😭 makasih mas cecep").reacted("❤️"),
	}},
	{Customer: pakIndra, Subject: payment, Days: 24, At: clock(10, 5), End: EndResolved, Lines: []Line{
		in(0, "Selamat pagi. Mohon dibuatkan invoice resmi untuk pesanan BK-24390 atas nama CV Pelita Indra Gunadi."),
		cecep.says(6*minute, "Selamat pagi Pak Indra. Boleh minta alamat perusahaan dan NPWP kalau ingin "+
			"dicantumkan?"),
		in(12*minute, "Jl. Kenari Biru 8, Bandar Lampung. NPWP tidak perlu."),
		cecep.says(8*minute, "Berikut invoicenya, Pak. Nilainya Rp2.640.000 untuk 12 kemeja, sudah ditandai lunas.").
			file("invoice-BK-24390.pdf"),
		in(15*minute, "Tanggalnya bisa disamakan dengan tanggal transfer? Bagian keuangan saya minta begitu."),
		cecep.says(5*minute, "Bisa, Pak. Ini revisinya, tanggal mengikuti pembayaran.").
			file("invoice-BK-24390-rev1.pdf"),
		in(3*minute, "Baik, sudah sesuai. Terima kasih atas bantuannya."),
		cecep.says(2*minute, "Sama-sama, Pak Indra. Semoga seragamnya membawa semangat baru di kantor."),
	}},
	{Customer: kakGrace, Subject: payment, Ago: 14 * minute, End: EndHandled, Lines: []Line{
		in(0, "Kak aku bayar QRIS tadi tulisannya gagal, aku ulang lagi eh saldo kepotong 2x 😨"),
		in(40*second, "").image("mutasi-dua-kali.png", SceneScreen),
		cecep.says(3*minute, "Halo Kak Grace, maaf bikin kaget. Saya lihat ada dua transaksi Rp265.000, berjarak 2 "+
			"menit. Saya periksa dulu ya."),
		cecep.notes(2*minute, "@Kevin tolong cek di dasbor pembayaran, BK-24788 masuk dua kali Rp265.000."),
		kevin.notes(7*minute, "Benar dobel. Yang kedua sudah saya ajukan balik, masuk paling lama 1×24 jam."),
		cecep.says(2*minute, "Sudah dipastikan, Kak, memang masuk dua kali. Yang kedua dikembalikan otomatis, "+
			"paling lama 1×24 jam."),
		in(3*minute, "huft oke. Kalo besok belum balik aku chat lagi boleh?"),
		cecep.says(minute, "Boleh sekali, Kak. Sebut saja BK-24788, catatannya sudah lengkap di kami."),
	}},
	{Customer: kakYuli, Subject: cod, Days: 24, At: clock(16, 12), End: EndResolved, Lines: []Line{
		in(0, "sist bisa cod ke balikpapan?"),
		bayu.says(4*minute, "Halo Kak Yuli, COD baru bisa untuk Pulau Jawa. Ke Balikpapan pembayarannya transfer, "+
			"QRIS, atau kartu."),
		in(2*minute, "yah takut ketipu soalnya baru pertama beli online batik"),
		bayu.says(3*minute, "Wajar, Kak. Kakak bisa lihat toko kami lewat panggilan video dulu, jam berapa saja "+
			"antara 09.00 dan 20.00."),
		bayu.says(minute, "Ini foto toko kami hari ini, alamatnya di Laweyan.").image("toko-depan.jpg", ScenePlace),
		in(5*minute, "oh toko beneran toh hehe. oke transfer aja, 1 daster panjang sogan"),
		bayu.says(2*minute, "Siap, Kak. Daster Sogan Rp165.000, ongkir Balikpapan Rp45.000, jadi Rp210.000."),
		in(25*minute, "sudah ya kak").image("struk-atm-yuli.jpg", SceneReceipt),
		bayu.says(4*minute, "Sudah kami terima, Kak Yuli. Terima kasih sudah percaya, paketnya kami foto dulu "+
			"sebelum jalan."),
	}},
	{Customer: masBagas, Subject: cod, Days: 23, At: clock(19, 5), End: EndResolved, Lines: []Line{
		in(0, "gan cod salatiga bisa?"),
		bayu.says(2*minute, "Bisa, Mas Bagas. Ada biaya COD 3% dari nilai barang, minimal Rp5.000."),
		in(minute, "berarti kemeja 265 jadi brp"),
		bayu.says(2*minute, "Kemeja Rp265.000, ongkir Rp12.000, biaya COD Rp7.950. Totalnya Rp284.950, disiapkan "+
			"uang pas ya."),
		in(40*second, "boleh dicoba dulu ga sebelum bayar"),
		bayu.says(2*minute, "Paket belum boleh dibuka sebelum dibayar, aturan kurirnya. Tapi kalau tidak pas, "+
			"tukar ukuran gratis sekali."),
		in(2*minute, "oke sikat"),
	}},
	{Customer: kakDesi, Subject: payment, Days: 16, At: clock(20, 41), End: EndInactive, Lines: []Line{
		in(0, "Kak pesanan saya kok statusnya dibatalkan? padahal mau bayar"),
		dewi.says(6*minute, "Halo Kak Desi, batas bayarnya 24 jam dan lewat jam 18.30 tadi. Barangnya masih ada, "+
			"mau saya aktifkan lagi?"),
		in(4*minute, "boleh, tapi gaji masuk besok sore"),
		dewi.says(2*minute, "Saya aktifkan dengan batas baru besok jam 22.00 ya, Kak. Tautan bayarnya sudah "+
			"dikirim ke email."),
	}},
	{Customer: ceLinda, Subject: payment, Days: 20, At: clock(11, 35), End: EndResolved, Lines: []Line{
		in(0, "Siang, saya mau pelunasan tirai batik yang kemarin. Sisanya berapa?"),
		cecep.says(5*minute, "Selamat siang Ce Linda. Total Rp3.400.000, uang muka Rp1.700.000, jadi sisanya "+
			"Rp1.700.000."),
		in(8*minute, "Sudah ya, dua kali karena limit harian").image("bukti-pelunasan-1.jpg", SceneReceipt),
		in(10*second, "").image("bukti-pelunasan-2.jpg", SceneReceipt),
		cecep.says(6*minute, "Sudah cocok, Ce: Rp1.000.000 dan Rp700.000. Tirainya dikirim Jumat pakai kargo."),
		in(2*minute, "Tolong dibungkus plastik dobel, Surabaya lagi hujan terus"),
		cecep.says(2*minute, "Baik, dobel plastik dan kardus. Kuitansi pelunasannya saya lampirkan.").
			file("kuitansi-linda-pelunasan.pdf"),
		in(minute, "Oke kamsia ya").reacted("🙏"),
	}},
	{Customer: kakDina, Subject: refund, Days: 18, At: clock(8, 30), End: EndResolved, Lines: []Line{
		in(0, "Pagi kak, pesanan BK-24561 bisa dibatalin ga? ternyata dibeliin kakakku motif yg sama 😂"),
		dewi.says(3*minute, "Pagi Kak Dina, haha kompak ya. Paketnya belum diambil kurir, jadi masih bisa "+
			"dibatalkan."),
		in(minute, "uangnya balik kemana kak?"),
		dewi.says(2*minute, "Kembali ke rekening asal paling lama 3 hari kerja, utuh Rp245.000 karena belum "+
			"dikirim."),
		in(minute, "oke cancel aja ya kak, maaf merepotkan"),
		dewi.says(4*minute, "Sudah dibatalkan, Kak. Tidak merepotkan sama sekali, kabari kalau uangnya sudah masuk "+
			"ya."),
		in(26*hour, "kak uangnya udah masuk, cepet bgt makasihh"),
		kadek.says(7*minute, "Senang dengarnya, Kak Dina! Ditunggu mampir lagi, di toko maupun di kedai."),
	}},
	{Customer: kakZahra, Subject: refund, Days: 13, At: clock(13, 25), End: EndResolved, Lines: []Line{
		in(0, "Assalamualaikum, refund saya sudah 5 hari kerja belum masuk. Katanya 3 hari"),
		cecep.says(4*minute, "Wa'alaikumsalam Kak Zahra, mohon maaf. Boleh tahu nomor pesanannya?"),
		in(minute, "BK-24470"),
		cecep.notes(3*minute, "@Ajeng refund BK-24470 tercatat selesai minggu lalu tapi pelanggan belum terima. "+
			"Bisa dicek ke bank?"),
		ajeng.notes(14*minute, "Ternyata nomor rekeningnya kurang satu angka, dana kembali ke kita. Saya proses "+
			"ulang hari ini."),
		cecep.says(2*minute, "Sudah ketemu, Kak. Nomor rekening yang tercatat kurang satu angka, jadi dananya "+
			"kembali ke kami."),
		cecep.says(30*second, "Boleh tulis ulang nomor rekeningnya? Pesannya akan kami hapus setelah dicatat."),
		in(3*minute, "Rekeningnya 000 1234 5678 90 a.n. Zahra Assegaf").deleted(),
		cecep.says(20*minute, "Sudah dikirim ulang, Kak, Rp325.000. Ini bukti transfernya, maaf sudah menunggu "+
			"lama.").
			image("bukti-refund-BK-24470.jpg", SceneReceipt),
		in(6*minute, "Alhamdulillah sudah masuk. Terima kasih ya, sabar banget jawabnya"),
	}},
	{Customer: pakArif, Subject: payment, Ago: 4 * minute, End: EndQueued, Lines: []Line{
		in(0, "Permisi, konfirmasi pembayaran BK-24801 Rp590.000 atas nama Arif Budiman"),
		in(25*second, "").image("bukti-transfer-arif.jpg", SceneReceipt),
		in(50*second, "Mohon dicek ya, mau dipakai hari Minggu"),
	}},
	{Customer: omTono, Subject: cod, Days: 12, At: clock(17, 15), End: EndResolved, Lines: []Line{
		in(0, "Dik, saya ambil sendiri ke toko bayarnya di situ bisa to?"),
		bayu.says(3*minute, "Saged, Om. Pesanannya saya siapkan di kasir, bayar tunai atau QRIS sama saja."),
		in(2*minute, "Yo wis, Jumat habis jumatan tak mampir. Sarung sogan 1 sama udeng 1"),
		bayu.says(2*minute, "Siap Om Tono. Sarung Rp195.000, udeng Rp60.000, jadi Rp255.000."),
		in(minute, "Oke 👍"),
	}},
	{Customer: kakJihan, Subject: payment, Days: 8, At: clock(12, 8), End: EndResolved, Lines: []Line{
		in(0, "kak bisa bayar pake paylater ga?"),
		cecep.says(3*minute, "Halo Kak Jihan, belum bisa paylater. Yang tersedia transfer bank, QRIS, kartu "+
			"kredit, dan kartu debit."),
		in(2*minute, "kalo kartu kredit bisa dicicil 3 bulan?"),
		cecep.says(2*minute, "Bisa untuk belanja di atas Rp500.000, bunganya 0%. Pilihannya muncul di halaman "+
			"pembayaran."),
		in(minute, "nah itu aja. ok makasih infonya"),
	}},
}
