package demo

var choosing = []Dialogue{
	{Customer: kakSari, Subject: size, Days: 29, At: clock(9, 12), End: EndResolved, Lines: []Line{
		in(0, "Pagi kak, mau tanya kemeja Parang Barong yang lengan panjang"),
		in(25*second, "Suami saya biasanya pakai L di merek lain, tapi perutnya agak maju hehe. Aman L atau naik "+
			"XL ya?"),
		dewi.says(3*minute, "Selamat pagi Kak Sari 🙏 Untuk Parang Barong, lingkar dada L 108 cm dan XL 114 cm."),
		dewi.says(40*second, "Boleh dibantu ukur dulu kemeja suami yang paling nyaman, dari ketiak ke ketiak?"),
		in(11*minute, "Barusan saya ukur, 55 cm kak"),
		dewi.says(2*minute, "Berarti kelilingnya 110 cm. Saya sarankan XL supaya masih lega waktu duduk. Panjang "+
			"lengannya sama, 60 cm."),
		in(minute, "Oke XL aja deh. Kalau kebesaran bisa tukar kan?"),
		dewi.says(minute, "Bisa, Kak. Tukar ukuran boleh sampai 7 hari setelah paket diterima, asal labelnya belum "+
			"dilepas.").quoting(7),
		in(45*second, "Siap, aku checkout sekarang ya. Makasih kak 🙏").reacted("❤️"),
		dewi.says(minute, "Sama-sama, Kak Sari. Pesanan sebelum jam 14.00 kami kirim hari ini juga."),
	}},
	{Customer: masAdit, Subject: stock, Days: 28, At: clock(13, 5), End: EndResolved, Lines: []Line{
		in(0, "kak outer mega mendung yg biru masih ada?"),
		in(15*second, "size M"),
		bayu.says(4*minute, "Masih, Kak Adit. Warna biru ukuran M tinggal 3 potong di gudang."),
		in(2*minute, "wah dikit, bisa dikeep dulu ga? gajian lusa 😅"),
		bayu.says(3*minute, "Bisa saya simpan sampai lusa jam 17.00 atas nama Adit. Lewat dari itu kembali dijual "+
			"ya, Kak."),
		in(minute, "sip makasih mas").reacted("👍"),
		in(46*hour, "udah gajian nih kak, jadi ambil outer biru yg kemarin dikeep"),
		cecep.notes(6*minute, "Sudah saya cek ke rak simpan, masih ada 1 potong atas nama Adit."),
		cecep.says(minute, "Siap Kak Adit, outernya masih kami simpan. Totalnya Rp275.000 ditambah ongkir ke "+
			"Jakarta Selatan Rp19.000."),
		in(8*minute, "oke udah aku bayar lewat web barusan"),
		cecep.says(5*minute, "Sudah masuk, Kak. Nomor pesanannya BK-24402, dikirim sore ini. Nuhun!"),
	}},
	{Customer: kakNabila, Subject: product, Days: 28, At: clock(19, 40), End: EndResolved, Lines: []Line{
		in(0, "Kak bahan gamis Sekar Jagad itu panas gak sih? aku gampang keringetan 😭"),
		dewi.says(6*minute, "Bahannya katun primisima, Kak Nabila. Adem dan menyerap keringat, enak dipakai "+
			"seharian."),
		in(2*minute, "nerawang ga kak? aku mau yang warna broken white"),
		dewi.says(3*minute, "Tidak, Kak. Dari bahu sampai bawah lutut ada furing katun tipis. Ini foto aslinya "+
			"tanpa filter.").
			image("gamis-sekar-jagad-broken-white.jpg", SceneGarment),
		in(4*minute, "cantik bangettt 😍 ada saku ga?"),
		dewi.says(minute, "Ada, satu saku dalam di sisi kanan. Muat ponsel ukuran 6,5 inci."),
		in(30*second, "fix beli 😭🫶 makasih kak infonya lengkap bgt"),
		dewi.says(2*minute, "Terima kasih, Kak Nabila. Semoga betah dipakai ya 🌸"),
	}},
	{Customer: kakNur, Subject: product, Days: 26, At: clock(8, 20), End: EndResolved, Lines: []Line{
		in(0, "Assalamu'alaikum. Apakah mukena batiknya sepasang dengan tas?"),
		rahmi.says(7*minute, "Wa'alaikumussalam, Kak. Iya, satu paket isinya atasan, bawahan, dan tas serut dari "+
			"kain yang sama."),
		in(5*minute, "Panjang atasannya berapa ya? Tinggi saya 168"),
		rahmi.says(2*minute, "Bagian depan 115 cm, belakang 130 cm. Untuk tinggi 168 cm masih menutup sampai lutut."),
		in(3*minute, "Alhamdulillah pas. Harganya apakah sama dengan yang di web, 295 ribu?"),
		rahmi.says(minute, "Betul, Rp295.000. Ongkir ke Banjarmasin Rp38.000, paketnya 700 gram jadi dihitung 1 kg."),
		in(2*minute, "Baik saya pesan yang warna hijau zaitun. Syukron 🙏"),
		rahmi.says(3*minute, "Baik, Kak. Silakan pesan lewat web, yang hijau zaitun saya pastikan dikemas hari ini."),
	}},
	{Customer: hannah, Subject: product, Days: 25, At: clock(10, 33), End: EndResolved, Lines: []Line{
		in(0, "Hi! I bought an indigo outer at your shop in Solo last week and I'm scared to wash it 😅"),
		yohana.says(5*minute, "Hi Hannah, no need to be scared! Is the colour a deep blue with a slightly earthy "+
			"smell?"),
		in(2*minute, "Yes! It smells a bit like tea, actually"),
		yohana.says(2*minute, "Then it is our natural indigo. Wash it by hand in cold water with a spoon of lerak "+
			"soap or baby shampoo, do not soak it, and dry it in the shade."),
		in(minute, "Can I iron it?"),
		yohana.says(minute, "Yes, on the inside, at medium heat. A little blue in the first two washes is normal.").
			quoting(5),
		in(40*second, "Perfect, that's exactly what I needed. Thank you!").reacted("🙏"),
		yohana.says(minute, "You're welcome, Hannah. Enjoy it, the blue gets prettier with age."),
	}},
	{Customer: kakPutri, Subject: stock, Ago: 9 * minute, End: EndHandled, Lines: []Line{
		in(0, "Kak, dress Sogan Lawasan ukuran M kosong ya di web?"),
		bayu.notes(3*minute, "@Dewi tolong cek stok ukuran M, di sistem 0 tapi kemarin ada retur masuk."),
		dewi.notes(6*minute, "Ada 1 potong di rak retur, kondisi mulus dan label masih utuh."),
		dewi.says(minute, "Halo Kak Putri, di web memang kosong, tapi barusan kami temukan 1 potong ukuran M di "+
			"gudang."),
		dewi.says(30*second, "Kondisinya baru, labelnya masih utuh. Mau saya bukakan pesanannya?"),
		in(4*minute, "MAUUU 😭 aku nyari itu dari bulan lalu"),
		in(20*second, "bentar ya kak aku minta alamat kantor dulu, biar dikirim ke sana"),
	}},
	{Customer: kakRere, Subject: stock, Ago: 6 * minute, End: EndQueued, Lines: []Line{
		in(0, "kak"),
		in(8*second, "mau nanya"),
		in(11*second, "yg blus truntum"),
		in(9*second, "warna maroon"),
		in(14*second, "masih ada ga?"),
	}},
	{Customer: kakFitri, Subject: size, Days: 23, At: clock(11, 2), End: EndResolved, Lines: []Line{
		in(0, "Siang kak, mau seragaman keluarga buat foto. Ayah XL, ibu L, anak cowok dua umur 6 sama 9"),
		dewi.says(5*minute, "Halo Kak Fitri, seru sekali! Motif Kawung Senja ada lengkap untuk ayah, ibu, dan anak."),
		dewi.says(minute, "Kemeja anak untuk 6 tahun biasanya ukuran 6 (dada 72 cm), untuk 9 tahun ukuran 10 (dada "+
			"80 cm)."),
		in(6*minute, "yang kecil badannya bongsor kak, BB 26"),
		dewi.says(2*minute, "Kalau begitu ambil ukuran 8 saja untuk adiknya, dada 76 cm, jadi tidak sesak."),
		in(2*minute, "oke, totalnya berapa ya semuanya?"),
		dewi.says(4*minute, "Kemeja ayah XL Rp265.000\nBlus ibu L Rp245.000\nKemeja anak 2 × Rp145.000 = "+
			"Rp290.000\nTotal Rp800.000, ongkir ke Bekasi gratis karena di atas Rp500.000.").reacted("❤️"),
		in(3*minute, "siap meluncur checkout, makasih kak dewi"),
		dewi.says(2*minute, "Sama-sama, Kak Fitri. Nanti kirim foto keluarganya ya, kami ikut senang!"),
	}},
	{Customer: mbakWulan, Subject: stock, Days: 22, At: clock(15, 48), End: EndResolved, Lines: []Line{
		in(0, "Mas, kain cap Sidomukti yang latar putih ready di toko nggak? Mau langsung ke sana sore ini"),
		bayu.says(3*minute, "Ready, Mbak Wulan. Di toko Laweyan ada 5 lembar, harganya Rp210.000 per lembar ukuran "+
			"2,2 meter."),
		in(2*minute, "Tolong disisihkan 2 ya, paling jam 5 saya sampai"),
		bayu.says(2*minute, "Sudah saya titipkan di kasir atas nama Wulan. Toko buka sampai jam 20.00."),
		in(85*minute, "Sudah saya ambil mas, matur nuwun"),
		bayu.says(6*minute, "Sami-sami, Mbak Wulan. Hati-hati di jalan."),
	}},
	{Customer: kakIntan, Subject: promo, Days: 21, At: clock(20, 15), End: EndResolved, Lines: []Line{
		in(0, "min kode KENCANA10 kok gagal mulu ya"),
		in(20*second, "").image("tangkapan-layar-voucher.png", SceneScreen),
		cecep.says(4*minute, "Halo Kak, saya lihat di gambarnya belanjanya baru Rp265.000. Kode itu berlaku mulai "+
			"Rp300.000."),
		in(2*minute, "oalahh kurang dikit dong"),
		cecep.says(2*minute, "Iya Kak. Tambah tote bag Rp65.000 jadi Rp330.000, dipotong 10% tinggal Rp297.000."),
		in(3*minute, "WKWK ditambahin malah jadi cuma nambah 32 ribu, gas lah"),
		cecep.says(minute, "Mangga, Kak. Kodenya berlaku sampai akhir bulan ini."),
		in(7*minute, "udah berhasil min, tq 🙌"),
	}},
	{Customer: masRizky, Subject: product, Days: 20, At: clock(16, 30), End: EndResolved, Lines: []Line{
		in(0, "Sore, mau tanya beda batik cap, tulis, sama printing apa ya? Harganya kok jauh banget"),
		rahmi.says(8*minute, "Selamat sore Kak Rizky. Batik tulis digambar tangan dengan canting, satu kain bisa "+
			"2–3 bulan. Batik cap memakai stempel tembaga, sekitar 3 hari. Printing dicetak mesin, tanpa malam, "+
			"jadi paling murah."),
		rahmi.says(minute, "Cara gampang membedakannya: tulis dan cap tembus ke belakang kain, printing pucat di "+
			"baliknya."),
		in(3*minute, "Oh gitu. Kalau buat kado dosen pembimbing yang pantes yang mana? budget 400an"),
		rahmi.says(3*minute, "Dengan Rp400.000 bisa kain cap Sidoluhur Rp235.000 ditambah selendang senada "+
			"Rp135.000, total Rp370.000 dan kotak kadonya gratis."),
		in(2*minute, "Sidoluhur artinya apa kak? biar bisa cerita dikit"),
		rahmi.says(2*minute, "Harapannya pemakai selalu berbudi luhur. Cocok sekali untuk guru, Kak.").
			quoting(6).reacted("👍"),
		in(minute, "mantap, ambil itu. makasih banyak penjelasannya"),
	}},
	{Customer: kakVina, Subject: size, Ago: 38 * minute, End: EndHandled, Lines: []Line{
		in(0, "Kak blus Truntum size chartnya beda ya sama yang tahun lalu? Punyaku M tahun lalu pas, yg sekarang "+
			"keliatan kecil"),
		dewi.says(5*minute, "Halo Kak Vina, betul, tahun ini potongannya lebih ramping. M lama lingkar dadanya 100 "+
			"cm, M baru 96 cm."),
		in(3*minute, "yah, berarti aku L dong sekarang 🥲"),
		dewi.says(2*minute, "L yang baru 100 cm, Kak, jadi sama persis dengan M yang lama. Bukan Kakak yang "+
			"berubah, polanya 😊").reacted("😂"),
		in(2*minute, "hahaha baik banget kalimatnya. Aku pikir2 dulu warnanya ya kak"),
	}},
	{Customer: pakTeguh, Subject: tailoring, Days: 19, At: clock(10, 10), End: EndResolved, Lines: []Line{
		in(0, "Mas ada kemeja ukuran 4XL? Saya tinggi 180 berat 118"),
		bayu.says(4*minute, "Halo Pak Teguh, ukuran jadi kami paling besar 3XL, lingkar dada 126 cm. Untuk Bapak "+
			"mungkin sesak."),
		in(2*minute, "Kalau pesan jahit bisa?"),
		bayu.says(minute, "Bisa, Pak. Saya sambungkan ke Bu Rahmi yang menangani jahitan ya."),
		bayu.hands(rahmi, minute, "Pak Teguh minta kemeja di atas 3XL, tinggi 180 berat 118. Tolong dibantu jahit "+
			"ukuran @Rahmi."),
		rahmi.says(5*minute, "Selamat pagi Pak Teguh, saya Rahmi. Ongkos jahit kemeja Rp150.000, di luar kain, "+
			"selesai 10 hari kerja."),
		rahmi.says(minute, "Kain yang cukup untuk ukuran Bapak 2,5 meter. Ini lembar ukurnya, tinggal diisi 8 "+
			"angka.").
			file("lembar-ukur-kemeja.pdf"),
		in(3*hour, "Sudah saya isi dibantu istri").file("ukuran-teguh.pdf"),
		rahmi.says(12*minute, "Terima kasih, Pak, lengkap. Dengan kain Parang Klitik 2,5 meter totalnya Rp415.000. "+
			"Lanjut?"),
		in(5*minute, "Lanjut. Saya bayar siang ini"),
		rahmi.says(40*minute, "Pembayaran sudah kami terima, Pak. Nomor jahitannya JH-0318, kami kabari begitu "+
			"selesai dijahit."),
	}},
	{Customer: kakOlivia, Subject: promo, Days: 17, At: clock(12, 22), End: EndResolved, Lines: []Line{
		in(0, "Halo kak, kalau beli buat kado ulang tahun bisa sekalian dibungkus?"),
		kadek.says(3*minute, "Bisa banget Kak Olivia! Kotak kado dan pita Rp15.000, kartu ucapannya gratis."),
		in(2*minute, "Tulisannya bisa custom?"),
		kadek.says(minute, "Bisa, maksimal 120 huruf, nanti ditulis tangan oleh tim kami."),
		in(4*minute, "Oke tulis: Selamat ulang tahun Mama, sehat terus dan jangan capek-capek. Dari Olivia & Ko "+
			"Ben").reacted("❤️"),
		kadek.says(3*minute, "Manis sekali, Kak. Sudah saya catat di pesanan BK-24519. Notanya tidak kami masukkan "+
			"ke kotak ya."),
		in(minute, "iya pas, makasih udah kepikiran"),
	}},
	{Customer: kakSalsa, Subject: stock, Days: 15, At: clock(18, 5), End: EndResolved, Lines: []Line{
		in(0, "kak mau ask dong, dress sekar jagad yg di reels kemarin available ga? I need it buat event 3 hari "+
			"lagi"),
		yohana.says(4*minute, "Halo Kak Salsa! Masih ada ukuran S dan L. Kalau pesan malam ini, dengan paket YES "+
			"lusa sudah sampai Cimahi."),
		in(2*minute, "omg pas, aku S. itu shippingnya brp?"),
		yohana.says(2*minute, "Ongkir YES ke Cimahi Rp34.000. Totalnya Rp419.000, dress Rp385.000."),
		in(minute, "deal. literally penyelamat event kantorku 😭"),
		yohana.says(10*minute, "Sudah kami terima, Kak. Besok pagi jam 9 diambil kurir, nomor resinya menyusul."),
		in(40*second, "love u kak 🫶"),
	}},
	{Customer: kakLia, Subject: product, Days: 14, At: clock(10, 44), End: EndInactive, Lines: []Line{
		in(0, "batik tulisnya yg paling murah brp kak"),
		rahmi.says(6*minute, "Selamat pagi Kak Lia. Kain batik tulis kami mulai Rp850.000, motif Truntum "+
			"pinggiran, ukuran 2,4 meter."),
		in(3*minute, "ga ada yg 300an ya"),
		rahmi.says(3*minute, "Untuk batik tulis belum ada, Kak, karena dikerjakan tangan semua. Yang Rp300.000-an "+
			"ada kombinasi cap dan tulis, boleh saya kirim fotonya?"),
		in(9*minute, "bentar tanya suami dulu"),
		rahmi.says(4*minute, "Silakan, Kak. Ini tiga pilihan yang masih ada, barangkali mau ditunjukkan.").
			image("kain-kombinasi-tiga-pilihan.jpg", SceneCloth),
	}},
	{Customer: kakTasya, Subject: stock, Days: 11, At: clock(21, 20), End: EndInactive, Lines: []Line{
		in(0, "Kak kimono Lasem merah kapan restock? udah 3x kehabisan mulu 😤"),
		dewi.says(10*minute, "Halo Kak Tasya, maaf ya sering kehabisan. Kimono Lasem merah datang lagi dalam dua "+
			"minggu, sebanyak 40 potong."),
		in(minute, "bisa PO ga"),
		dewi.says(2*minute, "Bisa, Kak, cukup uang muka Rp100.000 dan nama Kakak masuk daftar pertama."),
		in(2*minute, "oke nanti aku kabarin"),
	}},
	{Customer: buNing, Subject: stock, Days: 9, At: clock(7, 55), End: EndResolved, Lines: []Line{
		in(0, "Kulonuwun mbak. Nyuwun pirsa, jarik Sidomukti taksih wonten?"),
		dewi.says(9*minute, "Monggo, Bu Ningsih. Taksih wonten, ingkang dhasar cemeng kaliyan dhasar pethak."),
		in(3*minute, "Ingkang cemeng pinten reginipun? Badhe kagem mantu"),
		dewi.says(3*minute, "Rp210.000 Bu, menawi sampun diwiru Rp235.000. Kagem mantu langkung sae ingkang sampun "+
			"diwiru, kantun ngagem."),
		in(5*minute, "Nggih mbak, kula pundhut gangsal ingkang diwiru. Kintun dhateng Ngawi nggih"),
		dewi.says(4*minute, "Nggih, Bu. 5 × Rp235.000 = Rp1.175.000, ongkir Ngawi gratis. Notanipun kula "+
			"kintunaken sapunika.").
			edited("Nggih, Bu. 5 × Rp235.000 = Rp1.125.000, ongkir Ngawi gratis. Notanipun kula kintunaken " +
				"sapunika."),
		in(2*minute, "Matur nuwun sanget mbak, mugi laris manis 🙏").reacted("🙏"),
		dewi.says(minute, "Amin, matur sembah nuwun Bu Ningsih. Mugi lancar hajatipun."),
	}},
	{Customer: kakJihan, Subject: promo, Ago: 3 * hour, End: EndResolved, Lines: []Line{
		in(0, "kak diskon gajian masih berlaku ga hari ini"),
		cecep.says(3*minute, "Masih, Kak Jihan, sampai pukul 23.59. Semua kemeja lengan pendek potong 15% tanpa "+
			"kode."),
		in(minute, "kalau yg anak2 ikut diskon juga?"),
		cecep.says(minute, "Kemeja anak tidak ikut, Kak, tapi beli 2 gratis ongkir ke seluruh Sumatra."),
		in(2*minute, "ok noted kak 👌"),
	}},
}
