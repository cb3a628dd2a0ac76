// What the customer and the company wrote.
import { act, ask, attempt, el, openMenu } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export const label = (m) => m.text || m.files?.[0]?.name || t(m.place ? "kind_place" : "kind_file");

function file({ id, name, type }) {
  const src = `/simulate/media/${id}`;
  if (type.startsWith("image/")) return el("img", { src, alt: name || t("kind_file") });
  if (type.startsWith("video/")) return el("video", { src, controls: true, preload: "metadata" });
  if (type.startsWith("audio/")) return el("audio", { src, controls: true, preload: "metadata", "aria-label": name || t("kind_file") });
  return el("a", { class: "file", href: src }, el("span", { "aria-hidden": "true" }, "📄"), name || t("kind_file"));
}

function place(p) {
  return [el("div", { class: "kicker" }, `📍 ${t("kind_place")}`), el("div", {}, p.name || `${p.latitude}, ${p.longitude}`)];
}

function menuOf(m, customer, onQuote) {
  const react = (emoji) => attempt(() => act("react", { customer, id: m.id, text: emoji }));
  const row = el("div", { class: "emojis" }, emojis.map((e) => el("button", { type: "button", role: "menuitem", "aria-label": e, onclick: () => { document.getElementById("menu").hidePopover(); react(e); } }, e)));
  const entries = [row, [t("quote"), () => onQuote(m)]];
  if (m.reaction) entries.push([t("unreact"), () => react("")]);
  if (m.ours) return [...entries, [t("fail_it"), () => ask(t("fail_it"), [["text", "reason", "text"]], t("save"), ({ text }) => act("report", { customer, id: m.id, kind: "failed", text }))]];
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { customer, id: m.id, text }));
  return [...entries, null, [t("edit"), edit], [t("remove"), () => attempt(() => act("delete", { customer, id: m.id }))]];
}

function foot(m, customer, onQuote) {
  const time = new Date(m.at).toLocaleTimeString(currentLanguage(), { hour: "2-digit", minute: "2-digit" });
  const more = m.deleted ? null : el("button", { type: "button", "aria-label": t("actions"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, menuOf(m, customer, onQuote)) }, "⋯");
  return el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), el("time", { datetime: m.at }, time), el("span", {}, t(m.seen ? "s_seen" : `s_${m.status ?? ""}`)), more);
}

function bubble(m, all, customer, onQuote) {
  const reactions = [m.reaction, m.our_reaction].filter(Boolean).join(" ");
  const quoted = m.quoted && all.find((o) => o.id === m.quoted);
  const inside = m.deleted ? [el("div", { class: "gone" }, `🚫 ${t("deleted")}`)]
    : [m.quoted && el("div", { class: "quoted" }, quoted ? label(quoted) : "…"), (m.files ?? []).map(file), m.place && place(m.place), m.text && el("div", { class: "words" }, m.text)].flat();
  return el("div", { class: `bubble${m.ours ? "" : " own"}${reactions ? " reacted" : ""}` }, inside, foot(m, customer, onQuote), reactions && el("span", { class: "reaction" }, reactions));
}

// drawThread are the messages, or a word where there are none.
export function drawThread(state, who, onQuote) {
  if (state.thread.length === 0) return [el("div", { class: "empty" }, who ? t("empty", { name: who.name || who.id }) : t("nobody"))];
  return state.thread.map((m) => bubble(m, state.thread, state.customer, onQuote));
}
