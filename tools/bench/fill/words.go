package fill

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Words to search for: one in every third message or so, one in every few hundred, and one in very few.
const (
	CommonWord = "kak"
	MiddleWord = "garansi"
	RareWord   = "zamrudkhatulistiwa"
)

// A message in so many holds the middle word, and one in so many the rare one, beside what it says otherwise.
const (
	middleEvery = 300
	rareEvery   = 400_000
)

// spoken are words customers and agents use all the time, the most frequent first.
const spoken = `kak ya saya mau tidak bisa ada yang di untuk kami dan ini itu sudah belum terima kasih mohon barang pesanan berapa
	dengan harga kirim nya dari ke halo selamat pagi siang sore malam baik tunggu sebentar apakah bu pak stok warna ukuran bayar transfer
	rekening alamat kota hari besok sekarang lagi juga saja kalau tapi karena maaf tolong bantu cek nomor resi paket sampai jam kapan kenapa
	bagaimana dimana ongkir gratis promo diskon produk toko buka tutup lokasi foto gambar kualitas bahan kain batik katun sutra merah biru
	hijau hitam putih besar kecil sedang lama baru bagus cepat lambat rusak tukar retur uang kembali proses admin konfirmasi bukti tagihan
	lunas cicil hubungi telepon email nama data isi formulir daftar akun masuk keluar lupa sandi ganti ubah batal jadi pesan kirimkan
	terkirim diterima kurir gudang jakarta bandung surabaya medan semarang solo bali makassar minggu senin selasa rabu kamis jumat sabtu
	bulan tahun depan lalu akan pernah selalu sering jarang semua setiap beberapa satu dua tiga empat lima sepuluh seratus ribu juta rupiah`

// vocabularySize is how many different words a company's customers use in two years, misspellings included.
const vocabularySize = 30_000

// vocabulary draws words as people do: a few all the time, most hardly ever.
type vocabulary struct {
	words []string
	draw  *rand.Zipf
}

func newVocabulary(r *rand.Rand) *vocabulary {
	v := &vocabulary{words: strings.Fields(spoken)}
	known := map[string]bool{MiddleWord: true, RareWord: true}
	for _, word := range v.words {
		known[word] = true
	}
	for len(v.words) < vocabularySize {
		word := invented(r)
		if !known[word] {
			known[word] = true
			v.words = append(v.words, word)
		}
	}
	v.draw = rand.NewZipf(r, 1.07, 2.7, vocabularySize-1)
	return v
}

// invented makes a word of two to four syllables that sounds Indonesian.
func invented(r *rand.Rand) string {
	const onsets, vowels, codas = "bcdfghjklmnprstwy", "aiueo", "nrkmtsh"
	var b strings.Builder
	for range 2 + r.IntN(3) {
		b.WriteByte(onsets[r.IntN(len(onsets))])
		b.WriteByte(vowels[r.IntN(len(vowels))])
	}
	if r.IntN(2) == 0 {
		b.WriteByte(codas[r.IntN(len(codas))])
	}
	return b.String()
}

// sentence writes a message of three to fourteen words.
func (v *vocabulary) sentence(r *rand.Rand) string {
	var b strings.Builder
	b.Grow(100)
	for i := range 3 + r.IntN(12) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(v.words[v.draw.Uint64()])
	}
	if r.IntN(middleEvery) == 0 {
		b.WriteString(" " + MiddleWord)
	}
	if r.IntN(rareEvery) == 0 {
		b.WriteString(" " + RareWord)
	}
	b.WriteByte(".?!"[r.IntN(3)])
	return b.String()
}

const (
	firstNames = `Siti Budi Dewi Agus Sri Andi Rina Joko Putri Eko Nur Dian Rizky Ayu Bambang Fitri Hendra Lestari Wahyu Yuni Ahmad Ratna Dedi
		Maya Irfan Indah Teguh Wulan Fajar Kartika Rahmat Nita Yusuf Melati Arif Sari Doni Intan Galih Mega Ilham Citra Bayu Tuti Reza Lina
		Surya Vina Gilang Ani Anton Desi Ferdi Ika Hasan Kiki Luthfi Nadia Oki Zahra`
	lastNames = `Santoso Wijaya Lestari Saputra Hidayat Rahayu Nugroho Setiawan Kusuma Utami Pratama Wulandari Siregar Nasution Hartono Gunawan
		Permata Maulana Anggraini Susanto Harahap Simanjuntak Firmansyah Ramadhan Puspita Suryadi Halim Tanjung Wibowo Purnama Astuti Kurniawan
		Iskandar Mulyani Basuki Handayani Prasetyo Salim Sitorus Yulianti`
)

// names draws people's names.
type names struct{ first, last []string }

func newNames() names { return names{strings.Fields(firstNames), strings.Fields(lastNames)} }

func (n names) draw(r *rand.Rand) string {
	// The smaller of two numbers: the first names of the list are the commonest.
	first := min(r.IntN(len(n.first)), r.IntN(len(n.first)))
	return n.first[first] + " " + n.last[min(r.IntN(len(n.last)), r.IntN(len(n.last)))]
}

// Phone is the number of a contact, by the contact's id. On channels that know people by their number it is also, without
// the plus, their id.
func Phone(contact int64) string {
	return fmt.Sprintf("+628%02d%08d", 11+contact%80, contact*7_654_321%100_000_000)
}
