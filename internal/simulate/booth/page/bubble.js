// What the messages of all pages are made of.
import { doing, setQuote } from "./frame.js";
import { el, openMenu } from "./wire.js";
import { currentLanguage, t } from "./words.js";

export const moment = (at) => el("time", { datetime: at }, new Date(at).toLocaleTimeString(currentLanguage(), { hour: "2-digit", minute: "2-digit" }));

// more is the button behind which stands what can be done with a message.
export const more = (entries) => el("button", { type: "button", "aria-label": t("actions"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, entries()) }, "⋯");

// answers are the entries by which a message is reacted to and quoted.
export function answers(m, emojis) {
  const react = (emoji) => doing("react", { id: m.id, text: emoji })();
  const row = el("div", { class: "emojis" }, emojis.map((e) => el("button", { type: "button", role: "menuitem", "aria-label": e, onclick: () => { document.getElementById("menu").hidePopover(); react(e); } }, e)));
  return [row, [t("quote"), () => setQuote(m)], ...(m.reaction ? [[t("unreact"), () => react("")]] : [])];
}

// player shows a picture, a video or a sound of the simulator; null for other types.
export function player(src, type, name) {
  if (type.startsWith("image/")) return el("img", { src, alt: name });
  if (type.startsWith("video/")) return el("video", { src, controls: true, preload: "metadata" });
  if (type.startsWith("audio/")) return el("audio", { src, controls: true, preload: "metadata", "aria-label": name });
  return null;
}

// paper is a file to open, outside one of another place.
export const paper = (href, name, outside) => el("a", { class: "file", href, ...(outside ? { target: "_blank", rel: "noopener noreferrer" } : {}) }, el("span", { "aria-hidden": "true" }, "📄"), name);

// quotation is the message that another one answers, as far as it is there.
export function quotation(m, all, label) {
  if (!m.quoted) return null;
  const target = all.find((o) => o.id === m.quoted);
  return el("div", { class: "quoted" }, target ? label(target) : "…");
}
