package demo

var delivery = []Dialogue{
	{Customer: pakHerman, Subject: shipping, Days: 29, At: clock(13, 30), End: EndResolved, Lines: []Line{
		in(0, "Siang. Berapa ongkir ke Medan kota, kalau 4 kemeja?"),
		bayu.says(4*minute, "Siang Pak Herman. Empat kemeja 1,4 kg, dibulatkan 2 kg. Reguler Rp92.000, kargo "+
			"Rp68.000."),
		in(2*minute, "Kargo berapa hari?"),
		bayu.says(minute, "6–8 hari kerja lewat darat, Pak. Reguler 3–4 hari."),
		in(5*minute, "Pilih reguler saja, mau dipakai pesta minggu depan. Kirim ke alamat yang biasa"),
		bayu.says(3*minute, "Baik Pak, alamatnya tetap di Jl. Mawar Putih 45. Sore ini berangkat dengan JNE."),
		in(minute, "Horas, terima kasih").reacted("🙏"),
		bayu.says(2*minute, "Horas, Pak Herman!"),
	}},
	{Customer: pakDaeng, Subject: shipping, Days: 27, At: clock(15, 10), End: EndResolved, Lines: []Line{
		in(0, "Tabe, saya di Makassar. Beli sarung 10 lembar dapat ongkir berapa ya?"),
		tenri.says(5*minute, "Tabe, Daeng. Kebetulan saya juga dari Bone 😊 Sepuluh sarung 4 kg, kargo laut "+
			"Rp96.000, udara Rp168.000."),
		in(3*minute, "Wah sekampung. Yang laut saja, tidak buru-buru ji"),
		tenri.says(2*minute, "Siap, Daeng. Laut 7–10 hari. Sarungnya campur warna atau satu warna?"),
		in(4*minute, "Campur, asal ada hijau dua untuk bapak"),
		tenri.says(3*minute, "Saya pilihkan 2 hijau, 4 cokelat sogan, 4 biru. Totalnya 10 × Rp195.000 = "+
			"Rp1.950.000 ditambah Rp96.000."),
		in(16*minute, "Sudahmi saya kirim uangnya").image("bukti-transfer-syamsuddin.jpg", SceneReceipt),
		tenri.says(5*minute, "Sudah masuk Rp2.046.000, Daeng. Resinya saya kirim besok sore. Salama'ki."),
	}},
	{Customer: pakYohanis, Subject: shipping, Days: 17, At: clock(9, 15), End: EndInactive, Lines: []Line{
		in(0, "Selamat pagi, bisa kirim ke Jayapura kah? Satu kemeja saja"),
		yohana.says(5*minute, "Selamat pagi Bapak Yohanis, bisa. Ongkir udara ke Jayapura Rp98.000 per kg, 3–5 "+
			"hari."),
		in(2*minute, "Aduh ongkirnya hampir setengah harga baju"),
		yohana.says(3*minute, "Betul, Pak. Kalau tidak mendesak ada kapal Rp45.000, sekitar 3 minggu. Atau 3 "+
			"kemeja masih 1 kg, jadi bisa patungan."),
	}},
	{Customer: kakAgnes, Subject: tracking, Days: 25, At: clock(18, 20), End: EndResolved, Lines: []Line{
		in(0, "Kak minta resi dong, pesanan BK-24441 ke Manado"),
		bayu.says(2*minute, "Halo Kak Agnes, resinya SOC0088214417 dengan J&T. Terakhir tercatat di bandara "+
			"Semarang jam 15.20."),
		in(minute, "kira2 sampe kapan?"),
		bayu.says(2*minute, "Perkiraan lusa, Kak. Kalau lewat dari itu belum sampai, kabari saya, nanti saya "+
			"telepon kurirnya."),
		in(40*second, "oke makasih kak cepet jawabnya 👍"),
	}},
	{Customer: tehRina, Subject: tracking, Ago: 22 * minute, End: EndHandled, Lines: []Line{
		in(0, "Min paket saya udah 3 hari statusnya masih di gudang sortir. Ini teh mau dipakai ke kondangan 3 "+
			"hari lagi 😩"),
		bayu.says(4*minute, "Halo Teh Rina, maaf ya bikin deg-degan. Boleh nomor resi atau nomor pesanannya?"),
		in(minute, "BK-24719"),
		bayu.says(6*minute, "Ketemu, Teh. Paketnya tertahan di sortir Cikarang karena labelnya basah. Saya sudah "+
			"minta dicetak ulang."),
		bayu.notes(minute, "Tiket kurir sudah dibuat. @Ajeng kalau sampai besok siang belum bergerak, boleh kirim "+
			"pengganti lewat travel?"),
		ajeng.notes(5*minute, "Boleh, stok Mega Mendung M masih 4. Putuskan besok jam 12."),
		bayu.says(2*minute, "Kalau besok jam 12 belum bergerak, kami kirim pengganti lewat travel malam, jadi lusa "+
			"pagi sudah di Bandung."),
		in(3*minute, "nah kitu atuh, tenang jadinya. saya tunggu kabar besok ya mas").reacted("👍"),
	}},
	{Customer: kangUjang, Subject: tracking, Days: 22, At: clock(9, 33), End: EndResolved, Lines: []Line{
		in(0, "Punten, paket abdi atos dugi mana nya? Pesenan iket 12"),
		cecep.says(5*minute, "Mangga Kang Ujang. Paketna tos di Tasik ti tadi enjing, ayeuna nuju dianteur ku "+
			"kurir."),
		in(2*minute, "Oh kitu, abdi di toko dugi ka jam 4 sonten"),
		cecep.says(2*minute, "Sip, Kang, catatan jam 16.00 parantos diteraskeun ka kurirna. Namina Pak Dedi."),
		in(4*hour, "Tos nampi Kang, sae pisan motifna. Hatur nuhun"),
		cecep.says(8*minute, "Sami-sami, Kang. Mugia laris icalanana."),
	}},
	{Customer: kakMaria, Subject: shipping, Days: 21, At: clock(11, 11), End: EndResolved, Lines: []Line{
		in(0, "Kak, saya salah isi alamat 🙈 harusnya kantor bukan rumah, masih sempat diganti?"),
		bayu.says(2*minute, "Masih, Kak Maria, kurir baru datang jam 15.00. Alamat kantornya?"),
		in(2*minute, "Jl. Lontar Emas 12, lantai 2, Oebobo, Kupang. Penerima Bagian Umum, sebut nama saya"),
		bayu.says(3*minute, "Sudah saya ganti dan label dicetak ulang. Saya bacakan: Jl. Lontar Emas 12 lantai 2, "+
			"Oebobo, u.p. Maria, Bagian Umum."),
		in(minute, "Betul. Puji Tuhan, terima kasih kakak"),
		bayu.says(minute, "Sama-sama, Kak. Sampai Kupang sekitar 4 hari."),
	}},
	{Customer: buHalimah, Subject: tracking, Days: 19, At: clock(16, 52), End: EndResolved, Lines: []Line{
		in(0, "Mbak ini di aplikasi kurir tulisannya sudah diterima, padahal saya belum terima apa-apa!!"),
		dewi.says(3*minute, "Ibu Halimah, saya bantu cek sekarang ya. Di data kurir tertulis diterima oleh Samsul "+
			"jam 14.10."),
		in(minute, "Samsul siapa, di rumah saya gak ada Samsul"),
		dewi.says(8*minute, "Saya sudah telepon kurirnya, Bu. Ini foto saat penyerahan, pagarnya warna hijau nomor "+
			"7.").
			image("foto-serah-terima.jpg", ScenePlace),
		in(4*minute, "Oalah itu warung depan, Pak Samsul yang punya warung. Nama bapaknya saya malah gak tau 🤦"),
		dewi.says(2*minute, "Alhamdulillah ketemu, Bu. Isinya dicek dulu ya, kalau ada yang kurang segera kabari "+
			"saya."),
		in(20*minute, "Lengkap mbak 3 potong. Maaf tadi saya ngegas"),
		dewi.says(minute, "Tidak apa-apa, Bu, saya juga pasti cemas. Terima kasih sudah mengabari.").reacted("🙏"),
	}},
	{Customer: kakRani, Subject: tracking, Ago: 17 * minute, End: EndQueued, Lines: []Line{
		in(0, "kak tolong cek resi SOC0088231902 dong, kok ga ada update dari kemarin"),
		in(3*minute, "halo?"),
	}},
	{Customer: kakCut, Subject: shipping, Days: 16, At: clock(14, 2), End: EndResolved, Lines: []Line{
		in(0, "Kak, kirim ke Banda Aceh kalau 5 hari lagi harus sampai, bisa? Untuk maulid di kampung"),
		bayu.says(5*minute, "Halo Kak Cut, reguler 4–5 hari, jadi mepet. Lebih aman layanan YES, Rp89.000, 2 hari."),
		in(2*minute, "Selisihnya berapa sama reguler?"),
		bayu.says(minute, "Reguler Rp52.000, jadi selisih Rp37.000."),
		in(3*minute, "Ya sudah YES saja, daripada abang-abang di rumah tak berbaju seragam 😂"),
		bayu.says(2*minute, "Haha siap, Kak. Asal lunas sebelum jam 16.00, malam ini terbang."),
		in(31*minute, "Sudah lunas ya kak, tolong dikawal"),
		bayu.says(6*minute, "Barusan diserahkan ke kurir, Kak Cut. Resinya SOC0088226550.").
			edited("Barusan diserahkan ke kurir, Kak Cut. Resinya SOC0088226555."),
	}},
	{Customer: daniel, Subject: shipping, Days: 14, At: clock(16, 40), End: EndResolved, Lines: []Line{
		in(0, "Hello, do you ship to Singapore? I'd like two Parang shirts for my brother there."),
		yohana.says(4*minute, "Hello Daniel, yes we do. Two shirts are under 1 kg: Rp185.000 by air, five to seven "+
			"working days."),
		in(3*minute, "Any customs to pay on arrival?"),
		yohana.says(3*minute, "Parcels of this value usually only have the local sales tax, which the courier "+
			"collects from your brother."),
		in(2*minute, "Fair enough. Can you leave the price tag out? It's a gift."),
		yohana.says(minute, "Of course. The customs form must show the value, but there will be no tag or invoice "+
			"inside the box.").quoting(5),
		in(6*minute, "Great, ordered and paid. Cheers, Yohana!").reacted("👍"),
	}},
	{Customer: masReza, Subject: tracking, Days: 10, At: clock(10, 27), End: EndResolved, Lines: []Line{
		in(0, "kak resinya kok ga kebaca ya di web ekspedisi"),
		bayu.says(3*minute, "Halo Mas Reza, boleh dikirim tangkapan layarnya?"),
		in(minute, "").image("resi-tidak-ditemukan.png", SceneScreen),
		bayu.says(minute, "Kelihatan, Mas. Yang terketik huruf O, seharusnya angka 0 setelah SOC."),
		in(50*second, "astaga 🤣 kebaca. makasih kak maaf ngerepotin"),
	}},
	{Customer: pakLukas, Subject: shipping, Ago: 2*hour + 10*minute, End: EndHandled, Lines: []Line{
		in(0, "Syalom, beta mau pesan kain 20 lembar untuk paduan suara gereja di Ambon. Ongkirnya brapa e?"),
		yohana.says(6*minute, "Syalom Om Lukas, beta juga dari Ambon 😄 Dua puluh lembar 9 kg. Kapal Rp270.000, "+
			"pesawat Rp594.000."),
		in(4*minute, "Adoo nona Wattimena kah! Kapal brapa lama?"),
		yohana.says(2*minute, "Dua sampai tiga minggu, Om. Kalau acaranya bulan depan masih aman lewat kapal."),
		in(3*minute, "Acara tanggal 28 bulan depan. Nanti beta tanya bendahara dolo baru beta kabari"),
		yohana.says(minute, "Danke, Om. Kainnya beta sisihkan dulu sampai besok sore."),
	}},
	{Customer: pakHerman, Subject: tracking, Days: 24, At: clock(19, 25), End: EndResolved, Lines: []Line{
		in(0, "Paket sudah sampai tadi siang, rapi sekali kemasannya").image("paket-medan.jpg", SceneParcel),
		in(40*second, "Istri langsung minta satu lagi warna marun, ukuran M wanita"),
		dewi.says(6*minute, "Wah senangnya, Pak Herman! Blus Truntum marun ukuran M ada, Rp245.000. Ongkirnya "+
			"Rp46.000."),
		in(3*minute, "Oke besok saya pesan lewat web. Terima kasih, kalian bagus kerjanya"),
		dewi.says(minute, "Terima kasih banyak, Pak. Salam untuk Ibu 🙏").reacted("🙏"),
	}},
	{Customer: daniel, Subject: tracking, Ago: 41 * minute, End: EndHandled, Lines: []Line{
		in(0, "Hi Yohana or whoever is in today, my brother says the Singapore courier left a card but no parcel."),
		yohana.says(5*minute, "Hi Daniel, it's me. The courier came yesterday and nobody was home. It now waits at "+
			"their Toa Payoh counter."),
		in(2*minute, "Does he need anything to pick it up?"),
		yohana.says(2*minute, "Only the card and an ID with his name. They keep it for seven days and are open "+
			"until 9 pm.").quoting(3),
		in(4*minute, "He'll go after work. I'll tell you if there is any trouble."),
	}},
	{Customer: omTono, Subject: shipping, Ago: 11 * minute, End: EndHandled, Lines: []Line{
		in(0, "Dik sarungku anter wae pakai ojek iso? Aku neng kene").place(-7.5561, 110.8316),
		bayu.says(3*minute, "Saged, Om. Dari titik itu sekitar 5 km, ongkos ojeknya Rp14.000, bayar langsung ke "+
			"pengemudinya."),
		in(2*minute, "Yo, 2 ya dik, sing sogan karo sing ijo. Duite tak transfer"),
		bayu.says(2*minute, "2 × Rp195.000 = Rp390.000, Om. Begitu masuk, ojeknya langsung saya panggil."),
		in(4*minute, "Sik, nunggu anakku bali, hp-ne sing ono m-banking digowo"),
	}},
	{Customer: kangUjang, Subject: tracking, Ago: 21 * minute, End: EndQueued, Lines: []Line{
		in(0, "Punten, pesenan nu kadua resina teu acan aya nya?"),
		in(30*second, "").voice("pesan-suara-ujang.ogg", 12*second),
	}},
	{Customer: masYoga, Subject: shipping, Ago: 26 * minute, End: EndQueued, Lines: []Line{
		in(0, "kalo kirim ke cilacap bisa pake kurir instan ga? atau minimal besok nyampe"),
		in(40*second, "buat acara lamaran kak, dadakan 😅"),
	}},
}
