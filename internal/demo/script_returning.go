package demo

var returning = []Dialogue{
	{Customer: kakMeilani, Subject: wrongItem, Days: 25, At: clock(13, 55), End: EndResolved, Lines: []Line{
		in(0, "Kak saya pesan selendang warna mocca, yang datang hijau lumut").
			image("selendang-hijau.jpg", SceneCloth),
		dewi.says(4*minute, "Mohon maaf Kak Meilani, ini kesalahan kami. Boleh foto label di plastiknya juga?"),
		in(3*minute, "").image("label-kemasan.jpg", SceneParcel),
		dewi.notes(2*minute, "Label mocca, isinya hijau. @Tenri kemungkinan tertukar di rak B2, tolong dicek sisa "+
			"stoknya."),
		tenri.notes(17*minute, "Benar, ada 6 selendang di rak B2 tertukar label. Sudah dibetulkan."),
		dewi.says(2*minute, "Sudah kami temukan penyebabnya, labelnya tertukar di rak. Yang mocca dikirim hari ini "+
			"tanpa biaya."),
		dewi.says(30*second, "Selendang hijaunya dijemput kurir besok, Kak, tidak perlu bayar dan tidak perlu ke "+
			"agen."),
		in(5*minute, "wah dijemput, enak banget. Makasih ya gercep"),
		dewi.says(2*minute, "Sudah kewajiban kami, Kak. Resi penggantinya SOC0088219034."),
	}},
	{Customer: bangIlham, Subject: complaint, Days: 23, At: clock(10, 14), End: EndResolved, Lines: []Line{
		in(0, "WOI INI GIMANA SIH KEMEJA BARU DIPAKAI SEKALI UDAH SOBEK"),
		in(20*second, "KETIAKNYA ROBEK PAS RAPAT SAMA KLIEN. MALU SAYA").image("kemeja-robek.jpg", SceneDamage),
		in(30*second, "300 RIBU LEBIH LOH INI"),
		yohana.says(2*minute, "Bang Ilham, saya Yohana. Maaf sekali, robek di depan klien pasti bikin malu dan "+
			"kesal."),
		yohana.says(40*second, "Dari fotonya benangnya lepas di jahitan, bukan kainnya yang robek. Itu cacat "+
			"jahit, tanggung jawab kami."),
		in(2*minute, "Terus gimana? saya gak mau disuruh jahit sendiri"),
		yohana.notes(minute, "@Tenri ini cacat jahit lengan, seri Parang Barong terbaru. Boleh ganti baru plus "+
			"kurir YES?"),
		tenri.notes(3*minute, "Boleh. Sekalian saya tahan sisa seri itu untuk diperiksa."),
		yohana.says(minute, "Tidak perlu, Bang. Kami kirim kemeja baru hari ini pakai YES, besok sampai. Yang "+
			"rusak tidak usah dikembalikan."),
		in(4*minute, "beneran? gak ada biaya lagi?"),
		yohana.says(minute, "Tidak ada, Bang. Sebelum dikirim saya periksa sendiri jahitan lengan dan bahunya.").
			quoting(10),
		in(26*hour, "Udah sampe kak, jahitannya bagus. Maaf ya kemarin saya emosi"),
		tenri.says(10*minute, "Terima kasih sudah mengabari, Bang Ilham. Marahnya wajar, justru berkat Abang satu "+
			"seri kami periksa ulang."),
		in(3*minute, "Mantap, salut sama tokonya 👍").reacted("🙏"),
	}},
	{Customer: buLestari, Subject: wrongItem, Ago: 51 * minute, End: EndHandled, Lines: []Line{
		in(0, "Mbak saya pesan ukuran L kok datangnya S, mana muat 😅").image("label-ukuran-s.jpg", SceneParcel),
		dewi.says(5*minute, "Aduh, mohon maaf Bu Lestari. Saya lihat labelnya memang S, padahal di pesanan "+
			"BK-24745 tertulis L."),
		dewi.says(minute, "Yang L masih ada. Kami kirim hari ini, lalu kurir yang sama mengambil yang S. Besok Ibu "+
			"di rumah jam berapa?"),
		in(6*minute, "Saya ngajar sampai jam 1, sorenya di rumah terus"),
		dewi.says(2*minute, "Baik Bu, saya minta kurirnya datang setelah jam 15.00."),
		in(4*minute, "Nggih. Sekalian tanya, kalau tambah satu lagi yang motif sama warna navy bisa bareng "+
			"kirimnya?"),
	}},
	{Customer: kakTika, Subject: complaint, Days: 20, At: clock(19, 18), End: EndResolved, Lines: []Line{
		in(0, "Kak ini dress baru sekali cuci kok lunturnya parah ya, sampai kena baju putih lain").
			image("dress-luntur.jpg", SceneDamage),
		yohana.says(5*minute, "Halo Kak Tika, maaf ya. Boleh cerita cara mencucinya? Mesin atau tangan, pakai "+
			"deterjen apa?"),
		in(3*minute, "mesin sih, deterjen bubuk biasa. dicampur baju lain"),
		yohana.says(4*minute, "Warna merah mengkudu memang masih keluar di 2–3 cucian pertama. Di labelnya "+
			"tertulis cuci tangan, tapi hurufnya kecil."),
		in(2*minute, "iya kecil banget baru ngeh sekarang 🥲"),
		yohana.notes(2*minute, "@Tenri pelanggan mencuci dengan mesin, tapi peringatan kita memang kurang jelas. "+
			"Usul kembalikan separuh harga."),
		tenri.notes(11*minute, "Setuju separuh. Mulai besok kita selipkan kartu cara cuci yang hurufnya besar."),
		yohana.says(2*minute, "Kami ikut bertanggung jawab karena petunjuknya kurang jelas. Separuh harganya, "+
			"Rp192.500, kami kembalikan."),
		yohana.says(minute, "Untuk baju putihnya, rendam air hangat dengan soda kue 30 menit sebelum noda "+
			"mengering. Biasanya hilang."),
		in(2*hour, "Kak bajunya bersih beneran!! makasih ya, adil banget solusinya").reacted("❤️"),
	}},
	{Customer: masDimas, Subject: wrongItem, Days: 18, At: clock(15, 40), End: EndResolved, Lines: []Line{
		in(0, "pesen 3 kaos batik dateng cuma 2 nih"),
		bayu.says(3*minute, "Halo Mas Dimas, maaf ya. Ada video waktu membuka paketnya?"),
		in(2*minute, "ada tapi gede, 200mb"),
		bayu.says(2*minute, "Tidak usah dikirim, Mas. Saya cocokkan dengan timbangan: waktu berangkat tercatat 520 "+
			"gram, seharusnya 780."),
		in(minute, "nah berarti emang kurang dari sana kan"),
		bayu.says(minute, "Betul, kurang dari kami. Satu kaosnya berangkat sore ini, ditambah gantungan kunci "+
			"sebagai permintaan maaf."),
		in(2*minute, "lah malah dapet bonus, siap mas"),
	}},
	{Customer: buRosmala, Subject: complaint, Days: 15, At: clock(9, 5), End: EndResolved, Lines: []Line{
		in(0, "Paketku basah semua waktu datang, kardusnya hancur").image("kardus-basah.jpg", SceneParcel),
		in(minute, "Kainnya juga berbau apek"),
		dewi.says(4*minute, "Ibu Rosmala, mohon maaf. Sepertinya kena hujan di perjalanan. Kainnya ada yang "+
			"bernoda?"),
		in(3*minute, "Satu lembar bernoda kuning, dua lagi hanya bau"),
		dewi.says(3*minute, "Yang bernoda kami ganti baru. Untuk yang dua, angin-anginkan di tempat teduh sehari, "+
			"baunya hilang tanpa dicuci."),
		dewi.says(40*second, "Kalau besok masih bau, keduanya juga kami ganti. Kami klaim asuransinya sendiri, Ibu "+
			"tidak perlu mengurus apa-apa."),
		in(27*hour, "Sudah tidak bau. Yang satu saja diganti"),
		dewi.says(15*minute, "Baik, Bu. Kain pengganti berangkat hari ini dengan bungkus plastik dobel."),
		in(5*minute, "Terima kasih nak"),
	}},
	{Customer: kakSari, Subject: size, Days: 22, At: clock(19, 48), End: EndResolved, Lines: []Line{
		in(0, "Kak yang kemarin Parang Barong XL udah sampai, ternyata kebesaran 😂 suami diem2 diet"),
		in(20*second, "tukar ke L ya, label masih utuh").image("label-xl-utuh.jpg", SceneGarment),
		kadek.says(5*minute, "Wah hebat suaminya, Kak Sari! Bisa ditukar, ukuran L masih ada 6 potong."),
		kadek.says(minute, "Kirim kembali ke toko Laweyan dengan menulis BK-24398 di paketnya. Ongkir balik kami "+
			"yang tanggung."),
		in(3*minute, "besok pagi aku drop ya kak"),
		kadek.says(2*minute, "Oke Kak, begitu resinya masuk, yang L langsung kami kirim tanpa menunggu paketnya "+
			"tiba.").reacted("❤️"),
		in(15*hour, "resi baliknya SOC0088217720 kak"),
		kadek.says(4*minute, "Diterima, Kak. Yang L berangkat siang ini."),
	}},
	{Customer: mbakAstri, Subject: refund, Days: 8, At: clock(13, 12), End: EndInactive, Lines: []Line{
		in(0, "Warna aslinya beda sama foto. Di foto cokelat tua, ini cokelat kemerahan. Mau saya kembalikan saja"),
		dewi.says(6*minute, "Halo Mbak Astri, maaf warnanya tidak sesuai harapan. Boleh difoto dekat jendela, "+
			"supaya warnanya terlihat jelas?"),
		dewi.says(minute, "Kalau memang berbeda jauh, dana kembali penuh termasuk ongkir."),
		in(4*minute, "Nanti malam ya, sekarang masih di kantor"),
		dewi.says(minute, "Siap, Mbak. Ditunggu fotonya, tidak perlu terburu-buru."),
	}},
	{Customer: uniYanti, Subject: complaint, Ago: 12 * minute, End: EndQueued, Lines: []Line{
		in(0, "Assalamualaikum, kancing blus saya lepas dua waktu pertama kali dipakai"),
		dewi.says(7*minute, "Wa'alaikumsalam Uni Yanti, mohon maaf. Kancing gantinya kami kirim gratis, mau "+
			"sekalian dengan jarum dan benangnya?"),
		in(3*minute, "Boleh, kirim ke alamat yang kemarin"),
		dewi.says(2*minute, "Baik, Uni. Kami kirim sore ini lewat pos, 3–5 hari."),
		in(52*hour, "Kancingnya belum sampai juga ya? Blusnya mau dipakai baralek lusa"),
		in(minute, "Tolong ada yang jawab ya"),
	}},
	{Customer: kakAyu, Subject: wrongItem, Ago: 2 * minute, End: EndQueued, Lines: []Line{
		in(0, "Kak aku pesan kebaya kutubaru hitam dapetnya navy").image("kebaya-navy.jpg", SceneGarment),
		in(30*second, "emang mirip sih tapi kalo kena matahari keliatan birunya. Buat odalan harus hitam 🙏"),
	}},
	{Customer: pakIndra, Subject: complaint, Days: 7, At: clock(8, 40), End: EndResolved, Lines: []Line{
		in(0, "Selamat pagi. Dari 12 kemeja kantor, satu lengannya panjang sebelah sekitar 2 cm."),
		rahmi.says(6*minute, "Selamat pagi Pak Indra, mohon maaf. Ukuran apa dan atas nama siapa di kantong "+
			"plastiknya?"),
		in(4*minute, "Ukuran M, nama Suryadi."),
		rahmi.says(5*minute, "Yang M atas nama Suryadi kami jahitkan ulang, jadi dalam 4 hari kerja. Kemeja "+
			"lamanya boleh disimpan saja."),
		in(2*minute, "Cepat juga. Baik, saya tunggu."),
		rahmi.says(3*minute, "Lengan kiri dan kanan akan kami foto dengan meteran sebelum dikirim, Pak.").quoting(5),
		in(minute, "Terima kasih, sangat profesional."),
	}},
	{Customer: kakRani, Subject: refund, Days: 12, At: clock(10, 50), End: EndResolved, Lines: []Line{
		in(0, "Kak kalau retur karena ga cocok aja bisa refund uang? bukan cacat kok barangnya"),
		cecep.says(3*minute, "Bisa Kak Rani, selama 7 hari dan label masih terpasang. Yang kembali harga "+
			"barangnya, ongkirnya tidak."),
		in(2*minute, "ongkir balik ke solo aku yg nanggung ya?"),
		cecep.says(minute, "Betul, karena barangnya tidak cacat. Dari Pontianak sekitar Rp38.000. Atau tukar model "+
			"lain, ongkir baliknya kami ganti."),
		in(3*minute, "hmm tukar aja deh kalo gitu, lebih untung"),
		cecep.says(2*minute, "Siap Kak. Pilih saja modelnya di web, lalu tulis BK-24633 di kolom catatan."),
		in(minute, "okee nuhun a cecep 😄"),
	}},
}
