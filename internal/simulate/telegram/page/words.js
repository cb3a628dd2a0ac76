// The page's texts, Indonesian first.
const words = {
  id: {
    title: "Simulator Telegram", language_label: "Ganti bahasa ke Inggris",
    thread: "Percakapan", connect: "Sambungan", faults: "Gangguan", log: "Catatan", people: "Pelanggan", tabs: "Bagian",
    lamp_polled: "Sapa mengambil pesan", lamp_hook: "Dikirim ke {where}", lamp_off: "Belum tersambung ke Sapa", lamp_lost: "Simulator berhenti",
    new_customer: "Pelanggan", new_customer_title: "Pelanggan baru", name: "Nama", id: "ID Telegram", user: "Nama pengguna (boleh kosong)", add: "Tambah", cancel: "Batal",
    empty: "Tulis sesuatu sebagai {name}. Pesannya sampai di Sapa.", nobody: "Tambahkan pelanggan untuk mulai menulis.",
    write: "Ketik pesan", send: "Kirim", attach: "Lampiran dan lainnya", drop_quote: "Batal mengutip", typing: "sedang mengetik…", as: "Anda {name}",
    blocked: "Pelanggan ini memblokir bot", gone: "Akun pelanggan ini sudah dihapus",
    picture: "Foto atau video…", document: "Dokumen…", voice: "Pesan suara (.ogg)…", audio: "Musik…", sticker: "Stiker (.webp)…", sample_picture: "Foto contoh", place: "Lokasi contoh", contact: "Kontak contoh", dice: "Dadu (tak didukung)",
    actions: "Tindakan pesan", quote: "Balas", edit: "Ubah…", edit_title: "Ubah pesan", save: "Simpan", unreact: "Hapus reaksi", forwarded: "Teruskan pesan ini",
    deleted: "Pesan ini dihapus", edited: "diubah", is_forwarded: "Diteruskan",
    kind_photo: "Foto", kind_video: "Video", kind_animation: "Animasi", kind_audio: "Musik", kind_voice: "Pesan suara", kind_video_note: "Pesan video", kind_document: "Dokumen", kind_sticker: "Stiker", kind_location: "Lokasi", kind_venue: "Lokasi", kind_contact: "Kontak", kind_dice: "Dadu",
    sent: "Terkirim", this_customer: "{name}", block: "Memblokir bot", leave: "Hapus akun",
    connect_intro: "Hubungkan Sapa dengan simulator ini", step_start: "Jalankan Sapa dengan alamat simulator ini:", step_values: "Di Sapa, tambahkan kanal Telegram dan isikan:", step_write: "Tulis pesan sebagai pelanggan. Selesai.", copy: "Salin", copied: "Tersalin",
    webhook_now: "Pesan dikirim ke", polled_now: "Sapa terakhir mengambil pesan pukul {time}.", never_polled: "Belum ada yang mengambil pesan.",
    next_title: "Permintaan berikutnya gagal", next_help: "Berlaku untuk permintaan dari Sapa setelah ini.", what: "Apa yang terjadi", on: "Permintaan", times: "Berapa kali", retry_after: "retry_after (detik)", arm: "Pasang", pending: "Menunggu", none: "Tidak ada",
    f_busy: "429: terlalu cepat", f_error: "500 dari Telegram", f_empty: "503 tanpa isi", f_hang: "Tidak dijawab, tidak dikirim", f_reset: "Sambungan putus, tidak dikirim", f_cut: "Terkirim, jawaban hilang", f_hang_after: "Terkirim, tidak dijawab", f_garbage: "Terkirim, jawaban 200 rusak", f_late: "Terkirim, jawaban 502",
    on_: "Kirim pesan", on_any: "Semua",
    account_title: "Bot", revoked: "Token dicabut (401)", competing: "Program lain mengambil pesan (409)", hijack: "Program lain memasang webhook", renumber: "Mulai nomor pembaruan dari awal",
    mode_title: "Kiriman webhook", copies: "Salinan tambahan", backwards: "Yang terbaru lebih dulu", apply: "Terapkan", hold: "Tahan", release: "Lepaskan ({n})",
    limits_title: "Batas laju", limits_help: "0 berarti tanpa batas.", pair: "Jeda per pelanggan (detik)", burst: "Boleh beruntun", media_title: "Berkas", forget: "Lupakan semua berkas", heal: "Pulihkan semua", heal_help: "Menghapus semua gangguan di halaman ini.",
    out: "Sapa → Telegram", in: "Telegram → Sapa", log_empty: "Belum ada permintaan atau kiriman.", log_intro: "Yang terbaru di atas. Pengambilan pesan yang berhasil tidak dicatat.", no_answer: "—", request: "Permintaan", answer: "Jawaban", done: "Terpasang",
  },
  en: {
    title: "Telegram simulator", language_label: "Switch to Indonesian",
    thread: "Chat", connect: "Connection", faults: "Failures", log: "Log", people: "Customers", tabs: "Sections",
    lamp_polled: "Sapa fetches messages", lamp_hook: "Delivered to {where}", lamp_off: "Not connected to Sapa yet", lamp_lost: "The simulator has stopped",
    new_customer: "Customer", new_customer_title: "New customer", name: "Name", id: "Telegram ID", user: "Username (may be empty)", add: "Add", cancel: "Cancel",
    empty: "Write something as {name}. It arrives in Sapa.", nobody: "Add a customer to start writing.",
    write: "Type a message", send: "Send", attach: "Attachments and more", drop_quote: "Do not quote", typing: "typing…", as: "You are {name}",
    blocked: "This customer has blocked the bot", gone: "This customer's account is deleted",
    picture: "Photo or video…", document: "Document…", voice: "Voice note (.ogg)…", audio: "Music…", sticker: "Sticker (.webp)…", sample_picture: "Sample photo", place: "Sample location", contact: "Sample contact", dice: "Dice (unsupported)",
    actions: "Message actions", quote: "Reply", edit: "Edit…", edit_title: "Edit message", save: "Save", unreact: "Remove reaction", forwarded: "Forward this message",
    deleted: "This message was deleted", edited: "edited", is_forwarded: "Forwarded",
    kind_photo: "Photo", kind_video: "Video", kind_animation: "Animation", kind_audio: "Music", kind_voice: "Voice note", kind_video_note: "Video message", kind_document: "Document", kind_sticker: "Sticker", kind_location: "Location", kind_venue: "Location", kind_contact: "Contact", kind_dice: "Dice",
    sent: "Sent", this_customer: "{name}", block: "Has blocked the bot", leave: "Delete account",
    connect_intro: "Connect Sapa to this simulator", step_start: "Start Sapa with this simulator's address:", step_values: "In Sapa, add a Telegram channel and fill in:", step_write: "Write a message as a customer. Done.", copy: "Copy", copied: "Copied",
    webhook_now: "Messages are delivered to", polled_now: "Sapa last fetched messages at {time}.", never_polled: "Nobody has fetched messages yet.",
    next_title: "Next requests fail", next_help: "For requests of Sapa from now on.", what: "What happens", on: "Request", times: "How often", retry_after: "retry_after (seconds)", arm: "Set", pending: "Waiting", none: "None",
    f_busy: "429: too fast", f_error: "500 from Telegram", f_empty: "503 with an empty body", f_hang: "Never answered, not sent", f_reset: "Connection cut, not sent", f_cut: "Sent, answer lost", f_hang_after: "Sent, never answered", f_garbage: "Sent, broken 200 answer", f_late: "Sent, answered 502",
    on_: "Send message", on_any: "All",
    account_title: "Bot", revoked: "Token revoked (401)", competing: "Another program fetches messages (409)", hijack: "Another program sets a webhook", renumber: "Begin update numbers anew",
    mode_title: "Webhook deliveries", copies: "Extra copies", backwards: "Newest first", apply: "Apply", hold: "Hold", release: "Release ({n})",
    limits_title: "Rate limits", limits_help: "0 means no limit.", pair: "Gap per customer (seconds)", burst: "May follow each other", media_title: "Files", forget: "Forget all files", heal: "Repair everything", heal_help: "Takes away every failure of this page.",
    out: "Sapa → Telegram", in: "Telegram → Sapa", log_empty: "No requests or deliveries yet.", log_intro: "Newest first. Fetching messages is left out when it went well.", no_answer: "—", request: "Request", answer: "Answer", done: "Set",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "id";

export const currentLanguage = () => language;

export function switchLanguage() {
  language = language === "id" ? "en" : "id";
  localStorage.setItem("language", language);
}

// t is the text of a key, with values put in its places; a key without a text is its own.
export function t(key, values = {}) {
  return (words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
