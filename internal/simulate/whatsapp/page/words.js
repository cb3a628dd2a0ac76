// The page's texts, Indonesian first.
const words = {
  id: {
    title: "Simulator WhatsApp", language: "English", language_label: "Ganti bahasa ke Inggris",
    thread: "Percakapan", connect: "Sambungan", faults: "Gangguan", log: "Catatan", people: "Pelanggan", tabs: "Bagian",
    lamp_on: "Tersambung ke {where}", lamp_off: "Belum tersambung ke Sapa", lamp_unsubscribed: "Tidak berlangganan: pesan tidak dikirim", lamp_lost: "Simulator berhenti",
    new_customer: "Pelanggan", new_customer_title: "Pelanggan baru", name: "Nama", number: "Nomor WhatsApp", bsuid: "BSUID (boleh kosong)", username: "Nama pengguna (boleh kosong)",
    hidden: "Sembunyikan nomor dari bisnis", hidden_needs: "Isi BSUID kalau nomor disembunyikan.", add: "Tambah", cancel: "Batal",
    empty: "Tulis sesuatu sebagai {name}. Pesannya sampai di Sapa.", nobody: "Tambahkan pelanggan untuk mulai menulis.",
    write: "Ketik pesan", send: "Kirim", attach: "Lampiran dan lainnya", drop_quote: "Batal mengutip", typing: "sedang mengetik…", as: "Anda {name}",
    window_open: "Jendela 24 jam: {left} lagi", window_closed: "Jendela 24 jam sudah berakhir: hanya template yang sampai", window_none: "Pelanggan belum pernah menulis: hanya template yang sampai",
    hours: "{h} jam {m} menit",
    picture: "Foto atau video…", document: "Dokumen…", voice: "Pesan suara (.ogg)…", audio: "Audio…", sticker: "Stiker (.webp)…", sample_picture: "Foto contoh", place: "Lokasi contoh", contact: "Kontak contoh",
    from_ad: "Tulis dari iklan", forwarded: "Teruskan pesan ini", unsupported: "Pesan tak didukung (jajak pendapat)", echo: "Dibalas dari ponsel bisnis",
    ad_text: "Halo, saya lihat iklannya. Masih ada?", echo_text: "Dibalas dari ponsel toko",
    actions: "Tindakan pesan", quote: "Kutip", edit: "Ubah…", revoke: "Tarik pesan", edit_title: "Ubah pesan", save: "Simpan", unreact: "Hapus reaksi",
    to_delivered: "Beri tahu: sampai", to_read: "Beri tahu: dibaca", to_played: "Beri tahu: diputar", to_failed: "Beri tahu: gagal (131026)",
    revoked: "Pesan ini ditarik", edited: "diubah", is_forwarded: "Diteruskan", failed: "Tidak sampai · {code}", template: "Template · {name}", choose_title: "Pilih",
    kind_image: "Foto", kind_video: "Video", kind_audio: "Audio", kind_document: "Dokumen", kind_sticker: "Stiker", kind_location: "Lokasi", kind_contacts: "Kontak", kind_unsupported: "Pesan tak didukung", kind_other: "Pesan {kind}",
    read_by: "Dibaca bisnis", sent: "Terkirim", this_customer: "{name}", offline: "Luring: pesan tertahan di satu centang", unreachable: "Tidak memakai WhatsApp (131026)", stopped: "Menolak promosi (131050)",
    close_window: "Akhiri jendela 24 jam", move: "Ganti nomor…", move_title: "Nomor baru", mark_seen: "Baca semua pesan", auto_seen: "Centang biru saat percakapan ini dibuka",
    connect_intro: "Hubungkan Sapa dengan simulator ini", step_start: "Jalankan Sapa dengan alamat simulator ini:", step_values: "Di Sapa, tambahkan kanal WhatsApp dan isikan:", step_callback: "Tempelkan alamat webhook dan verify token yang ditampilkan Sapa:",
    callback: "Alamat webhook", verify: "Verify token", do_connect: "Sambungkan", connected: "Tersambung. Sapa menjawab dengan benar.", copy: "Salin", copied: "Tersalin", step_write: "Tulis pesan sebagai pelanggan. Selesai.",
    subscribed: "Aplikasi berlangganan akun ini (subscribed_apps)",
    next_title: "Permintaan berikutnya gagal", next_help: "Berlaku untuk permintaan dari Sapa setelah ini.", what: "Apa yang terjadi", on: "Permintaan", times: "Berapa kali", retry_after: "Retry-After (detik)", code: "Kode", arm: "Pasang", pending: "Menunggu", none: "Tidak ada",
    f_busy: "429: terlalu cepat", f_error: "Kesalahan Graph dengan kode", f_empty: "503 tanpa isi", f_gone: "404 tanpa isi", f_hang: "Tidak dijawab, tidak dikirim", f_reset: "Sambungan putus, tidak dikirim", f_cut: "Terkirim, jawaban hilang", f_hang_after: "Terkirim, tidak dijawab", f_garbage: "Terkirim, jawaban 200 rusak", f_late: "Terkirim, jawaban 500", f_refused: "Diterima, lalu gagal",
    on_send: "Kirim pesan", on_read: "Tandai dibaca", on_upload: "Unggah berkas", on_media: "Alamat berkas", on_bytes: "Isi berkas", on_templates: "Daftar template", on_phone: "Nomor", on_subscribe: "Langganan", on_delete: "Hapus berkas", on_any: "Semua",
    refuse_title: "Diterima, lalu gagal", refuse_help: "Jawabannya 200, kemudian datang status gagal.",
    mode_title: "Kiriman webhook", copies: "Salinan tambahan", batch: "Isi per kiriman", delay: "Tunda (detik)", shuffle: "Acak urutan", early: "Status datang sebelum jawaban kirim", apply: "Terapkan", hold: "Tahan", release: "Lepaskan ({n})", spoil: "Tanda tangan salah sekali", foreign: "Kiriman untuk nomor lain", spoil_left: "Tanda tangan salah: {n}",
    account_title: "Akun dan nomor", token: "Token akses", token_ok: "Baik", token_463: "Kedaluwarsa (463)", token_460: "Kata sandi diganti (460)", token_467: "Tidak sah (467)", denied: "Izin dicabut (10)", quality: "Mutu nomor", immediate: "Tolak di luar jendela seketika (400)", receipts: "Tanda terima otomatis", r_none: "Tidak ada", r_delivered: "Terkirim dan sampai", r_read: "Sampai dan dibaca",
    per_second: "Pesan per detik", pair: "Jeda per pelanggan (detik)", limits_title: "Batas laju", limits_help: "0 berarti tanpa batas.", media_title: "Berkas", expire: "Kedaluwarsakan alamat berkas", forget: "Lupakan semua berkas", template_title: "Template", status: "Status", heal: "Pulihkan semua", heal_help: "Menghapus semua gangguan di halaman ini.",
    out: "Sapa → WhatsApp", in: "WhatsApp → Sapa", log_empty: "Belum ada permintaan atau kiriman.", log_intro: "Yang terbaru di atas.", replay: "Kirim lagi", no_answer: "—", attempt: "percobaan {n}", spoiled: "tanda tangan salah", request: "Permintaan", answer: "Jawaban", body: "Isi", bytes: "{n} byte", done: "Terpasang",
  },
  en: {
    title: "WhatsApp simulator", language: "Bahasa Indonesia", language_label: "Switch to Indonesian",
    thread: "Chat", connect: "Connection", faults: "Failures", log: "Log", people: "Customers", tabs: "Sections",
    lamp_on: "Connected to {where}", lamp_off: "Not connected to Sapa yet", lamp_unsubscribed: "Not subscribed: nothing is delivered", lamp_lost: "The simulator has stopped",
    new_customer: "Customer", new_customer_title: "New customer", name: "Name", number: "WhatsApp number", bsuid: "BSUID (may be empty)", username: "Username (may be empty)",
    hidden: "Hide the number from the business", hidden_needs: "A hidden number needs a BSUID.", add: "Add", cancel: "Cancel",
    empty: "Write something as {name}. It arrives in Sapa.", nobody: "Add a customer to start writing.",
    write: "Type a message", send: "Send", attach: "Attachments and more", drop_quote: "Do not quote", typing: "typing…", as: "You are {name}",
    window_open: "24-hour window: {left} left", window_closed: "The 24-hour window has closed: only templates arrive", window_none: "This customer has never written: only templates arrive",
    hours: "{h} h {m} min",
    picture: "Photo or video…", document: "Document…", voice: "Voice note (.ogg)…", audio: "Audio…", sticker: "Sticker (.webp)…", sample_picture: "Sample photo", place: "Sample location", contact: "Sample contact",
    from_ad: "Write from an ad", forwarded: "Forward this message", unsupported: "Unsupported message (poll)", echo: "Answered on the business's phone",
    ad_text: "Hi, I saw the ad. Is it still available?", echo_text: "Answered on the shop's phone",
    actions: "Message actions", quote: "Quote", edit: "Edit…", revoke: "Delete for everyone", edit_title: "Edit message", save: "Save", unreact: "Remove reaction",
    to_delivered: "Tell: delivered", to_read: "Tell: read", to_played: "Tell: played", to_failed: "Tell: failed (131026)",
    revoked: "This message was deleted", edited: "edited", is_forwarded: "Forwarded", failed: "Did not arrive · {code}", template: "Template · {name}", choose_title: "Choose",
    kind_image: "Photo", kind_video: "Video", kind_audio: "Audio", kind_document: "Document", kind_sticker: "Sticker", kind_location: "Location", kind_contacts: "Contact", kind_unsupported: "Unsupported message", kind_other: "Message of type {kind}",
    read_by: "Read by the business", sent: "Sent", this_customer: "{name}", offline: "Offline: messages stay at one tick", unreachable: "Has no WhatsApp (131026)", stopped: "Wants no marketing (131050)",
    close_window: "Close the 24-hour window", move: "Change number…", move_title: "New number", mark_seen: "Read all messages", auto_seen: "Blue ticks while this chat is open",
    connect_intro: "Connect Sapa to this simulator", step_start: "Start Sapa with this simulator's address:", step_values: "In Sapa, add a WhatsApp channel and fill in:", step_callback: "Paste the webhook address and verify token that Sapa shows:",
    callback: "Webhook address", verify: "Verify token", do_connect: "Connect", connected: "Connected. Sapa answered as it should.", copy: "Copy", copied: "Copied", step_write: "Write a message as a customer. Done.",
    subscribed: "The app is subscribed to this account (subscribed_apps)",
    next_title: "Next requests fail", next_help: "For requests of Sapa from now on.", what: "What happens", on: "Request", times: "How often", retry_after: "Retry-After (seconds)", code: "Code", arm: "Set", pending: "Waiting", none: "None",
    f_busy: "429: too fast", f_error: "Graph error with a code", f_empty: "503 with an empty body", f_gone: "404 with an empty body", f_hang: "Never answered, not sent", f_reset: "Connection cut, not sent", f_cut: "Sent, answer lost", f_hang_after: "Sent, never answered", f_garbage: "Sent, broken 200 answer", f_late: "Sent, answered 500", f_refused: "Taken, then failed",
    on_send: "Send message", on_read: "Mark as read", on_upload: "Upload file", on_media: "Address of a file", on_bytes: "Bytes of a file", on_templates: "List templates", on_phone: "Number", on_subscribe: "Subscription", on_delete: "Delete file", on_any: "All",
    refuse_title: "Taken, then failed", refuse_help: "The answer is 200, a failed status follows.",
    mode_title: "Webhook deliveries", copies: "Extra copies", batch: "Updates per delivery", delay: "Delay (seconds)", shuffle: "Shuffle the order", early: "Status before the send's answer", apply: "Apply", hold: "Hold", release: "Release ({n})", spoil: "One wrong signature", foreign: "Delivery for another number", spoil_left: "Wrong signatures: {n}",
    account_title: "Account and number", token: "Access token", token_ok: "Good", token_463: "Expired (463)", token_460: "Password changed (460)", token_467: "Invalid (467)", denied: "Permission removed (10)", quality: "Number's quality", immediate: "Refuse outside the window at once (400)", receipts: "Automatic receipts", r_none: "None", r_delivered: "Sent and delivered", r_read: "Delivered and read",
    per_second: "Messages a second", pair: "Gap per customer (seconds)", limits_title: "Rate limits", limits_help: "0 means no limit.", media_title: "Files", expire: "Expire file addresses", forget: "Forget all files", template_title: "Templates", status: "Status", heal: "Repair everything", heal_help: "Takes away every failure of this page.",
    out: "Sapa → WhatsApp", in: "WhatsApp → Sapa", log_empty: "No requests or deliveries yet.", log_intro: "Newest first.", replay: "Send again", no_answer: "—", attempt: "try {n}", spoiled: "wrong signature", request: "Request", answer: "Answer", body: "Body", bytes: "{n} bytes", done: "Set",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "id";

export const currentLanguage = () => language;

export function switchLanguage() {
  language = language === "id" ? "en" : "id";
  localStorage.setItem("language", language);
}

// t is the text of a key, with values put in its places.
export function t(key, values = {}) {
  return (words[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const has = (key) => key in words[language];
