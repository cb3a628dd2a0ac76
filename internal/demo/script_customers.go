package demo

const (
	kakSari = iota
	buEndang
	pakHerman
	masAdit
	kakNabila
	kakNur
	hannah
	radenHaryo
	kakPutri
	buTuti
	pakJoko
	kakFitri
	kakMega
	masRizky
	kakIntan
	ceLinda
	koHendra
	buWayan
	pakDaeng
	uniYanti
	tehRina
	kangUjang
	kakMaria
	pakYohanis
	kakAgnes
	buHalimah
	kakDina
	masGalih
	mbakWulan
	mbakNiken
	pakBambang
	buMulya
	kakTasya
	kakVina
	bangIlham
	kakCut
	kakAyu
	daniel
	kenji
	masFajar
	pakSlamet
	promoKilat
	kakRere
	kakLia
	kakOlivia
	pakTeguh
	buNing
	mbakAstri
	masDimas
	kakGrace
	kakYuli
	kakRani
	pakArif
	kakSalsa
	buLestari
	masBagas
	kakNovi
	pakIndra
	kakMeilani
	kakDesi
	omTono
	kakZahra
	masReza
	kakTika
	buRosmala
	pakLukas
	kakJihan
	masYoga
	masEko
	kakLarasati
	pakGunawan
	kakBella
	masRangga
	mbakTiwi
	kakSasha
	bangAdi
	kakPuspa
	akunPinjol
	kakDinda
	masKevinS
	buHartati
	pakWidodo
	kakMelati
)

