import type { Mail, Message } from "../features/messages/api";
import { makeMessage } from "./inbox-makers";

/** A plain mail of Sari's to the shop. */
export function makeMail(part: Partial<Mail> = {}): Mail {
  return {
    subject: "Pesanan 12",
    from: { name: "Sari Wulandari", address: "sari@pelanggan.example" },
    to: [{ name: "Toko Melati", address: "halo@toko.example" }],
    cc: [],
    html: false,
    quoted: false,
    pictures: false,
    ...part,
  };
}

/** A message that is a mail. */
export function makeMailMessage(mail: Partial<Mail> = {}, part: Partial<Message> = {}): Message {
  return makeMessage({ seq: 1, text: "Apakah sudah dikirim?", content: { mail: makeMail(mail) } as never, ...part });
}
