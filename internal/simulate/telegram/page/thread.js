// The phone: what the customer and the bot wrote.
import { answers, moment, more, paper, player, quotation } from "./bubble.js";
import { as, doing } from "./frame.js";
import { act, ask, el } from "./wire.js";
import { t } from "./words.js";

const emojis = ["👍", "❤", "🔥", "😁", "😢", "🙏"];

export const label = (m) => m.text || m.name || t(`kind_${m.kind}`);

function file(m) {
  if (!m.file) return null;
  const src = `/simulate/media/${m.file}`;
  const type = m.type ?? "";
  if (m.kind === "sticker") return el("img", { src, alt: t("kind_sticker"), class: "sticker" });
  const still = m.kind === "document" && type.startsWith("image/");
  return (still ? null : player(src, type, type.startsWith("image/") ? m.text || t("kind_photo") : t(`kind_${m.kind}`))) ?? paper(src, m.name || label(m));
}

function special(m) {
  if (m.kind === "location" || m.kind === "venue") {
    const spot = `${Number(m.latitude).toFixed(5)}, ${Number(m.longitude).toFixed(5)}`;
    return [el("div", { class: "kicker" }, `📍 ${t("kind_location")}`), el("div", {}, m.text || spot), m.address && el("small", {}, m.address)];
  }
  if (m.kind === "contact") return [el("div", { class: "kicker" }, `👤 ${t("kind_contact")}`), el("div", {}, m.text, el("br"), el("small", {}, m.address))];
  return m.text ? [el("div", { class: "words" }, m.text)] : null;
}

function options(m) {
  if (!m.buttons?.length) return null;
  return el("div", { class: "options" }, m.buttons.map((b) => el("button", { type: "button", onclick: doing("press", { id: m.id, text: b.callback_data }) }, b.text)));
}

function entriesOf(m) {
  const entries = [...answers(m, emojis), [t("forwarded"), doing("text", { text: label(m), extra: "forwarded" })]];
  if (m.from_bot || m.kind !== "text") return entries;
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { ...as(), id: m.id, text }));
  return [...entries, null, [t("edit"), edit]];
}

function foot(m) {
  const ticks = m.from_bot ? null : el("span", { class: "ticks", role: "img", "aria-label": t("sent") }, "✓");
  return el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), moment(m.at), ticks, !m.deleted && more(() => entriesOf(m)));
}

function bubble(m, all) {
  const reactions = [m.reaction, m.bot_reaction].filter(Boolean).join(" ");
  const inside = m.deleted ? [el("div", { class: "gone" }, `🚫 ${t("deleted")}`)] : [
    m.forwarded && el("div", { class: "kicker" }, `↪ ${t("is_forwarded")}`), quotation(m, all, label), file(m), special(m),
  ].flat();
  return el("div", { class: `bubble${m.from_bot ? "" : " own"}${reactions ? " reacted" : ""}` },
    inside, foot(m), !m.deleted && options(m), reactions && el("span", { class: "reaction" }, reactions));
}

export const drawThread = (state) => state.thread.map((m) => bubble(m, state.thread));
