// The simulator's page of Telegram.
import { as, chooseFile, doing, openFrame, quoted, sendSample } from "./frame.js";
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawThread, label } from "./thread.js";
import { act } from "./wire.js";
import { t } from "./words.js";

const lampText = (s) => s.webhook ? t("lamp_hook", { where: new URL(s.webhook).host }) : t(s.polled ? "lamp_polled" : "lamp_off");

openFrame({
  panels: {
    connect: { draw: drawConnect, shows: (s) => [s.webhook, s.polled, s.url] },
    faults: { draw: drawFaults, shows: (s) => [s.customer, s.customers, s.faults, s.mode, s.held, s.waiting, s.revoked, s.competing, s.limits] },
    log: { draw: drawLog, shows: (s) => [s.requests, s.deliveries] },
  },
  lamp: (s) => ({ on: Boolean(s.webhook || s.polled), text: lampText(s) }),
  business: (s, who) => ({ name: s.bot.name, line: `@${s.bot.user}${who ? ` · ${t("as", { name: who.name })}` : ""}` }),
  person: (c) => ({ key: c.key, name: c.name, title: String(c.id) }),
  window: (_, who) => ({ open: false, text: who?.gone ? t("gone") : who?.blocked ? t("blocked") : "" }),
  thread: drawThread,
  label,
  send: (text) => act("text", { ...as(), text, quote: quoted() && String(quoted().id) }),
  menu: () => [
    [t("sample_picture"), () => sendSample({ kind: "photo" })],
    [t("picture"), () => chooseFile("image/jpeg,image/png,video/mp4", (f) => ({ kind: f.type.startsWith("video/") ? "video" : "photo" }))],
    [t("document"), () => chooseFile("", () => ({ kind: "document" }))],
    [t("voice"), () => chooseFile("audio/ogg,.ogg,.oga", () => ({ kind: "voice" }))],
    [t("audio"), () => chooseFile("audio/*", () => ({ kind: "audio" }))],
    [t("sticker"), () => chooseFile("image/webp", () => ({ kind: "sticker", caption: "" }))],
    null,
    [t("place"), doing("location", { latitude: -6.1753924, longitude: 106.8271528, name: "Monas", text: "Jalan Medan Merdeka, Jakarta Pusat" })],
    [t("contact"), doing("contact", { name: "Lestari Wulandari", text: "+62 813-5555-0123" })],
    [t("dice"), doing("dice")],
  ],
  newcomer: {
    fields: () => [["name", "name", "text", ""], ["id", "id", "text", String(Math.floor(1e8 + Math.random() * 9e8))], ["user", "user", "text", ""]],
    add: ({ name, id, user }) => ({ profile: { name, id: Number(id), user: user.replace(/^@/, ""), language: "id" } }),
    is: (c, { id }) => String(c.id) === id,
  },
});
