// The page's texts, Indonesian first.
const words = {
  id: {
    title: "Simulator API", language_label: "Ganti bahasa ke Inggris",
    thread: "Percakapan", connect: "Sambungan", faults: "Gangguan", log: "Catatan", people: "Pelanggan", tabs: "Bagian",
    lamp_on: "Dikirim ke {where}", lamp_off: "Belum tersambung ke Sapa", lamp_lost: "Simulator berhenti",
    new_customer: "Pelanggan", new_customer_title: "Pelanggan baru", name: "Nama", id: "ID di sistem ini", phone: "Telepon (boleh kosong)", email: "Email (boleh kosong)", add: "Tambah", cancel: "Batal",
    empty: "Tulis sesuatu sebagai {name}. Pesannya sampai di Sapa.", nobody: "Tambahkan pelanggan untuk mulai menulis.",
    write: "Ketik pesan", send: "Kirim", attach: "Lampiran dan lainnya", drop_quote: "Batal mengutip", typing: "sedang mengetik…", as: "Anda {name}",
    file: "Berkas…", place: "Lokasi contoh", cash_desk: "Tulis dari kasir…", cash_desk_title: "Pesan dari kasir", read_all: "Tandai semua dibaca",
    actions: "Tindakan pesan", quote: "Balas", edit: "Ubah…", edit_title: "Ubah pesan", save: "Simpan", remove: "Hapus", unreact: "Hapus reaksi", fail_it: "Laporkan gagal…", reason: "Alasan",
    deleted: "Pesan ini dihapus", edited: "diubah", kind_file: "Berkas", kind_place: "Lokasi",
    s_: "Terkirim", s_delivered: "Sampai", s_read: "Dibaca", s_failed: "Gagal", s_seen: "Dibaca toko",
    connect_intro: "Hubungkan Sapa dengan toko ini", step_start: "Jalankan Sapa dengan izin untuk alamat ini:", step_values: "Di Sapa, tambahkan kanal API dengan alamat:", step_keys: "Tempelkan alamat kanal dan rahasianya di bawah.",
    callback: "Alamat kanal di Sapa", secret: "Rahasia (whsec_…)", apply: "Terapkan", learn_title: "Rahasia baru", learn_help: "Yang lama tetap diterima dari Sapa.", copy: "Salin", copied: "Tersalin",
    next_title: "Permintaan berikutnya gagal", next_help: "Berlaku untuk permintaan dari Sapa setelah ini.", what: "Apa yang terjadi", on: "Permintaan", times: "Berapa kali", status: "Kode HTTP", arm: "Pasang",
    f_busy: "429: terlalu cepat", f_error: "Ditolak dengan kode HTTP", f_empty: "503 tanpa isi", f_hang: "Tidak dijawab, tidak diambil", f_reset: "Sambungan putus, tidak diambil", f_cut: "Diambil, jawaban hilang", f_hang_after: "Diambil, tidak dijawab", f_garbage: "Diambil, jawaban 200 rusak", f_late: "Diambil, jawaban 502",
    mode_title: "Kiriman ke Sapa", copies: "Salinan tambahan", batch: "Kejadian per kiriman", backwards: "Yang terbaru lebih dulu", hold: "Tahan", release: "Lepaskan ({n})", spoil: "Satu tanda tangan salah", forget: "Lupakan semua berkas",
    heal: "Pulihkan semua", heal_help: "Menunggu: {n}. Tombol ini menghapus semua gangguan.",
    out: "Sapa → toko", in: "Toko → Sapa", log_empty: "Belum ada permintaan atau kiriman.", log_intro: "Yang terbaru di atas.", no_answer: "—", request: "Permintaan", answer: "Jawaban", done: "Terpasang",
  },
  en: {
    title: "API simulator", language_label: "Switch to Indonesian",
    thread: "Chat", connect: "Connection", faults: "Failures", log: "Log", people: "Customers", tabs: "Sections",
    lamp_on: "Delivered to {where}", lamp_off: "Not connected to Sapa yet", lamp_lost: "The simulator has stopped",
    new_customer: "Customer", new_customer_title: "New customer", name: "Name", id: "ID in this system", phone: "Phone (may be empty)", email: "Email (may be empty)", add: "Add", cancel: "Cancel",
    empty: "Write something as {name}. It arrives in Sapa.", nobody: "Add a customer to start writing.",
    write: "Type a message", send: "Send", attach: "Attachments and more", drop_quote: "Do not quote", typing: "typing…", as: "You are {name}",
    file: "File…", place: "Sample location", cash_desk: "Write from the cash desk…", cash_desk_title: "Message from the cash desk", read_all: "Mark all as read",
    actions: "Message actions", quote: "Reply", edit: "Edit…", edit_title: "Edit message", save: "Save", remove: "Delete", unreact: "Remove reaction", fail_it: "Report as failed…", reason: "Reason",
    deleted: "This message was deleted", edited: "edited", kind_file: "File", kind_place: "Location",
    s_: "Sent", s_delivered: "Delivered", s_read: "Read", s_failed: "Failed", s_seen: "Read by the shop",
    connect_intro: "Connect Sapa to this shop", step_start: "Start Sapa with permission for this address:", step_values: "In Sapa, add an API channel with the address:", step_keys: "Paste the channel's address and secret below.",
    callback: "The channel's address in Sapa", secret: "Secret (whsec_…)", apply: "Apply", learn_title: "A new secret", learn_help: "The former one is still taken from Sapa.", copy: "Copy", copied: "Copied",
    next_title: "Next requests fail", next_help: "For requests of Sapa from now on.", what: "What happens", on: "Request", times: "How often", status: "HTTP status", arm: "Set",
    f_busy: "429: too fast", f_error: "Refused with an HTTP status", f_empty: "503 with an empty body", f_hang: "Never answered, not taken", f_reset: "Connection cut, not taken", f_cut: "Taken, answer lost", f_hang_after: "Taken, never answered", f_garbage: "Taken, broken 200 answer", f_late: "Taken, answered 502",
    mode_title: "Deliveries to Sapa", copies: "Extra copies", batch: "Events in a delivery", backwards: "Newest first", hold: "Hold", release: "Release ({n})", spoil: "One wrong signature", forget: "Forget all files",
    heal: "Repair everything", heal_help: "Waiting: {n}. This takes away every failure.",
    out: "Sapa → shop", in: "Shop → Sapa", log_empty: "No requests or deliveries yet.", log_intro: "Newest first.", no_answer: "—", request: "Request", answer: "Answer", done: "Set",
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
