// What came and went between Sapa and the simulator.
import { pretty } from "./cards.js";
import { el } from "./wire.js";
import { currentLanguage, t } from "./words.js";

// entry is one line: id, at, out (from Sapa), what, status, good, and behind it line, request, answer and more.
function entry(x, open) {
  const part = (key, content) => content ? [el("h3", {}, t(key)), el("pre", { tabindex: "0" }, pretty(content))] : [];
  return el("details", { "data-id": x.id, open: open.has(String(x.id)) },
    el("summary", {}, el("b", {}, new Date(x.at).toLocaleTimeString(currentLanguage())), el("span", { class: "way" }, t(x.out ? "out" : "in")), el("span", { class: "what" }, x.what), el("span", { class: `code${x.good ? "" : " bad"}` }, x.status || t("no_answer"))),
    x.line && el("p", {}, el("code", {}, x.line)), part("request", x.request), part("answer", x.answer), x.more);
}

// logOf shows the entries, those that were open as they were.
export function logOf(entries, panel) {
  const open = new Set([...panel.querySelectorAll("details[open]")].map((d) => d.dataset.id));
  return [el("p", {}, el("small", {}, t(entries.length ? "log_intro" : "log_empty"))), el("div", { class: "log" }, entries.map((x) => entry(x, open)))];
}