// Customers are the people who write to the company. The last ones, without a name for their index, appear in no
// dialogue: they are there to write for the first time.
var Customers = []Customer{
	kakSari: {
		Name:  "Sari Widyaningsih",
		Phone: "+6283655514231", Email: "sari.widya@example.com", City: "Yogyakarta", Language: "id",
	},
	buEndang: {
		Name:  "Endang Sulistyowati",
		Phone: "+6283955522150", Email: "endang.s@example.org", City: "Semarang", Language: "id",
	},
	pakHerman: {Name: "Herman Situmorang", Phone: "+6285455530069", City: "Medan", Language: "id"},
	masAdit:   {Name: "Adit", Phone: "+6286755537988", City: "Jakarta Selatan", Language: "id"},
	kakNabila: {
		Name:  "Nabila 🌸",
		Phone: "+6286255545907", Email: "nabila.putik@example.com", City: "Bandung", Language: "id",
	},
	kakNur: {Name: "نور هداية", Phone: "+6287155553826", City: "Banjarmasin", Language: "id"},
	hannah: {
		Name:  "Hannah Whitfield",
		Phone: "+6286555561745", Email: "hannah.whitfield@example.com", City: "Ubud", Language: "en",
	},
	radenHaryo: {
		Name:  "Raden Mas Haryo Suryaningrat Kusumo Wardhono Adiningrat bin Sastrowijoyo Prawirodirjo",
		Phone: "+6282055569664", Email: "haryo.suryaningrat@example.org", City: "Surakarta", Language: "id",
	},
	kakPutri: {Name: "Putri Ramadhani", Phone: "+6287455577583", City: "Surabaya", Language: "id"},
	buTuti:   {Name: "Bu Tuti", Phone: "+6282955585502", City: "Karanganyar", Language: "id"},
	pakJoko:  {Name: "Joko Purnomo", Phone: "+6287655593421", City: "Boyolali", Language: "id"},
	kakFitri: {
		Name:  "Fitri Handayani",
		Phone: "+6283455511341", Email: "fitrihandayani@example.com", City: "Bekasi", Language: "id",
	},
	kakMega: {Name: "Mega Sihombing", Phone: "+6289355519260", City: "Pekanbaru", Language: "id"},
	masRizky: {
		Name:  "Rizky Maulana",
		Phone: "+6283655527179", Email: "rizky.maulana@example.net", City: "Depok", Language: "id",
	},
	kakIntan: {Name: "intan_ps", Phone: "+6283955535098", City: "Malang", Language: "id"},
	ceLinda: {
		Name:  "Linda Gunawan",
		Phone: "+6285455543017", Email: "linda.gunawan@example.com", City: "Surabaya", Language: "id",
	},
	koHendra: {
		Name:  "Hendra Lesmana",
		Phone: "+6286755550936", Email: "hendra.lesmana@example.org", City: "Semarang", Language: "id",
	},
	buWayan:  {Name: "Ni Wayan Suartini", Phone: "+6286255558855", City: "Denpasar", Language: "id"},
	pakDaeng: {Name: "Syamsuddin Daeng Ngalle", Phone: "+6287155566774", City: "Makassar", Language: "id"},
	uniYanti: {
		Name:  "Yanti Piliang",
		Phone: "+6286555574693", Email: "yantipiliang@example.com", City: "Padang", Language: "id",
	},
	tehRina:   {Name: "Rina Marlina", Phone: "+6282055582612", City: "Bandung", Language: "id"},
	kangUjang: {Name: "Ujang Suherman", Phone: "+6287455590531", City: "Tasikmalaya", Language: "id"},
	kakMaria: {
		Name:  "Maria Yosefina Wea",
		Phone: "+6282955598450", Email: "maria.wea@example.org", City: "Kupang", Language: "id",
	},
	pakYohanis: {Name: "Yohanis Kambuaya", Phone: "+6287655516370", City: "Jayapura", Language: "id"},
	kakAgnes: {
		Name:  "Agnes Rumondor",
		Phone: "+6283455524289", Email: "agnes.rumondor@example.com", City: "Manado", Language: "id",
	},
	buHalimah: {Name: "Halimah Tusadiyah", Phone: "+6289355532208", City: "Serang", Language: "id"},
	kakDina:   {Name: "Dina", Phone: "+6283655540127", City: "Surakarta", Language: "id"},
	masGalih: {
		Name:  "Galih Wicaksono",
		Phone: "+6283955548046", Email: "galih.wicaksono@example.com", City: "Klaten", Language: "id",
	},
	mbakWulan: {Name: "Wulan Tri Hapsari", Phone: "+6285455555965", City: "Sukoharjo", Language: "id"},
	mbakNiken: {
		Name:  "Niken Larasati",
		Phone: "+6286755563884", Email: "niken.larasati@example.com", City: "Surakarta", Language: "id",
	},
	pakBambang: {
		Name:  "Bambang Setiawan",
		Phone: "+6286255571803", Email: "bambang.setiawan@example.org", City: "Jakarta Timur", Language: "id",
	},
	buMulya: {
		Name:  "Sri Mulyaningsih",
		Phone: "+6287155579722", Email: "sri.mulyaningsih@example.org", City: "Wonogiri", Language: "id",
	},
	kakTasya: {
		Name:  "Tasya A.",
		Phone: "+6286555587641", Email: "halo.tasya@example.com", City: "Tangerang", Language: "id",
	},
	kakVina:   {Name: "Vina Oktaviani", Phone: "+6282055595560", City: "Palembang", Language: "id"},
	bangIlham: {Name: "Ilham Nasution", Phone: "+6287455513480", City: "Medan", Language: "id"},
	kakCut: {
		Name:  "Cut Nadia Zuhra",
		Phone: "+6282955521399", Email: "cutnadia@example.com", City: "Banda Aceh", Language: "id",
	},
	kakAyu: {Name: "Ayu Kartika", Phone: "+6287655529318", City: "Denpasar", Language: "id"},
	daniel: {
		Name:  "Daniel Mercer",
		Phone: "+6283455537237", Email: "d.mercer@example.net", City: "Jakarta Selatan", Language: "en",
	},
	kenji: {
		Name:  "Kenji Morimoto",
		Phone: "+6289355545156", Email: "kenji.morimoto@example.com", City: "Yogyakarta", Language: "en",
	},
	masFajar: {Name: "Fajar", Phone: "+6283655553075", City: "Sragen", Language: "id"},
	pakSlamet: {
		Name:  "Slamet Widodo",
		Phone: "+6283955560994", Email: "slamet.widodo@example.org", City: "Pekalongan", Language: "id",
	},
	promoKilat: {Name: "PROMO KILAT 88", Phone: "+6285455568913", City: "Jakarta Utara", Language: "id"},
	kakRere:    {Name: "Rere", Phone: "+6286755576832", City: "Bogor", Language: "id"},
	kakLia:     {Name: "Lia Amelia", Phone: "+6286255584751", City: "Cirebon", Language: "id"},
	kakOlivia: {
		Name:  "Olivia Kusnadi",
		Phone: "+6287155592670", Email: "olivia.kusnadi@example.com", City: "Jakarta Barat", Language: "id",
	},
	pakTeguh: {Name: "Teguh Raharjo", Phone: "+6286555510590", City: "Madiun", Language: "id"},
	buNing:   {Name: "Ningsih", Phone: "+6282055518509", City: "Ngawi", Language: "id"},
	mbakAstri: {
		Name:  "Astri Nugraheni",
		Phone: "+6287455526428", Email: "astri.nugraheni@example.com", City: "Magelang", Language: "id",
	},
	masDimas: {Name: "Dimas Aji", Phone: "+6282955534347", City: "Purwokerto", Language: "id"},
	kakGrace: {
		Name:  "Grace Tambunan",
		Phone: "+6287655542266", Email: "grace.tambunan@example.com", City: "Batam", Language: "id",
	},
	kakYuli: {Name: "Yuli Astuti", Phone: "+6283455550185", City: "Balikpapan", Language: "id"},
	kakRani: {Name: "Rani Safitri", Phone: "+6289355558104", City: "Pontianak", Language: "id"},
	pakArif: {
		Name:  "Arif Budiman",
		Phone: "+6283655566023", Email: "arif.budiman@example.net", City: "Sidoarjo", Language: "id",
	},
	kakSalsa: {
		Name:  "salsabila.z",
		Phone: "+6283955573942", Email: "salsabila.z@example.com", City: "Cimahi", Language: "id",
	},
	buLestari: {Name: "Lestari Dewanti", Phone: "+6285455581861", City: "Kediri", Language: "id"},
	masBagas:  {Name: "Bagas Pamungkas", Phone: "+6286755589780", City: "Salatiga", Language: "id"},
	kakNovi:   {Name: "Novi", Phone: "+6286255597699", City: "Kudus", Language: "id"},
	pakIndra: {
		Name:  "Indra Gunadi",
		Phone: "+6287155515619", Email: "indra.gunadi@example.org", City: "Bandar Lampung", Language: "id",
	},
	kakMeilani: {
		Name:  "Meilani Tjandra",
		Phone: "+6286555523538", Email: "meilani.tjandra@example.com", City: "Singkawang", Language: "id",
	},
	kakDesi: {Name: "Desi Natalia", Phone: "+6282055531457", City: "Samarinda", Language: "id"},
	omTono:  {Name: "Om Tono", Phone: "+6287455539376", City: "Surakarta", Language: "id"},
	kakZahra: {
		Name:  "Zahra Assegaf",
		Phone: "+6282955547295", Email: "zahra.assegaf@example.com", City: "Gresik", Language: "id",
	},
	masReza: {Name: "Reza Firmansyah", Phone: "+6287655555214", City: "Mataram", Language: "id"},
	kakTika: {
		Name:  "Tika Paramitha",
		Phone: "+6283455563133", Email: "tika.paramitha@example.com", City: "Sleman", Language: "id",
	},
	buRosmala: {Name: "Rosmala", Phone: "+6289355571052", City: "Kendari", Language: "id"},
	pakLukas:  {Name: "Lukas Manuputty", Phone: "+6283655578971", City: "Ambon", Language: "id"},
	kakJihan: {
		Name:  "Jihan Aulia",
		Phone: "+6283955586890", Email: "jihan.aulia@example.com", City: "Jambi", Language: "id",
	},
	masYoga: {Name: "Yoga", Phone: "+6285455594809", City: "Cilacap", Language: "id"},
	masEko:  {Name: "Eko P.", Phone: "+6286455571308", City: "Purbalingga", Language: "id"},

	kakLarasati: {Name: "Larasati Dewi", Phone: "+6283655560101", City: "Semarang", Language: "id"},
	pakGunawan:  {Name: "Gunawan Halim", Phone: "+6283955560102", City: "Surabaya", Language: "id"},
	kakBella:    {Name: "Bella Anjani", Phone: "+6285455560103", City: "Malang", Language: "id"},
	masRangga:   {Name: "Rangga Saputra", Phone: "+6286755560104", City: "Yogyakarta", Language: "id"},
	mbakTiwi:    {Name: "Tiwi Lestari", Phone: "+6286255560105", City: "Kudus", Language: "id"},
	kakSasha:    {Name: "Sasha Amalia", Phone: "+6287155560106", City: "Jakarta Barat", Language: "id"},
	bangAdi:     {Name: "Adi Pranata", Phone: "+6286555560107", City: "Medan", Language: "id"},
	kakPuspa:    {Name: "Puspa Indah", Phone: "+6282055560108", City: "Denpasar", Language: "id"},
	akunPinjol:  {Name: "Dana Cepat Cair", Phone: "+6287455560109", City: "Jakarta Utara", Language: "id"},
	kakDinda:    {Name: "Dinda Maharani", Phone: "+6282955560110", City: "Bandung", Language: "id"},
	masKevinS:   {Name: "Kevin Sanjaya", Phone: "+6287655560111", City: "Bogor", Language: "id"},
	buHartati: {
		Name:  "Hartati Nugroho",
		Phone: "+6283455560112", Email: "hartati.nugroho@example.org", City: "Surakarta", Language: "id",
	},
	pakWidodo: {
		Name:  "Widodo Santoso",
		Phone: "+6289355560113", Email: "widodo.santoso@example.com", City: "Salatiga", Language: "id",
	},
	kakMelati: {
		Name:  "Melati Suryani",
		Phone: "+6283655560114", Email: "melati.suryani@example.org", City: "Klaten", Language: "id",
	},

	{Name: "Bu RT 04", Phone: "+6283755520917", City: "Surakarta", Language: "id"},
	{
		Name:  "Hasna Khairunnisa",
		Phone: "+6289155563182", Email: "hasna.kh@example.com", City: "Bukittinggi", Language: "id",
	},
	{Name: "Petrus Wangge", Phone: "+6286155548820", City: "Ende", Language: "id"},
	{Name: "Sherly", Phone: "+6287255531745", City: "Makassar", Language: "id"},
	{Name: "Komang Adi Saputra", Phone: "+6289055594036", City: "Singaraja", Language: "id"},
	{
		Name:  "Priya Raman",
		Phone: "+6287355517264", Email: "priya.raman@example.net", City: "Jakarta Selatan", Language: "en",
	},
}
