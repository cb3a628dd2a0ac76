package demo

var visiting = []Dialogue{
	{Customer: pakJoko, Subject: visit, Days: 28, At: clock(8, 47), End: EndResolved, Lines: []Line{
		in(0, "Pagi mas, tokonya sebelah mana ya? Saya dari Boyolali bawa mobil"),
		bayu.says(3*minute, "Pagi Pak Joko. Ini titik lokasinya, dari gapura Laweyan belok kiri 200 meter.").
			place(-7.5703, 110.7968),
		bayu.says(minute, "Parkir mobil ada di halaman belakang, muat 12 mobil, masuk lewat gang sebelah kedai."),
		in(2*minute, "Bus kecil bisa masuk nggak?"),
		bayu.says(2*minute, "Sampai ukuran Elf bisa, Pak. Bus besar turun di depan gapura, kami jemput dengan "+
			"becak."),
		in(4*minute, "Siap, nanti siang meluncur"),
		bayu.says(minute, "Ditunggu, Pak Joko. Kami buka sampai jam 20.00."),
	}},
	{Customer: buTuti, Subject: visit, Days: 20, At: clock(6, 40), End: EndResolved, Lines: []Line{
		in(0, "hari minggu buka jam berapa mbak"),
		kadek.says(85*minute, "Selamat pagi Bu Tuti. Minggu toko buka jam 10.00 sampai 17.00, kedainya dari jam "+
			"08.00."),
		in(10*minute, "tanggal merah buka juga?"),
		kadek.says(2*minute, "Buka, Bu, kecuali hari pertama Lebaran dan Natal."),
		in(3*minute, "ok makasih"),
	}},
	{Customer: buEndang, Subject: visit, Ago: 33 * minute, End: EndHandled, Lines: []Line{
		in(0, "Permisi kak, kami rombongan PKK dari Semarang 40 orang mau berkunjung minggu depan, lihat proses "+
			"batik bisa?"),
		tenri.says(5*minute, "Halo Bu Endang, bisa sekali. Untuk 40 orang kami bagi dua kelompok, satu lihat "+
			"bengkel, satu belanja, lalu bertukar."),
		in(4*minute, "Makan siangnya bisa di sana juga? Bus kami bus besar lho"),
		tenri.notes(2*minute, "@Kadek joglo kosong hari Kamis minggu depan? 40 orang, makan siang, jam 11.30."),
		tenri.hands(kadek, minute, "Rombongan PKK 40 orang. Kunjungan sudah saya jelaskan, tinggal makan siang dan "+
			"parkir bus."),
		kadek.says(6*minute, "Halo Bu Endang, saya Kadek dari kedai. Joglo muat 30, jadi 10 orang kami siapkan di "+
			"teras sebelahnya."),
		kadek.says(2*minute, "Paket makan siang Rp45.000: timlo, nasi, tahu bacem, es gempol. Untuk 40 orang "+
			"Rp1.800.000.").
			image("paket-makan-siang-joglo.jpg", ScenePlace),
		in(6*minute, "Ada 3 orang yang vegetarian, bisa diganti?"),
	}},
	{Customer: kenji, Subject: workshop, Days: 21, At: clock(9, 40), End: EndResolved, Lines: []Line{
		in(0, "Good morning. My parents visit from Osaka next week. Is there a batik class for beginners in "+
			"English?"),
		yohana.says(5*minute, "Good morning Kenji! Yes, every Saturday from 9 to 12 at our café corner. Rp150.000 "+
			"per person, all tools included."),
		in(3*minute, "My mother cannot sit on the floor for long. Are there chairs?"),
		yohana.says(2*minute, "We will prepare two normal chairs and a small table for the wax stove, so she does "+
			"not have to bend down."),
		in(2*minute, "Very kind. Three people please. Can they take the cloth home the same day?").reacted("🙏"),
		yohana.says(2*minute, "Yes, it is dyed and dried by noon. I have booked three places under your name.").
			quoting(5),
		in(minute, "Thank you very much, Yohana-san."),
	}},
	{Customer: kakDina, Subject: cafe, Days: 11, At: clock(15, 30), End: EndResolved, Lines: []Line{
		in(0, "Kak mau reservasi Kedai Kencana buat 12 orang, sabtu jam 4 sore"),
		kadek.says(3*minute, "Halo Kak Dina! Sabtu jam 16.00 joglo masih kosong. Mau duduk lesehan atau kursi?"),
		in(minute, "kursi aja, ada eyang soalnya"),
		kadek.says(2*minute, "Siap, 12 kursi di sisi dalam biar Eyang tidak kena angin. Ada yang ulang tahun?"),
		in(2*minute, "ada hehe eyang 80 tahun. boleh bawa kue sendiri?"),
		kadek.says(2*minute, "Boleh, tidak kena biaya. Piring kecil, pisau, dan lilinnya kami siapkan. Wedang uwuh "+
			"untuk Eyang dari kami ya, Kak.").
			reacted("😢"),
		in(minute, "ih baik banget kakkk 😭 makasih"),
	}},
	{Customer: mbakWulan, Subject: cafe, Ago: 19 * minute, End: EndHandled, Lines: []Line{
		in(0, "Mbak, kedai bisa disewa buat arisan 25 orang? Selasa siang"),
		kadek.says(4*minute, "Bisa, Mbak Wulan. Joglo tidak dipungut sewa kalau belanja minimal Rp750.000, boleh "+
			"sampai 3 jam."),
		in(3*minute, "Ada mikrofon? Biasanya ada kocokan sama sambutan ketua hehe"),
		kadek.says(2*minute, "Ada pengeras suara dan satu mikrofon nirkabel, gratis. Menunya mau dipilih sekarang "+
			"atau prasmanan?"),
		in(5*minute, "Prasmanan. Yang enak apa aja?"),
		kadek.says(4*minute, "Andalannya selat solo, timlo, dan pisang goreng madu. Ini daftar lengkapnya.").
			file("menu-prasmanan-kedai.pdf"),
		in(4*minute, "Oke tak bahas di grup dulu, nanti kukabari lagi"),
	}},
	{Customer: masBagas, Subject: cafe, Days: 13, At: clock(9, 22), End: EndResolved, Lines: []Line{
		in(0, "kedainya cocok buat nugas ga kak? wifi colokan aman?"),
		kadek.says(3*minute, "Cocok, Mas Bagas. Wifi 50 Mbps, colokan ada di setiap meja sisi timur. Sepi sebelum "+
			"jam 11."),
		in(minute, "ada menu dibawah 20rb ga, mahasiswa nih"),
		kadek.says(2*minute, "Ada: kopi tubruk Rp12.000, wedang uwuh Rp18.000, pisang goreng Rp15.000. Duduk "+
			"seharian juga tidak diusir 😄"),
		in(40*second, "wkwk meluncur"),
	}},
	{Customer: hannah, Subject: cafe, Days: 9, At: clock(11, 25), End: EndResolved, Lines: []Line{
		in(0, "Hi again! Coming back to Solo on Sunday with two vegan friends. Anything for them at the café?"),
		kadek.says(4*minute, "Hi Hannah, welcome back! Pecel with rice crackers, tempeh bacem and fried banana are "+
			"all vegan here."),
		in(2*minute, "Is the peanut sauce made with shrimp paste?"),
		kadek.says(3*minute, "I asked our cook: the usual one has a little. She will make a separate batch without "+
			"it for your table."),
		in(minute, "You are the best. Table for three at noon then, please"),
		kadek.says(minute, "Booked: Sunday, noon, three people, name Hannah. See you!").reacted("❤️"),
	}},
	{Customer: omTono, Subject: cafe, Days: 6, At: clock(18, 44), End: EndResolved, Lines: []Line{
		in(0, "Dik kopi tubruk e saiki kok encer, dulu kentel lho"),
		kadek.says(4*minute, "Waduh, maaf Om Tono. Baristanya baru, takarannya masih belajar. Besok kopinya saya "+
			"ganti gratis, ya Om?"),
		in(2*minute, "Rasah gratis, sing penting kentel"),
		kadek.says(2*minute, "Siap, Om. Takarannya kami tempel di dapur: dua sendok munjung."),
		in(minute, "Nah ngono 👍"),
	}},
	{Customer: kakFitri, Subject: workshop, Ago: 8 * minute, End: EndQueued, Lines: []Line{
		in(0, "Kak kelas membatiknya bisa buat anak umur 6 sama 9? Liburan sekolah mau ke Solo"),
		in(50*second, "takutnya malamnya panas kak"),
	}},
	{Customer: kakTika, Subject: workshop, Days: 7, At: clock(10, 30), End: EndResolved, Lines: []Line{
		in(0, "Kak, mau daftar workshop Sabtu, masih ada slot?"),
		kadek.says(3*minute, "Halo Kak Tika, kelas Sabtu sisa 4 tempat. Rp150.000 per orang, sudah dapat minum dan "+
			"hasil batiknya dibawa pulang."),
		in(2*minute, "2 orang ya. Perlu bawa apa?"),
		kadek.says(minute, "Cukup pakai baju yang boleh kena malam, Kak. Celemek dan kain ukuran 40 × 40 cm dari "+
			"kami."),
		in(10*minute, "Oke sudah bayar").image("qris-workshop-tika.jpg", SceneReceipt),
		kadek.says(3*minute, "Sudah masuk Rp300.000. Sampai ketemu Sabtu jam 09.00, Kak Tika!"),
	}},
	{Customer: masGalih, Subject: cafe, Days: 16, At: clock(19, 10), End: EndResolved, Lines: []Line{
		in(0, "malam kak, dompet saya ketinggalan di kedai kayaknya, meja dekat kolam"),
		kadek.says(2*minute, "Malam Kak Galih, saya cek ke meja dekat kolam sekarang ya."),
		kadek.says(6*minute, "Ketemu, Kak, terselip di bantal kursi. Boleh sebutkan warnanya dan satu kartu di "+
			"dalamnya?"),
		in(minute, "alhamdulillah 😭 cokelat, ada KTM UNS"),
		kadek.says(minute, "Cocok. Saya simpan di laci kasir, diambil besok mulai jam 08.00, cukup sebut nama "+
			"lengkap."),
		in(13*hour, "sudah saya ambil kak, makasih banyak, utuh semua"),
		kadek.says(3*minute, "Syukurlah, Kak Galih. Hati-hati ya, kolamnya memang suka bikin melamun 😄"),
	}},
	{Customer: kakOlivia, Subject: visit, Days: 5, At: clock(13, 18), End: EndResolved, Lines: []Line{
		in(0, "Kak toko ada kursi roda ga? Mau ajak mama ke sana weekend"),
		ajeng.says(4*minute, "Ada satu, Kak Olivia, gratis. Pintu samping juga landai, tidak ada undakan sampai "+
			"ruang kebaya."),
		in(2*minute, "Toiletnya gimana?"),
		ajeng.says(2*minute, "Toilet di sebelah musala lebarnya cukup untuk kursi roda dan ada pegangannya."),
		in(minute, "Lega, makasih ya. Jarang ada toko yang mikirin begini").reacted("🙏"),
	}},
}
