// The phone: what the customer and the business wrote.
import { answers, moment, more, paper, player, quotation } from "./bubble.js";
import { as, doing } from "./frame.js";
import { act, ask, attempt, el } from "./wire.js";
import { has, t } from "./words.js";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export const label = (m) => m.text || m.file_name || (has(`kind_${m.type}`) ? t(`kind_${m.type}`) : t("kind_other", { kind: m.type }));

// body is the part of the message named like its type.
const body = (m) => m.body ?? {};

function file(m) {
  const src = m.media ? `/simulate/media/${m.media}` : "";
  const type = m.mime ?? "";
  if (src && m.type === "sticker") return el("img", { src, alt: t("kind_sticker"), class: "sticker" });
  const played = src && player(src, type, type.startsWith("image/") ? m.text || t("kind_image") : t("kind_audio"));
  if (played) return played;
  return src || m.link ? paper(src || m.link, m.file_name || m.link || label(m), m.link) : null;
}

function special(m) {
  const b = body(m);
  if (m.type === "location") {
    const spot = `${Number(b.latitude).toFixed(5)}, ${Number(b.longitude).toFixed(5)}`;
    return [el("div", { class: "kicker" }, `📍 ${t("kind_location")}`), el("div", {}, b.name || spot), b.name && el("small", {}, b.address || spot)];
  }
  if (m.type === "contacts" && Array.isArray(b)) {
    return [el("div", { class: "kicker" }, `👤 ${t("kind_contacts")}`), ...b.map((c) => el("div", {}, c.name?.formatted_name, el("br"), el("small", {}, (c.phones ?? []).map((p) => p.phone).join(", "))))];
  }
  return null;
}

function words(m) {
  if (m.type === "unsupported") return el("div", { class: "gone" }, t("kind_unsupported"));
  if (m.text && m.type !== "location" && m.type !== "contacts") return el("div", { class: "words" }, m.text);
  return null;
}

const pick = (m, option) => doing("choose", { id: m.id, option: option.id });

function openList(m) {
  const dialog = document.getElementById("dialog");
  let section = "";
  const rows = m.options.flatMap((o) => {
    const head = o.section && o.section !== section ? [el("h3", {}, o.section)] : [];
    section = o.section ?? "";
    return [...head, el("button", { type: "button", onclick: () => { dialog.close(); pick(m, o)(); } }, el("span", {}, o.title), o.description && el("small", {}, o.description))];
  });
  dialog.replaceChildren(el("form", { method: "dialog" }, el("h2", {}, m.open || t("choose_title")), el("div", { class: "rows" }, rows), el("div", { class: "row" }, el("button", {}, t("cancel")))));
  dialog.setAttribute("aria-label", m.open || t("choose_title"));
  dialog.showModal();
}

function options(m) {
  if (!m.options?.length) return null;
  if (m.open) return el("div", { class: "options" }, el("button", { type: "button", onclick: () => openList(m) }, `☰ ${m.open}`));
  return el("div", { class: "options" }, m.options.map((o) => o.link
    ? el("a", { href: /^(https?:|tel:)/.test(o.link) ? o.link : "#", target: "_blank", rel: "noopener noreferrer" }, `↗\uFE0E ${o.title}`)
    : el("button", { type: "button", onclick: pick(m, o) }, o.title)));
}

function entriesOf(m) {
  const tell = (status) => [t(`to_${status}`), () => attempt(() => act("status", { id: m.id, status }))];
  const entries = [...answers(m, emojis), [t("forwarded"), doing("text", { text: label(m), extra: "forwarded" })]];
  if (m.from_business) return [...entries, null, tell("delivered"), tell("read"), ...(m.voice ? [tell("played")] : []), [t("to_failed"), () => attempt(() => act("failed", { id: m.id, code: 131026 }))]];
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { ...as(), id: m.id, text }));
  return [...entries, null, ...(m.type === "text" ? [[t("edit"), edit]] : []), [t("revoke"), doing("revoke", { id: m.id })]];
}

function foot(m) {
  const ticks = m.from_business ? null : el("span", { class: `ticks${m.status === "read" ? " read" : ""}`, role: "img", "aria-label": t(m.status === "read" ? "read_by" : "sent") }, m.status === "read" ? "✓✓" : "✓");
  return el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), moment(m.at), ticks, !m.revoked && m.status !== "failed" && more(() => entriesOf(m)));
}

function bubble(m, all, fresh) {
  const failed = m.status === "failed";
  const reactions = [m.reaction, m.business_reaction].filter(Boolean).join(" ");
  const inside = m.revoked ? [el("div", { class: "gone" }, `🚫 ${t("revoked")}`)] : [
    failed && el("div", { class: "kicker error" }, t("failed", { code: m.code })),
    m.template && el("div", { class: "kicker" }, t("template", { name: m.template })),
    m.forwarded && el("div", { class: "kicker" }, `↪ ${t("is_forwarded")}`),
    quotation(m, all, label), m.header && el("strong", {}, m.header), file(m), special(m), words(m), m.footer && el("small", {}, m.footer),
  ].flat();
  return el("div", { class: `bubble${m.from_business ? "" : " own"}${failed ? " failed" : ""}${reactions ? " reacted" : ""}${fresh ? " fresh" : ""}` },
    inside, foot(m), !failed && !m.revoked && options(m), reactions && el("span", { class: "reaction" }, reactions));
}

const silent = new Set(["reaction", "edit", "revoke"]);

const drawn = new Set();

// drawThread are the messages; the few that have just come are shown to arrive.
export function drawThread(state) {
  const fresh = state.thread.filter((m) => !drawn.has(m.id));
  for (const m of fresh) drawn.add(m.id);
  return state.thread.filter((m) => !silent.has(m.type)).map((m) => m.type === "system" ? el("div", { class: "note" }, m.text) : bubble(m, state.thread, fresh.length < 4 && fresh.includes(m)));
}
