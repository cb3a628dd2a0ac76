package demo

// elsewhere are the dialogues at providers. What providers do not do, such as an agent's edit, is not among them.
var elsewhere = []Dialogue{
	{Via: ViaWhatsApp, Customer: kakLarasati, Subject: stock, Days: 24, At: clock(9, 12), End: EndResolved, Lines: []Line{
		in(0, "Kak, kemeja couple parang masih ada L sama XL?"),
		dewi.says(4*minute, "Halo Kak Larasati, masih ada dua-duanya. Sepasang Rp495.000."),
		in(2*minute, "").image("kemeja-parang.jpg", SceneGarment),
		in(20*second, "yang warna begini ya"),
		dewi.says(3*minute, "Betul, Kak, yang cokelat sogan itu. Saya pisahkan dulu atas nama Kakak."),
		in(6*minute, "Oke kak, sore saya transfer").reacted("👍"),
	}},
	{Via: ViaWhatsApp, Customer: pakGunawan, Subject: visit, Ago: 52 * minute, End: EndHandled, Lines: []Line{
		in(0, "Halo, saya di sini. Tokonya sebelah mana?"),
		in(15*second, "Stasiun Purwosari").place(-7.5617, 110.7966),
		bayu.says(2*minute, "Halo, Pak Gunawan. Dari stasiun ke arah timur 1,5 km, sebelah kiri jalan."),
		in(4*minute, "Baik, saya naik becak saja"),
	}},
	{Via: ViaTelegram, Customer: masRangga, Subject: product, Days: 16, At: clock(14, 20), End: EndResolved, Lines: []Line{
		in(0, "Min, bahan batik cap per meter berapa?"),
		rahmi.says(5*minute, "Mulai Rp85.000 per meter, Kak, lebar 115 cm."),
		in(3*minute, "").image("contoh-motif.jpg", SceneCloth),
		in(15*second, "motif begini ada?"),
		rahmi.says(4*minute, "Ada, Kak, itu kawung. Untuk 10 meter ke atas dapat potongan 5%."),
		in(2*minute, "sip, saya ambil 12 meter"),
	}},
	{Via: ViaMessenger, Customer: mbakTiwi, Subject: shipping, Days: 12, At: clock(10, 31), End: EndResolved, Lines: []Line{
		in(0, "Kak, ongkir ke Kudus berapa?"),
		cecep.says(3*minute, "Rp12.000 untuk satu kilo, Kak, sampai besok."),
		in(5*minute, "Oke, saya pesan lewat web saja ya"),
		cecep.says(2*minute, "Mangga, Kak. Kodenya TEMAN5 untuk potongan 5%."),
	}},
	{Via: ViaInstagram, Customer: kakSasha, Subject: stock, Days: 8, At: clock(16, 5), End: EndResolved, Lines: []Line{
		in(0, "Kak ini yang di story masih ada? 😍").aboutStory(),
		yohana.says(6*minute, "Masih, Kak Sasha! Tinggal ukuran S dan M."),
		in(2*minute, "M satu ya kak"),
		yohana.says(3*minute, "Siap, saya simpan sampai besok siang 🙏"),
	}},
	{Via: ViaInstagram, Customer: kakPuspa, Subject: promo, Ago: 14 * minute, End: EndQueued, Lines: []Line{
		in(0, "Kak promo gajian kapan lagi?").aboutStory(),
		in(40*second, "aku mau borong kebaya soalnya 🤭"),
	}},
	{Via: ViaPosts, Post: 1, Customer: bangAdi, Subject: stock, Days: 6, At: clock(11, 15), End: EndResolved, Lines: []Line{
		in(0, "Truntum yang kain saja, tanpa jahit, berapa bang?"),
		kadek.says(7*minute, "Halo Bang Adi, kainnya saja Rp450.000, ukuran 2,4 meter."),
		kadek.says(minute, "Kami kirim juga pilihan warnanya lewat pesan ya, Bang.").privately(),
		in(12*minute, "Mantap, cek pesan dulu"),
		kadek.says(3*minute, "Siap, Bang, kami tunggu."),
	}},
	{Via: ViaPosts, Post: 1, Customer: akunPinjol, Subject: spam, Days: 6, At: clock(12, 2), End: EndResolved, Lines: []Line{
		in(0, "Butuh dana cepat? Cair 5 menit tanpa jaminan, klik profil kami!!!").hidden(),
		ajeng.notes(3*minute, "Iklan pinjaman, komentarnya saya sembunyikan."),
	}},
	{Via: ViaPosts, Post: 2, Customer: kakBella, Subject: visit, Ago: 27 * minute, End: EndQueued, Lines: []Line{
		in(0, "Hari Minggu buka juga nggak kak?"),
	}},
	{Via: ViaPictures, Post: 1, Customer: kakDinda, Subject: product, Days: 4, At: clock(19, 10), End: EndResolved, Lines: []Line{
		in(0, "Kutubarunya bisa custom lengan panjang kak? 😍"),
		dewi.says(8*minute, "Bisa, Kak Dinda, tambah Rp35.000 dan lima hari kerja."),
		in(4*minute, "Oke kak, nanti aku DM ya"),
		dewi.says(2*minute, "Ditunggu, Kak 🌸"),
	}},
	{Via: ViaApp, Customer: masKevinS, Subject: tracking, Days: 3, At: clock(13, 40), End: EndResolved, Lines: []Line{
		in(0, "Pesanan BK-24588 statusnya masih dikemas, kapan dikirim ya?"),
		cecep.says(5*minute, "Halo Kak Kevin, paketnya diambil kurir jam 16.00 hari ini. Resinya BKS0024588."),
		in(3*minute, "Oke, makasih infonya kak"),
		cecep.says(minute, "Sama-sama, Kak. Perkiraan sampai di Bogor lusa."),
	}},
	{Via: ViaApp, Customer: kakMelati, Subject: wrongItem, Ago: 33 * minute, End: EndHandled, Lines: []Line{
		in(0, "Kak, kemeja di pesanan BK-24601 salah ukuran, saya pesan M datangnya L").image("kemeja-salah-ukuran.jpg", SceneGarment),
		dewi.says(4*minute, "Mohon maaf, Kak Melati. Kami kirim yang M hari ini, yang L dijemput kurir."),
		in(3*minute, "Dijemput jam berapa kak?"),
	}},
	{
		Via: ViaMail, Customer: buHartati, Subject: uniform, Days: 10, At: clock(8, 30), End: EndResolved,
		Title: "Permintaan penawaran seragam guru", CC: []string{"bendahara@example.org"}, Lines: []Line{
			in(0, "Selamat pagi,\n\nMohon penawaran harga seragam batik untuk 42 guru, lengan panjang, beserta waktu pengerjaannya.\n\n"+
				"Salam hormat,\nHartati Nugroho"),
			rahmi.says(40*minute, "Selamat pagi, Bu Hartati.\n\nTerlampir penawaran kami: Rp245.000 per potong untuk 42 potong, "+
				"pengerjaan 21 hari kerja setelah uang muka 50%.\n\nHormat kami,\nRahmi").file("penawaran-seragam-guru.pdf"),
			in(3*hour, "Terima kasih. Kami setuju, uang muka ditransfer bendahara siang ini.\n\nHartati"),
			rahmi.says(25*minute, "Baik, Bu. Begitu masuk, kami mulai dan kabari jadwal pengukurannya.\n\nRahmi"),
		},
	},
	{
		Via: ViaMail, Customer: pakWidodo, Subject: refund, Ago: 70 * minute, End: EndQueued,
		Title: "Pengembalian dana pesanan BK-24533", Lines: []Line{
			in(0, "Salam,\n\nBarang sudah saya kirim balik hari Senin, tetapi dananya belum masuk. Mohon dicek.\n\nWidodo"),
		},
	},
}
