// The phone: what the customer and the bot wrote.
import { act, ask, attempt, el, openMenu } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const emojis = ["👍", "❤", "🔥", "😁", "😢", "🙏"];

const time = (at) => new Date(at).toLocaleTimeString(currentLanguage(), { hour: "2-digit", minute: "2-digit" });

export const label = (m) => m.text || m.name || t(`kind_${m.kind}`);

function file(m) {
  if (!m.file) return null;
  const src = `/simulate/media/${m.file}`;
  const type = m.type ?? "";
  if (m.kind === "sticker") return el("img", { src, alt: t("kind_sticker"), class: "sticker" });
  if (m.kind !== "document" && type.startsWith("image/")) return el("img", { src, alt: m.text || t("kind_photo") });
  if (type.startsWith("video/")) return el("video", { src, controls: true, preload: "metadata" });
  if (type.startsWith("audio/")) return el("audio", { src, controls: true, preload: "metadata", "aria-label": t(`kind_${m.kind}`) });
  return el("a", { class: "file", href: src }, el("span", { "aria-hidden": "true" }, "📄"), m.name || label(m));
}

function special(m) {
  if (m.kind === "location" || m.kind === "venue") {
    const spot = `${Number(m.latitude).toFixed(5)}, ${Number(m.longitude).toFixed(5)}`;
    return [el("div", { class: "kicker" }, `📍 ${t("kind_location")}`), el("div", {}, m.text || spot), m.address && el("small", {}, m.address)];
  }
  if (m.kind === "contact") return [el("div", { class: "kicker" }, `👤 ${t("kind_contact")}`), el("div", {}, m.text, el("br"), el("small", {}, m.address))];
  return m.text ? [el("div", { class: "words" }, m.text)] : null;
}

function options(m, customer) {
  if (!m.buttons?.length) return null;
  return el("div", { class: "options" }, m.buttons.map((b) => el("button", { type: "button", onclick: () => attempt(() => act("press", { customer, id: m.id, text: b.callback_data })) }, b.text)));
}

function menuOf(m, customer, onQuote) {
  const react = (emoji) => attempt(() => act("react", { customer, id: m.id, text: emoji }));
  const row = el("div", { class: "emojis" }, emojis.map((e) => el("button", { type: "button", role: "menuitem", "aria-label": e, onclick: () => { document.getElementById("menu").hidePopover(); react(e); } }, e)));
  const entries = [row, [t("quote"), () => onQuote(m)]];
  if (m.reaction) entries.push([t("unreact"), () => react("")]);
  entries.push([t("forwarded"), () => attempt(() => act("text", { customer, text: label(m), extra: "forwarded" }))]);
  if (m.from_bot || m.kind !== "text") return entries;
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { customer, id: m.id, text }));
  return [...entries, null, [t("edit"), edit]];
}

function foot(m, customer, onQuote) {
  const ticks = m.from_bot ? null : el("span", { class: "ticks", role: "img", "aria-label": t("sent") }, "✓");
  const more = m.deleted ? null : el("button", { type: "button", "aria-label": t("actions"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, menuOf(m, customer, onQuote)) }, "⋯");
  return el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), el("time", { datetime: m.at }, time(m.at)), ticks, more);
}

function quoted(m, all) {
  if (!m.quoted) return null;
  const target = all.find((o) => o.id === m.quoted);
  return el("div", { class: "quoted" }, target ? label(target) : "…");
}

function bubble(m, all, customer, onQuote) {
  const reactions = [m.reaction, m.bot_reaction].filter(Boolean).join(" ");
  const inside = m.deleted ? [el("div", { class: "gone" }, `🚫 ${t("deleted")}`)] : [
    m.forwarded && el("div", { class: "kicker" }, `↪ ${t("is_forwarded")}`), quoted(m, all), file(m), special(m),
  ].flat();
  return el("div", { class: `bubble${m.from_bot ? "" : " own"}${reactions ? " reacted" : ""}` },
    inside, foot(m, customer, onQuote), !m.deleted && options(m, customer), reactions && el("span", { class: "reaction" }, reactions));
}

const drawn = new Set();

// drawThread shows the messages; the answer tells whether the newest one should be brought into sight.
export function drawThread(list, state, onQuote) {
  const fresh = state.thread.some((m) => !m.from_bot && !drawn.has(m.id));
  for (const m of state.thread) drawn.add(m.id);
  const who = state.customers.find((c) => c.key === state.customer);
  const items = state.thread.map((m) => bubble(m, state.thread, state.customer, onQuote));
  if (items.length === 0) items.push(el("div", { class: "empty" }, who ? t("empty", { name: who.name }) : t("nobody")));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  list.replaceChildren(...items);
  return atEnd || fresh;
}
