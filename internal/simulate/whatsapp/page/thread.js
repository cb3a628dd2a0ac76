// The phone: what the customer and the business wrote.
import { act, ask, attempt, el, openMenu } from "./wire.js";
import { currentLanguage, has, t } from "./words.js";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

const time = (at) => new Date(at).toLocaleTimeString(currentLanguage(), { hour: "2-digit", minute: "2-digit" });

export const label = (m) => m.text || m.file_name || (has(`kind_${m.type}`) ? t(`kind_${m.type}`) : t("kind_other", { kind: m.type }));

// body is the part of the message named like its type.
const body = (m) => m.body ?? {};

function file(m) {
  const src = m.media ? `/simulate/media/${m.media}` : "";
  const type = m.mime ?? "";
  if (src && m.type === "sticker") return el("img", { src, alt: t("kind_sticker"), class: "sticker" });
  if (src && type.startsWith("image/")) return el("img", { src, alt: m.text || t("kind_image") });
  if (src && type.startsWith("video/")) return el("video", { src, controls: true, preload: "metadata" });
  if (src && type.startsWith("audio/")) return el("audio", { src, controls: true, preload: "metadata", "aria-label": t("kind_audio") });
  if (src || m.link) {
    const outside = m.link ? { target: "_blank", rel: "noopener noreferrer" } : {};
    return el("a", { class: "file", href: src || m.link, ...outside }, el("span", { "aria-hidden": "true" }, "📄"), m.file_name || m.link || label(m));
  }
  return null;
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

function pick(m, option, customer) {
  return attempt(() => act("choose", { customer, id: m.id, option: option.id }));
}

function openList(m, customer) {
  const dialog = document.getElementById("dialog");
  let section = "";
  const rows = m.options.flatMap((o) => {
    const head = o.section && o.section !== section ? [el("h3", {}, o.section)] : [];
    section = o.section ?? "";
    return [...head, el("button", { type: "button", onclick: () => { dialog.close(); pick(m, o, customer); } }, el("span", {}, o.title), o.description && el("small", {}, o.description))];
  });
  dialog.replaceChildren(el("form", { method: "dialog" }, el("h2", {}, m.open || t("choose_title")), el("div", { class: "rows" }, rows), el("div", { class: "row" }, el("button", {}, t("cancel")))));
  dialog.setAttribute("aria-label", m.open || t("choose_title"));
  dialog.showModal();
}

function options(m, customer) {
  if (!m.options?.length) return null;
  if (m.open) return el("div", { class: "options" }, el("button", { type: "button", onclick: () => openList(m, customer) }, `☰ ${m.open}`));
  return el("div", { class: "options" }, m.options.map((o) => o.link
    ? el("a", { href: /^(https?:|tel:)/.test(o.link) ? o.link : "#", target: "_blank", rel: "noopener noreferrer" }, `↗\uFE0E ${o.title}`)
    : el("button", { type: "button", onclick: () => pick(m, o, customer) }, o.title)));
}

function menuOf(m, customer, onQuote) {
  const react = (emoji) => attempt(() => act("react", { customer, id: m.id, text: emoji }));
  const tell = (status) => [t(`to_${status}`), () => attempt(() => act("status", { id: m.id, status }))];
  const row = el("div", { class: "emojis" }, emojis.map((e) => el("button", { type: "button", role: "menuitem", "aria-label": e, onclick: () => { document.getElementById("menu").hidePopover(); react(e); } }, e)));
  const entries = [row, [t("quote"), () => onQuote(m)]];
  if (m.reaction) entries.push([t("unreact"), () => react("")]);
  entries.push([t("forwarded"), () => attempt(() => act("text", { customer, text: label(m), extra: "forwarded" }))]);
  if (m.from_business) return [...entries, null, tell("delivered"), tell("read"), ...(m.voice ? [tell("played")] : []), [t("to_failed"), () => attempt(() => act("failed", { id: m.id, code: 131026 }))]];
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { customer, id: m.id, text }));
  return [...entries, null, ...(m.type === "text" ? [[t("edit"), edit]] : []), [t("revoke"), () => attempt(() => act("revoke", { customer, id: m.id }))]];
}

function foot(m, customer, onQuote) {
  const ticks = m.from_business ? null : el("span", { class: `ticks${m.status === "read" ? " read" : ""}`, role: "img", "aria-label": t(m.status === "read" ? "read_by" : "sent") }, m.status === "read" ? "✓✓" : "✓");
  const more = m.revoked ? null : el("button", { type: "button", "aria-label": t("actions"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, menuOf(m, customer, onQuote)) }, "⋯");
  return el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), el("time", { datetime: m.at }, time(m.at)), ticks, m.status !== "failed" && more);
}

function quoted(m, all) {
  if (!m.quoted) return null;
  const target = all.find((o) => o.id === m.quoted);
  return el("div", { class: "quoted" }, target ? label(target) : "…");
}

function bubble(m, all, customer, onQuote, fresh) {
  const failed = m.status === "failed";
  const reactions = [m.reaction, m.business_reaction].filter(Boolean).join(" ");
  const inside = m.revoked ? [el("div", { class: "gone" }, `🚫 ${t("revoked")}`)] : [
    failed && el("div", { class: "kicker error" }, t("failed", { code: m.code })),
    m.template && el("div", { class: "kicker" }, t("template", { name: m.template })),
    m.forwarded && el("div", { class: "kicker" }, `↪ ${t("is_forwarded")}`),
    quoted(m, all), m.header && el("strong", {}, m.header), file(m), special(m), words(m), m.footer && el("small", {}, m.footer),
  ].flat();
  return el("div", { class: `bubble${m.from_business ? "" : " own"}${failed ? " failed" : ""}${reactions ? " reacted" : ""}${fresh ? " fresh" : ""}` },
    inside, foot(m, customer, onQuote), !failed && !m.revoked && options(m, customer), reactions && el("span", { class: "reaction" }, reactions));
}

const silent = new Set(["reaction", "edit", "revoke"]);

const drawn = new Set();

// drawThread shows the messages; the answer tells whether the newest one should be brought into sight.
export function drawThread(list, state, onQuote) {
  const fresh = state.thread.filter((m) => !drawn.has(m.id));
  const who = state.customers.find((c) => c.key === state.customer);
  const items = state.thread.filter((m) => !silent.has(m.type)).map((m) => m.type === "system" ? el("div", { class: "note" }, m.text) : bubble(m, state.thread, state.customer, onQuote, fresh.length < 4 && fresh.includes(m)));
  for (const m of fresh) drawn.add(m.id);
  if (items.length === 0) items.push(el("div", { class: "empty" }, who ? t("empty", { name: who.name }) : t("nobody")));
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  list.replaceChildren(...items);
  return atEnd || fresh.some((m) => !m.from_business);
}
