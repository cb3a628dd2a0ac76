package demo

var bespoke = []Dialogue{
	{Customer: mbakNiken, Subject: uniform, Days: 26, At: clock(10, 3), End: EndResolved, Lines: []Line{
		in(0, "Selamat pagi, saya Niken. Mau pesan seragam nikahan untuk keluarga dan bridesmaid, sekitar 120 orang"),
		in(40*second, "Akadnya 10 minggu lagi. Masih keburu tidak ya?"),
		rahmi.says(6*minute, "Selamat pagi Mbak Niken, selamat ya! Sepuluh minggu masih cukup. Ingin kain saja "+
			"atau sampai jadi baju?"),
		in(4*minute, "Campur: 40 kebaya dijahit, 80 orang kain saja biar jahit sendiri"),
		rahmi.says(5*minute, "Baik. Untuk 120 lembar motif yang sama, kain cap Truntum kami beri Rp165.000 per "+
			"lembar, dari harga biasa Rp210.000."),
		in(3*minute, "Kalau warnanya dusty pink bisa? Di katalog tidak ada"),
		rahmi.says(4*minute, "Bisa kami celup khusus, minimal 50 lembar. Contoh warnanya saya kirim gratis, 3 "+
			"tingkat warna."),
		in(2*minute, "Wah mau! Kirim ke rumah saja, Banjarsari").reacted("❤️"),
		rahmi.notes(6*minute, "@Ajeng permintaan celup dusty pink 120 lembar, tolong jadwalkan contoh warna ke "+
			"bengkel minggu ini."),
		ajeng.notes(25*minute, "Bengkel bisa lusa. Slot produksi 120 lembar saya tahan dulu sampai minggu depan."),
		rahmi.says(4*minute, "Contoh warnanya dicelup lusa dan diantar ke Banjarsari, Mbak. Perkiraan biayanya "+
			"saya lampirkan ya.").
			file("penawaran-seragam-niken.pdf"),
		in(50*minute, "Sudah saya baca, jelas sekali. Saya rundingkan dengan calon suami dulu ya mbak"),
		rahmi.says(5*minute, "Tentu, Mbak. Slot produksinya kami tahan sampai minggu depan."),
	}},
	{Customer: mbakNiken, Subject: uniform, Days: 19, At: clock(16, 5), End: EndResolved, Lines: []Line{
		in(0, "Sore mbak Rahmi, contoh warnanya sudah datang. Kami pilih nomor 2 🩷").
			image("contoh-celup-nomor-2.jpg", SceneCloth),
		rahmi.says(8*minute, "Sore Mbak Niken, pilihan yang manis. Nomor 2 paling bagus di bawah lampu gedung."),
		in(3*minute, "Uang mukanya 50% ya? Berarti berapa"),
		rahmi.says(5*minute, "120 × Rp165.000 = Rp19.800.000\nJahit 40 kebaya × Rp275.000 = Rp11.000.000\nTotal "+
			"Rp30.800.000, uang muka Rp15.400.000.").reacted("👍"),
		in(30*minute, "Sudah saya transfer mbak").image("bukti-dp-seragam.jpg", SceneReceipt),
		rahmi.says(12*minute, "Sudah masuk, Mbak. Produksi mulai Senin. Jadwal ukur 40 orang saya atur per 10 "+
			"orang di toko."),
		in(2*minute, "Nanti grup keluarganya saya bagi 4 kloter. Makasih ya mbak, tenang banget sama Mbak Rahmi"),
	}},
	{Customer: mbakNiken, Subject: uniform, Ago: 47 * minute, End: EndHandled, Lines: []Line{
		in(0, "Mbak Rahmi, ini daftar ukuran kloter 1 dan 2 sudah lengkap").file("ukuran-kloter-1-2.xlsx"),
		in(50*second, "Budhe Tatik lagi hamil 5 bulan, pinggangnya dilonggarkan bisa?"),
		rahmi.says(7*minute, "Terima kasih, sudah saya terima 20 nama. Untuk Budhe Tatik kami buat model kutubaru "+
			"dengan karet samping."),
		rahmi.says(minute, "Jadi tetap cantik meski perutnya makin besar.").
			image("sketsa-kebaya-karet-samping.jpg", SceneSketch),
		in(3*minute, "Aaa pinter banget. Kloter 3 baru bisa fitting hari Minggu ya mbak, pada kerja semua"),
		rahmi.says(4*minute, "Minggu boleh, jam 10.00 sampai 13.00 saya khususkan untuk keluarga Mbak Niken."),
		in(2*minute, "Siap, aku kabari grup dulu. Kira2 8 orang yang bisa"),
	}},
	{Customer: pakBambang, Subject: uniform, Ago: 74 * minute, End: EndHandled, Lines: []Line{
		in(0, "Permisi, kantor kami perlu 45 kemeja batik untuk ulang tahun perusahaan. Ada harga khusus?"),
		rahmi.says(5*minute, "Halo Pak Bambang. Untuk 20 potong ke atas Rp185.000, untuk 50 ke atas Rp172.000 per "+
			"potong."),
		in(3*minute, "Selisihnya lumayan. 45 dikali 185 berapa, dibanding ambil 50?"),
		rahmi.says(3*minute, "45 × Rp185.000 = Rp8.325.000\n50 × Rp172.000 = Rp8.600.000\nTambah Rp275.000 sudah "+
			"dapat 5 potong cadangan.").
			quoting(3),
		in(4*minute, "Masuk akal. Logo perusahaan bisa dibordir di dada kiri?"),
		rahmi.says(4*minute, "Bisa, Pak, Rp12.000 per logo sampai 7 cm. Mohon kirim berkas logonya, lebih baik PDF "+
			"atau SVG."),
		in(6*minute, "Ini logonya").file("logo-perusahaan.pdf"),
		rahmi.says(8*minute, "Terima kasih. Penawaran lengkapnya saya lampirkan: 50 kemeja, bordir, dan kirim ke "+
			"Jakarta Timur.").
			file("penawaran-seragam-50-kemeja.pdf"),
		in(5*minute, "Saya ajukan ke direksi hari ini, kabar paling lambat besok."),
	}},
	{Customer: koHendra, Subject: tailoring, Days: 24, At: clock(17, 44), End: EndResolved, Lines: []Line{
		in(0, "").voice("pesan-suara-hendra.ogg", 34*second),
		rahmi.says(6*minute, "Sore Ko Hendra, sudah saya dengarkan. Jadi kemeja lengan panjang, kerah Shanghai, "+
			"kancing bungkus, ya?"),
		in(2*minute, "Betul, sama saku dalam buat hp. Maaf lagi nyetir tadi jadi voice note 😄"),
		rahmi.says(3*minute, "Bisa, Ko. Kerah Shanghai tambah Rp25.000, saku dalam tidak tambah biaya. Jahitnya "+
			"Rp150.000."),
		in(2*minute, "Ukuran saya masih yang bulan lalu, ga berubah kayaknya"),
		rahmi.says(3*minute, "Masih tersimpan, Ko: dada 104, panjang 74, lengan 61. Selesai 10 hari kerja, dikirim "+
			"ke Semarang."),
		in(minute, "Oke lanjut, kainnya yang sogan genes ya"),
		rahmi.says(4*minute, "Siap. Kain Rp240.000 ditambah jahit Rp175.000, total Rp415.000. Tautan bayarnya saya "+
			"kirim ke email."),
		in(20*minute, "Done ya").reacted("👍"),
	}},
	{Customer: radenHaryo, Subject: tailoring, Days: 22, At: clock(9, 25), End: EndResolved, Lines: []Line{
		in(0, "Sugeng enjing. Kula badhe damel beskap Langenharjan kangge kirab wulan ngajeng. Punapa saged?"),
		ajeng.says(10*minute, "Sugeng enjing Raden Mas Haryo. Saged sanget, ing bengkel wonten Pak Darmo ingkang "+
			"sampun 30 taun damel beskap."),
		in(6*minute, "Sae. Ngangge bludru cemeng, bordiripun tangan. Pinten dinten saha pinten ragadipun?"),
		ajeng.says(8*minute, "Watawis 21 dinten. Ragadipun Rp2.850.000 kalebet bordir tangan, dereng kalebet jarik "+
			"saha blangkon."),
		in(4*minute, "Benjing enjing kula badhe mrika, ngukur pisan."),
		ajeng.says(3*minute, "Nggih, kula tengga tabuh 10.00 ing Laweyan. Pak Darmo kula aturi rawuh gasik."),
		in(2*minute, "Matur nuwun."),
	}},
	{Customer: kakAgnes, Subject: tailoring, Days: 12, At: clock(20, 8), End: EndInactive, Lines: []Line{
		in(0, "Kak kalau jahit kebaya model kayak gini kena berapa ya?").image("referensi-kebaya.jpg", SceneGarment),
		rahmi.says(7*minute, "Malam Kak Agnes. Model itu pakai payet di bahu dan ekor pendek. Perkiraan jahit dan "+
			"payet Rp950.000."),
		in(4*minute, "itu udah sama bahan?"),
		rahmi.says(2*minute, "Belum, Kak. Brokatnya 2,5 meter, mulai Rp180.000 per meter, jadi totalnya sekitar "+
			"Rp1.400.000."),
		in(6*minute, "Wah cantik tapi di luar budget. Aku pikir dulu ya kak"),
		rahmi.says(3*minute, "Tidak apa-apa, Kak. Kalau payetnya diganti bordir, jahitnya bisa turun jadi "+
			"Rp650.000."),
	}},
	{Customer: buWayan, Subject: uniform, Days: 17, At: clock(14, 35), End: EndResolved, Lines: []Line{
		in(0, "Om swastyastu, sanggar tari kami perlu kain kamben 25 lembar, motifnya jangan terlalu ramai"),
		kadek.says(5*minute, "Om swastyastu Bu Wayan, tiang Kadek. Kalau untuk latihan, saya sarankan Kawung "+
			"kecil, tidak berat di panggung."),
		in(4*minute, "Wah ada orang Bali di sana. Tiang mau lihat fotonya dulu nggih"),
		kadek.says(3*minute, "Niki, Bu, kawung kecil warna cokelat dan ungu tua.").
			image("kawung-kecil-dua-warna.jpg", SceneCloth),
		in(5*minute, "Yang ungu becik. 25 lembar harganya berapa?"),
		kadek.says(4*minute, "25 × Rp175.000 = Rp4.375.000, ongkir ke Denpasar gratis. Siap kirim 3 hari lagi."),
		in(2*hour, "Nggih tiang ambil, suksma").reacted("🙏"),
		kadek.says(9*minute, "Suksma mewali, Bu Wayan. Semoga pentasnya lancar."),
	}},
	{Customer: buMulya, Subject: uniform, Days: 10, At: clock(20, 31), End: EndResolved, Lines: []Line{
		in(0, "Assalamu'alaikum warahmatullahi wabarakatuh. Perkenalkan saya Sri Mulyaningsih, kepala sebuah SD di "+
			"Wonogiri. Sekolah kami akan mengganti seragam batik hari Kamis untuk tahun ajaran baru. Jumlah siswa "+
			"186 anak dari kelas 1 sampai kelas 6, ditambah guru dan karyawan 17 orang. Tahun lalu kami memesan di "+
			"tempat lain dan hasilnya kurang memuaskan: warnanya berbeda antara kelas bawah dan kelas atas, "+
			"ukurannya banyak yang tertukar, dan pengirimannya terlambat tiga minggu sehingga anak-anak terpaksa "+
			"memakai seragam lama saat upacara. Karena itu tahun ini komite meminta saya mencari penjahit yang mau "+
			"datang mengukur ke sekolah, memberi nama pada setiap baju, dan bersedia dibayar dua tahap karena dana "+
			"dari wali murid terkumpul berangsur. Kami juga ingin motifnya ada unsur gunung dan sungai, sebab "+
			"sekolah kami di tepi Bengawan. Mohon informasi apakah Batik Kencana dapat melayani, berapa kisaran "+
			"harganya, dan kapan paling lambat kami harus memutuskan. Terima kasih atas perhatiannya."),
		rahmi.says(14*hour, "Wa'alaikumsalam warahmatullahi wabarakatuh, Bu Sri. Terima kasih sudah bercerita "+
			"selengkap ini."),
		rahmi.says(3*minute, "Kami bisa: datang mengukur satu hari penuh, nama dijahit di kerah, dan bayar dua "+
			"tahap 40% dan 60%."),
		rahmi.says(2*minute, "Siswa Rp98.000, guru Rp165.000. Untuk 186 siswa dan 17 guru: Rp18.228.000 + "+
			"Rp2.805.000 = Rp21.033.000."),
		rahmi.says(minute, "Agar jadi sebelum tahun ajaran baru, keputusan paling lambat 3 minggu dari sekarang, "+
			"Bu."),
		in(2*hour, "Alhamdulillah. Nominalnya masih dalam anggaran. Kapan bisa mengukur?"),
		rahmi.notes(6*minute, "@Maruli boleh saya bawa 2 penjahit ke Wonogiri 5 hari lagi? 203 orang, motif baru "+
			"Gunung Bengawan."),
		maruli.notes(21*minute, "Boleh, pakai mobil toko. Minta uang muka 40% sebelum kain dicap."),
		rahmi.says(4*minute, "Lima hari lagi kami bertiga datang jam 07.30, Bu. Sketsa motif gunung dan sungainya "+
			"kami bawa sekalian."),
		in(10*minute, "Baik, anak-anak saya kumpulkan per kelas. Jazakumullah khairan."),
	}},
	{Customer: kakMaria, Subject: tailoring, Days: 6, At: clock(15, 22), End: EndResolved, Lines: []Line{
		in(0, "Kakak, kalau saya kirim tenun Sumba dari Kupang, bisa dijahitkan jadi blazer di sana?"),
		rahmi.says(6*minute, "Bisa, Kak Maria. Jahit blazer berfuring Rp375.000, selesai 12 hari kerja setelah "+
			"kainnya tiba."),
		in(3*minute, "Takut kainnya salah potong, itu peninggalan mama"),
		rahmi.says(3*minute, "Kami paham, Kak. Kami buat dulu contohnya dari kain belacu, Kakak coba, baru "+
			"tenunnya dipotong. Tambah Rp60.000.").
			reacted("❤️"),
		in(2*minute, "Kalau begitu saya tenang. Minggu depan saya kirim"),
		rahmi.says(2*minute, "Baik, tulis u.p. Rahmi di paketnya. Motif kudanya nanti saya letakkan utuh di "+
			"punggung."),
	}},
}
