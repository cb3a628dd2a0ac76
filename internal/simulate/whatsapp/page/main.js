// The simulator's page of WhatsApp.
import { as, chooseFile, doing, openFrame, quoted, saying, sendSample } from "./frame.js";
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawThread, label } from "./thread.js";
import { webhookLamp } from "./webhook.js";
import { act, attempt } from "./wire.js";
import { t } from "./words.js";

function windowOf(s) {
  if (s.customers.length === 0) return {};
  const minutes = s.window_ends ? Math.floor((new Date(s.window_ends) - new Date(s.now)) / 60000) : -1;
  if (minutes < 0) return { open: false, text: t(s.window_ends ? "window_closed" : "window_none") };
  return { open: true, text: t("window_open", { left: t("hours", { h: Math.floor(minutes / 60), m: minutes % 60 }) }) };
}

// seen tells the business that what is on the screen has been read, as a phone does.
function seen(s) {
  if (localStorage.getItem("seen") !== "no" && s.thread.some((m) => m.from_business && m.status === "delivered" && m.type !== "reaction")) attempt(() => act("seen", { customer: s.customer }));
}

openFrame({
  panels: {
    connect: { draw: drawConnect, shows: (s) => [s.callback, s.subscribed, s.url] },
    faults: { draw: drawFaults, shows: (s) => [s.customer, s.customers.map((c) => ({ ...c, unread: 0 })), s.faults, s.mode, s.held, s.waiting, s.spoil, s.token, s.denied, s.phone, s.immediate, s.receipts, s.limits, s.templates] },
    log: { draw: drawLog, shows: (s) => [s.requests, s.deliveries] },
  },
  lamp: webhookLamp,
  business: (s, who) => ({ name: s.phone.name, line: `${s.phone.number}${who ? ` · ${t("as", { name: who.name })}` : ""}` }),
  person: (c) => ({ key: c.key, name: c.name, title: c.hidden ? c.bsuid : c.wa_id }),
  window: windowOf,
  seen,
  thread: drawThread,
  label,
  send: (text) => act("text", { ...as(), text, quote: quoted()?.id }),
  menu: () => [
    [t("sample_picture"), () => sendSample({ kind: "image" })],
    [t("picture"), () => chooseFile("image/jpeg,image/png,video/mp4,video/3gpp", (f) => ({ kind: f.type.split("/")[0] }))],
    [t("document"), () => chooseFile("", () => ({ kind: "document" }))],
    [t("voice"), () => chooseFile("audio/ogg,.ogg,.opus", () => ({ kind: "audio", voice: "1", caption: "" }))],
    [t("audio"), () => chooseFile("audio/*", () => ({ kind: "audio", caption: "" }))],
    [t("sticker"), () => chooseFile("image/webp", () => ({ kind: "sticker", caption: "" }))],
    null,
    [t("place"), doing("location", { latitude: -6.1753924, longitude: 106.8271528, name: "Monas", text: "Jalan Medan Merdeka, Jakarta Pusat", quote: quoted()?.id })],
    [t("contact"), doing("contact", { name: "Lestari Wulandari", text: "+62 813-5555-0123" })],
    [t("from_ad"), saying("text", "ad_text", { extra: "ad" })],
    [t("unsupported"), doing("unsupported", { kind: "poll_creation" })],
    [t("echo"), saying("echo", "echo_text")],
  ],
  newcomer: {
    fields: () => [["name", "name", "text", ""], ["wa_id", "number", "tel", `62812${Math.floor(1e7 + Math.random() * 9e7)}`], ["bsuid", "bsuid", "text", ""], ["username", "username", "text", ""], ["hidden", "hidden", "checkbox"]],
    add: (profile) => {
      if (profile.hidden && !profile.bsuid) throw new Error(t("hidden_needs"));
      return { profile };
    },
    is: (c, { name }) => c.name === name,
  },
});
