package demo

var sundry = []Dialogue{
	{Customer: masFajar, Subject: job, Days: 25, At: clock(8, 10), End: EndResolved, Lines: []Line{
		in(0, "Selamat pagi, mohon izin bertanya, apakah ada lowongan di Batik Kencana? Saya lulusan SMK tata "+
			"busana"),
		dewi.says(8*minute, "Selamat pagi Mas Fajar. Kebetulan bengkel jahit sedang mencari satu orang. Sudah "+
			"pernah menjahit kemeja?"),
		in(3*minute, "Sudah kak, magang 6 bulan di konfeksi Sragen. Ini CV saya").file("CV-Fajar.pdf"),
		dewi.notes(5*minute, "@Maruli ada pelamar penjahit, SMK tata busana, magang 6 bulan. CV-nya di atas."),
		maruli.notes(40*minute, "Bagus. Minta datang besok jam 09.00 bawa contoh jahitan, temui Pak Darmo."),
		dewi.says(3*minute, "Mas Fajar diminta datang besok jam 09.00 membawa satu contoh jahitan, bertemu Pak "+
			"Darmo di bengkel."),
		in(2*minute, "Alhamdulillah, siap kak. Terima kasih atas kesempatannya 🙏").reacted("👍"),
	}},
	{Customer: pakSlamet, Subject: partner, Days: 22, At: clock(10, 41), End: EndResolved, Lines: []Line{
		in(0, "Selamat pagi, kami pemasok kain mori primisima di Pekalongan. Ingin menawarkan harga grosir"),
		bayu.says(5*minute, "Selamat pagi Pak Slamet, terima kasih. Untuk bahan baku saya sambungkan ke manajer "+
			"kami."),
		bayu.hands(maruli, minute, "Penawaran kain mori dari Pekalongan, silakan @Maruli."),
		maruli.says(15*minute, "Siang Pak Slamet, saya Maruli. Boleh dikirim daftar harga dan gramasi kainnya?"),
		in(6*minute, "Ini pak, harga per piece 30 yard").file("daftar-harga-mori.xlsx"),
		maruli.says(25*minute, "Terima kasih, harganya menarik. Mohon kirim contoh 5 meter untuk uji celup, "+
			"ongkirnya kami ganti."),
		in(4*minute, "Siap pak, besok saya kirim"),
	}},
	{Customer: promoKilat, Subject: spam, Days: 19, At: clock(2, 13), End: EndResolved, Lines: []Line{
		in(0, "SELAMAT!!! Nomor Anda terpilih mendapat HADIAH 50 JUTA dari undian pelanggan setia!!!"),
		in(5*second, "Klik tautan pemenang dan masukkan PIN untuk klaim sebelum 1x24 jam. JANGAN SAMPAI HANGUS!!!"),
		dewi.notes(6*hour, "Spam. Jangan ada yang membuka tautannya, saya tutup."),
	}},
	{Customer: kakNovi, Subject: greeting, Days: 12, At: clock(22, 14), End: EndInactive, Lines: []Line{
		in(0, "😍😍😍"),
		dewi.says(10*hour, "Selamat pagi Kak Novi 😊 Ada koleksi yang sedang dilirik? Nanti saya bantu cek "+
			"ukurannya."),
	}},
	{Customer: kakYuli, Subject: greeting, Days: 9, At: clock(18, 31), End: EndResolved, Lines: []Line{
		in(0, "Jeng besok arisan jadi di rumah siapa? Aku bawa risoles apa lemper"),
		kadek.says(3*minute, "Halo Kak Yuli, sepertinya salah kirim, ini Batik Kencana 😄 Tapi kalau boleh usul, "+
			"risoles."),
		in(minute, "YA AMPUN MAAF KAKK 🤣🤣 malu banget"),
		kadek.says(minute, "Tidak apa-apa, Kak. Selamat arisan, semoga dapat giliran!").reacted("😂"),
	}},
	{Customer: kakTasya, Subject: partner, Days: 20, At: clock(13, 40), End: EndResolved, Lines: []Line{
		in(0, "Halo kak, aku Tasya, konten kreator fashion lokal 40rb followers. Boleh ajukan kolaborasi?"),
		dewi.says(5*minute, "Halo Kak Tasya, terima kasih sudah melirik kami. Boleh dikirim profil dan contoh "+
			"kontennya?"),
		in(4*minute, "ini media kit aku kak").file("media-kit-tasya.pdf"),
		dewi.notes(3*minute, "@Sekar ada tawaran kolaborasi, gaya kontennya rapi dan sopan. Mau dipertimbangkan, "+
			"Bu?"),
		sekar.notes(2*hour, "Suka. Tawarkan satu setel untuk seri Wastra Harian, tanpa bayaran dulu, lihat "+
			"hasilnya."),
		dewi.says(5*minute, "Bu Sekar suka kontennya, Kak. Kami tawarkan satu setel pilihan Kakak untuk seri "+
			"Wastra Harian, bagaimana?"),
		in(12*minute, "mau bangettt, aku pilih kimono lasem ya kak kalo udah ready 🙏"),
		dewi.says(3*minute, "Siap, Kak. Kimono Lasem sedang habis, begitu datang kami kabari lewat email di media "+
			"kit."),
	}},
	{Customer: masRizky, Subject: partner, Days: 6, At: clock(11, 8), End: EndResolved, Lines: []Line{
		in(0, "Siang kak, yang kemarin beli kado dosen. Beliau senang banget, malah jadi nanya2 soal batik 😄"),
		rahmi.says(6*minute, "Wah, ikut senang Kak Rizky! Cerita Sidoluhurnya jadi disampaikan?"),
		in(2*minute, "Jadi dong. Nah sekalian, skripsiku soal UMKM batik, boleh wawancara pemiliknya 30 menit?"),
		rahmi.notes(4*minute, "@Sekar ada permohonan wawancara skripsi tentang UMKM batik, 30 menit, bisa daring. "+
			"Berkenan, Bu?"),
		sekar.notes(55*minute, "Boleh, lusa jam 14.00 lewat video."),
		rahmi.says(2*minute, "Bu Sekar berkenan, Kak: lusa jam 14.00 lewat video. Mohon kirim daftar pertanyaannya "+
			"sebelum itu."),
		in(9*minute, "Terima kasih banyakk. Ini draf pertanyaannya").file("draf-wawancara-skripsi.docx"),
		rahmi.says(3*minute, "Sudah saya teruskan. Lancar skripsinya ya, Kak Rizky!").reacted("🙏"),
	}},
	{Customer: buMulya, Subject: greeting, Days: 3, At: clock(8, 2), End: EndResolved, Lines: []Line{
		in(0, "Alhamdulillah, pengukuran kemarin lancar. Anak-anak senang sekali melihat sketsa motifnya, terima "+
			"kasih banyak 🙏"),
		rahmi.says(7*minute, "Sama-sama, Bu Sri. Anak-anaknya tertib sekali, 186 anak selesai sebelum zuhur."),
		in(2*minute, "Salam untuk Pak Sopir yang ikut bantu mencatat."),
		rahmi.says(2*minute, "Nanti saya sampaikan, pasti senang beliau 😊").reacted("👍"),
	}},
	{Customer: kakNabila, Subject: greeting, Days: 20, At: clock(9, 36), End: EndResolved, Lines: []Line{
		in(0, "kak gamisnya udah dipake kondangan, adem beneran 😭 dipuji mertua pula").
			image("gamis-di-kondangan.jpg", SceneGarment),
		dewi.says(5*minute, "Cantik sekali, Kak Nabila! Boleh kami pasang fotonya di etalase, wajah bisa kami "+
			"samarkan?"),
		in(2*minute, "boleh dong gausah disamarin, bangga aku 😎"),
		dewi.says(minute, "Siap, Kak. Sebagai terima kasih, ada potongan Rp25.000 untuk belanja berikutnya, "+
			"kodenya NABILA25.").
			reacted("👍"),
	}},
	{Customer: kakIntan, Subject: greeting, Days: 4, At: clock(16, 16), End: EndInactive, Lines: []Line{
		in(0, "min"),
		cecep.says(2*minute, "Halo Kak, ada yang bisa saya bantu?"),
		in(minute, "ga jadi hehe ketemu di faq"),
		cecep.says(minute, "Sip, Kak. Kalau masih ada yang kurang jelas, tulis saja di sini ya."),
	}},
	{Customer: masEko, Subject: greeting, Days: 18, At: clock(21, 5), End: EndInactive, Lines: []Line{
		in(0, "p"),
		in(2*minute, "p"),
		dewi.says(8*minute, "Halo Mas Eko, selamat malam. Silakan, ada yang ingin ditanyakan tentang batik atau "+
			"pesanannya?"),
	}},
	{Customer: kakZahra, Subject: product, Ago: 5 * hour, End: EndResolved, Lines: []Line{
		in(0, "Kak kain yang dulu saya beli kok baunya seperti minyak ya, itu wajar?"),
		rahmi.says(4*minute, "Wajar, Kak Zahra, itu sisa malam. Tanda kainnya benar-benar dibatik. Hilang setelah "+
			"dua kali cuci."),
		in(2*minute, "Oh begitu, kirain rusak. Dicuci pakai apa baiknya?"),
		rahmi.says(2*minute, "Air dingin dan lerak cair. Jangan disemprot parfum langsung, pewangi beralkohol bisa "+
			"memudarkan warna."),
		in(3*minute, "Baik, terima kasih ilmunya"),
	}},
	{Customer: ceLinda, Subject: visit, Ago: 95 * minute, End: EndHandled, Lines: []Line{
		in(0, "Tirainya sudah kepasang, bagus. Saya mau lihat bahan untuk sarung bantal juga, bisa lewat video "+
			"call?"),
		cecep.says(6*minute, "Bisa, Ce Linda. Besok jam 10.00 atau 16.00 saya siapkan rak kain rumah, mana yang "+
			"lebih nyaman?"),
		in(12*minute, "Jam 4 ya. Siapkan yang senada sama tirainya, cokelat tua"),
		cecep.says(3*minute, "Siap, Ce. Saya siapkan 5 pilihan, semuanya tahan cuci mesin."),
	}},
}
