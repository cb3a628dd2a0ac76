import type { MailReply } from "../features/composer/mail-rules";
import type { Caps, MailCaps } from "../features/composer/rules";
import type { Mail, Message } from "../features/messages/api";
import { makeHouse, makeMessage } from "./inbox-makers";

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
  return makeMessage({ seq: 1, text: "Apakah sudah dikirim?", content: { mail: makeMail(mail) }, ...part });
}

/** What a mailbox's channel can do. */
export function makeMailCaps(part: Partial<MailCaps> = {}): MailCaps {
  return {
    subject_limit: 250,
    recipients_limit: 50,
    total_bytes: 18_000_000,
    cc: true,
    bcc: true,
    reply_all: true,
    new: true,
    ...part,
  };
}

const sari = { name: "Sari Wulandari", address: "sari@pelanggan.example" };
const budi = { name: "", address: "budi@pelanggan.example" };

/** What an answer to Sari begins with, who had written to Budi as well. */
export function makeMailReply(part: Partial<MailReply> = {}): MailReply {
  return {
    subject: "Re: Pesanan 12",
    reply: { to: [sari], cc: [] },
    reply_all: { to: [sari], cc: [budi] },
    from: { name: "Toko Melati", address: "halo@toko.example" },
    signature: "Salam,\nToko Melati",
    ...part,
  };
}

/** The house whose one channel is a mailbox. */
export function makeMailHouse(mail: MailCaps) {
  const house = makeHouse();
  const caps = { text_limit: 25_000, mail };
  const kinds = house.channel_kinds.map((kind) => ({ ...kind, caps: { ...kind.caps, ...caps } as Caps }));
  const channels = house.channels.map((one) => ({ ...one, begin_mail: mail.new }));
  return { ...house, channels, channel_kinds: kinds };
}
