// The page's texts, Indonesian first.
const words = {
  id: {
    title: "Simulator Messenger", language_label: "Ganti bahasa ke Inggris",
    thread: "Percakapan", connect: "Sambungan", faults: "Gangguan", log: "Catatan", people: "Pelanggan", tabs: "Bagian",
    lamp_on: "Tersambung ke {where}", lamp_off: "Belum tersambung ke Sapa", lamp_unsubscribed: "Tidak berlangganan: pesan tidak dikirim", lamp_lost: "Simulator berhenti",
    new_customer: "Pelanggan", new_customer_title: "Pelanggan baru", name: "Nama", id: "ID pada Halaman (PSID)", add: "Tambah", cancel: "Batal", save: "Simpan",
    empty: "Tulis sesuatu sebagai {name}. Pesannya sampai di Sapa.", nobody: "Tambahkan pelanggan untuk mulai menulis.",
    write: "Ketik pesan", send: "Kirim", attach: "Lampiran dan lainnya", typing: "sedang mengetik…", as: "Anda {name}",
    window_open: "Pesan terakhir Anda: {h} jam lalu. Halaman boleh menjawab.", window_late: "Pesan terakhir Anda: {h} jam lalu. Hanya orang yang boleh menjawab (HUMAN_AGENT).", window_closed: "Pesan terakhir Anda lebih dari 7 hari lalu: jawaban ditolak", window_none: "Pelanggan belum pernah menulis: jawaban ditolak",
    sample_picture: "Foto contoh", file: "Berkas…", get_started: "Tekan “Mulai”", follow: "Buka tautan m.me", from_ad: "Tulis dari iklan", share: "Bagikan kiriman", strange: "Pesan tak dikenal", echo: "Dibalas dari kotak masuk Halaman", handed: "Serahkan ke aplikasi lain", aside: "Tulis ke aplikasi lain",
    ad_text: "Halo, saya lihat iklannya. Masih ada?", echo_text: "Dibalas dari kotak masuk Halaman", post: "Koleksi batik terbaru",
    actions: "Tindakan pesan", quote: "Balas pesan ini", quoting: "Membalas: {text}", edit: "Ubah…", edit_title: "Ubah pesan", unreact: "Hapus reaksi", edited: "diubah", seen: "Dilihat Halaman", sent: "Terkirim", other: "Pesan jenis {kind}",
    kind_image: "Foto", kind_video: "Video", kind_audio: "Audio", kind_file: "Berkas", kind_sticker: "Stiker",
    offline: "Luring: pesan belum sampai", unreachable: "Memblokir Halaman (551)", private: "Profil tidak diberitahukan", age_25: "Pesan terakhir 25 jam lalu", age_200: "Pesan terakhir 200 jam lalu", mark_seen: "Baca semua pesan",
    connect_intro: "Hubungkan Sapa dengan simulator ini", step_start: "Jalankan Sapa dengan alamat simulator ini:", step_values: "Di Sapa, tambahkan kanal Facebook Messenger: masuk dengan Facebook, atau isikan sendiri:", step_callback: "Tempelkan alamat webhook dan token verifikasi yang ditampilkan Sapa:",
    callback: "Alamat webhook", verify: "Token verifikasi", do_connect: "Sambungkan", connected: "Tersambung. Sapa menjawab dengan benar.", copy: "Salin", copied: "Tersalin", step_write: "Tulis pesan sebagai pelanggan. Selesai.", subscribed: "Aplikasi berlangganan Halaman ini (subscribed_apps)",
    next_title: "Permintaan berikutnya gagal", what: "Apa yang terjadi", on: "Permintaan", times: "Berapa kali", retry_after: "Retry-After (detik)", code: "Kode", arm: "Pasang", waiting: "Menunggu", none: "Tidak ada", done: "Terpasang",
    f_busy: "429: terlalu cepat", f_error: "Kesalahan Graph dengan kode", f_empty: "503 tanpa isi", f_gone: "404 tanpa isi", f_hang: "Tidak dijawab, tidak dikirim", f_reset: "Sambungan putus, tidak dikirim", f_cut: "Terkirim, jawaban hilang", f_hang_after: "Terkirim, tidak dijawab", f_garbage: "Terkirim, jawaban 200 rusak", f_late: "Terkirim, jawaban 500",
    on_send: "Kirim pesan", on_read: "Tandai dilihat", on_bytes: "Isi berkas", on_page: "Halaman", on_profile: "Profil", on_subscribe: "Langganan", on_login: "Masuk", on_any: "Semua",
    mode_title: "Kiriman webhook", copies: "Salinan tambahan", batch: "Isi per kiriman", delay: "Tunda (detik)", shuffle: "Acak urutan", early: "Gema datang sebelum jawaban kirim", apply: "Terapkan", hold: "Tahan", release: "Lepaskan ({n})", spoil: "Tanda tangan salah sekali", foreign: "Kiriman untuk Halaman lain",
    account_title: "Aplikasi dan Halaman", token: "Token akses", token_ok: "Baik", token_463: "Kedaluwarsa (463)", token_460: "Kata sandi diganti (460)", token_467: "Tidak sah (467)", denied: "Izin dicabut (10)", human_agent: "Izin Human Agent (7 hari)", receipts: "Tanda terima otomatis", r_none: "Tidak ada", r_delivered: "Gema dan sampai", r_read: "Sampai dan dibaca", per_second: "Pesan per detik (0: tanpa batas)", expire: "Kedaluwarsakan alamat berkas", block: "Halaman diblokir", unblock: "Blokir dicabut", heal: "Pulihkan semua",
    log_empty: "Belum ada permintaan atau kiriman.", replay: "Kirim lagi", no_answer: "—", attempt: "percobaan {n}", request: "Permintaan", answer: "Jawaban",
  },
  en: {
    title: "Messenger simulator", language_label: "Switch to Indonesian",
    thread: "Chat", connect: "Connection", faults: "Failures", log: "Log", people: "Customers", tabs: "Sections",
    lamp_on: "Connected to {where}", lamp_off: "Not connected to Sapa yet", lamp_unsubscribed: "Not subscribed: nothing is delivered", lamp_lost: "The simulator has stopped",
    new_customer: "Customer", new_customer_title: "New customer", name: "Name", id: "Id at the Page (PSID)", add: "Add", cancel: "Cancel", save: "Save",
    empty: "Write something as {name}. It arrives in Sapa.", nobody: "Add a customer to start writing.",
    write: "Type a message", send: "Send", attach: "Attachments and more", typing: "typing…", as: "You are {name}",
    window_open: "You last wrote {h} hours ago. The Page may answer.", window_late: "You last wrote {h} hours ago. Only a person may answer (HUMAN_AGENT).", window_closed: "You last wrote more than 7 days ago: answers are refused", window_none: "This customer has never written: answers are refused",
    sample_picture: "Sample photo", file: "File…", get_started: "Press “Get started”", follow: "Open an m.me link", from_ad: "Write from an ad", share: "Share a post", strange: "Unknown message", echo: "Answered in the Page's inbox", handed: "Hand over to another app", aside: "Write to another app",
    ad_text: "Hi, I saw the ad. Is it still available?", echo_text: "Answered in the Page's inbox", post: "The latest batik",
    actions: "Message actions", quote: "Reply to this", quoting: "Replying to: {text}", edit: "Edit…", edit_title: "Edit message", unreact: "Remove reaction", edited: "edited", seen: "Seen by the Page", sent: "Sent", other: "Message of type {kind}",
    kind_image: "Photo", kind_video: "Video", kind_audio: "Audio", kind_file: "File", kind_sticker: "Sticker",
    offline: "Offline: messages do not arrive yet", unreachable: "Has blocked the Page (551)", private: "Profile is not told", age_25: "Last message 25 hours ago", age_200: "Last message 200 hours ago", mark_seen: "Read all messages",
    connect_intro: "Connect Sapa to this simulator", step_start: "Start Sapa with this simulator's address:", step_values: "In Sapa, add a Facebook Messenger channel: sign in with Facebook, or fill in yourself:", step_callback: "Paste the webhook address and verify token that Sapa shows:",
    callback: "Webhook address", verify: "Verify token", do_connect: "Connect", connected: "Connected. Sapa answered as it should.", copy: "Copy", copied: "Copied", step_write: "Write a message as a customer. Done.", subscribed: "The app is subscribed to this Page (subscribed_apps)",
    next_title: "Next requests fail", what: "What happens", on: "Request", times: "How often", retry_after: "Retry-After (seconds)", code: "Code", arm: "Set", waiting: "Waiting", none: "None", done: "Set",
    f_busy: "429: too fast", f_error: "Graph error with a code", f_empty: "503 with an empty body", f_gone: "404 with an empty body", f_hang: "Never answered, not sent", f_reset: "Connection cut, not sent", f_cut: "Sent, answer lost", f_hang_after: "Sent, never answered", f_garbage: "Sent, broken 200 answer", f_late: "Sent, answered 500",
    on_send: "Send message", on_read: "Mark as seen", on_bytes: "Bytes of a file", on_page: "Page", on_profile: "Profile", on_subscribe: "Subscription", on_login: "Signing in", on_any: "All",
    mode_title: "Webhook deliveries", copies: "Extra copies", batch: "Updates per delivery", delay: "Delay (seconds)", shuffle: "Shuffle the order", early: "Echo before the send's answer", apply: "Apply", hold: "Hold", release: "Release ({n})", spoil: "One wrong signature", foreign: "Delivery for another Page",
    account_title: "App and Page", token: "Access token", token_ok: "Good", token_463: "Expired (463)", token_460: "Password changed (460)", token_467: "Invalid (467)", denied: "Permission removed (10)", human_agent: "Human Agent permission (7 days)", receipts: "Automatic receipts", r_none: "None", r_delivered: "Echo and delivered", r_read: "Delivered and read", per_second: "Messages a second (0: no limit)", expire: "Expire file addresses", block: "Page is blocked", unblock: "Block is lifted", heal: "Repair everything",
    log_empty: "No requests or deliveries yet.", replay: "Send again", no_answer: "—", attempt: "try {n}", request: "Request", answer: "Answer",
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
