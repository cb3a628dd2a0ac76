// The page's texts, Indonesian first.
import { speak } from "./language.js";

export const { currentLanguage, switchLanguage, t } = speak({
  id: {
    title: "Simulator email", language_label: "Ganti bahasa ke Inggris", tabs: "Bagian", thread: "Kotak surat", connect: "Sambungan", faults: "Gangguan", log: "Catatan",
    people: "Pelanggan", new_customer: "Pelanggan", new_customer_title: "Pelanggan baru", name: "Nama", address: "Alamat email", add: "Tambah", cancel: "Batal",
    lamp_on: "Sapa mendengarkan", lamp_off: "Belum tersambung ke Sapa", lamp_lost: "Simulator berhenti", as: "Anda {name} <{address}>",
    empty: "Tulis surat sebagai {name}. Suratnya sampai di Sapa.", nobody: "Tambahkan pelanggan untuk mulai menulis.", write: "Isi surat", send: "Kirim", attach: "Lampiran dan contoh", drop_quote: "Jangan balas surat itu",
    subject: "Subjek", new_subject: "Subjek surat baru", answering: "Membalas: {subject}", reply: "Balas", reply_all: "Balas ke semua", no_subject: "(tanpa subjek)",
    to: "Kepada", cc: "Tembusan", file: "Berkas…", auto: "Balasan otomatis", sample_html: "Contoh: HTML dengan gambar", sample_newsletter: "Contoh: buletin", sample_hostile: "Contoh: HTML jahat", sample_absence: "Contoh: sedang cuti",
    connect_intro: "Hubungkan Sapa dengan simulator ini", step_start: "Jalankan Sapa agar boleh mencapai simulator ini:", step_values: "Di Sapa, tambahkan kanal Email dan isikan:",
    v_address: "Alamat email", v_provider: "Penyedia", v_password: "Kata sandi", v_imap_host: "Server masuk (IMAP)", v_imap_port: "Port IMAP", v_imap_security: "Pengamanan IMAP", v_smtp_host: "Server keluar (SMTP)", v_smtp_port: "Port SMTP", v_smtp_security: "Pengamanan SMTP", c_own: "Server lain", c_none: "Tanpa enkripsi", step_write: "Tulis surat sebagai pelanggan. Selesai.", copy: "Salin", copied: "Tersalin",
    next_title: "Surat berikutnya gagal", next_help: "Berlaku untuk surat yang dikirim Sapa setelah ini.", what: "Apa yang terjadi", times: "Berapa kali", arm: "Pasang", pending: "Menunggu", none: "Tidak ada", done: "Terpasang",
    f_busy: "451: coba lagi nanti", f_refused: "554: ditolak", f_limit: "550: batas harian", f_lost: "Diterima, jawaban hilang", f_hang: "Diterima, jawaban tak kunjung datang", f_cut: "Sambungan putus", f_bounce: "Diterima, lalu kembali", f_delay: "Diterima, pemberitahuan tertunda", f_unavailable: "Server tidak menjawab",
    account_title: "Kotak surat usaha", revoked: "Kata sandi tidak berlaku", renumber: "Nomori ulang semua surat", heal: "Pulihkan semua", heal_help: "Menghapus semua gangguan di halaman ini.", log_empty: "Belum terjadi apa-apa.",
  },
  en: {
    title: "Mail simulator", language_label: "Switch to Indonesian", tabs: "Sections", thread: "Mailbox", connect: "Connection", faults: "Failures", log: "Log",
    people: "Customers", new_customer: "Customer", new_customer_title: "New customer", name: "Name", address: "Email address", add: "Add", cancel: "Cancel",
    lamp_on: "Sapa is listening", lamp_off: "Not connected to Sapa yet", lamp_lost: "The simulator has stopped", as: "You are {name} <{address}>",
    empty: "Write a mail as {name}. It arrives in Sapa.", nobody: "Add a customer to start writing.", write: "Text of the mail", send: "Send", attach: "Attachments and samples", drop_quote: "Do not answer that mail",
    subject: "Subject", new_subject: "Subject of a new mail", answering: "Answering: {subject}", reply: "Reply", reply_all: "Reply to all", no_subject: "(no subject)",
    to: "To", cc: "Cc", file: "File…", auto: "Automatic answer", sample_html: "Sample: HTML with a picture", sample_newsletter: "Sample: newsletter", sample_hostile: "Sample: hostile HTML", sample_absence: "Sample: out of office",
    connect_intro: "Connect Sapa to this simulator", step_start: "Start Sapa so that it may reach this simulator:", step_values: "In Sapa, add an Email channel and fill in:",
    v_address: "Email address", v_provider: "Provider", v_password: "Password", v_imap_host: "Incoming server (IMAP)", v_imap_port: "IMAP port", v_imap_security: "IMAP security", v_smtp_host: "Outgoing server (SMTP)", v_smtp_port: "SMTP port", v_smtp_security: "SMTP security", c_own: "Another server", c_none: "No encryption", step_write: "Write a mail as a customer. Done.", copy: "Copy", copied: "Copied",
    next_title: "Next mails fail", next_help: "For mails that Sapa sends from now on.", what: "What happens", times: "How often", arm: "Set", pending: "Waiting", none: "None", done: "Set",
    f_busy: "451: try again later", f_refused: "554: refused", f_limit: "550: daily limit", f_lost: "Taken, answer lost", f_hang: "Taken, and no answer comes", f_cut: "Connection cut", f_bounce: "Taken, comes back", f_delay: "Taken, notice of a delay", f_unavailable: "The server does not answer",
    account_title: "The business's mailbox", revoked: "Password holds no more", renumber: "Number all mail anew", heal: "Repair everything", heal_help: "Takes away every failure of this page.", log_empty: "Nothing has happened yet.",
  },
});
