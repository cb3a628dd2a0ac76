// What the panels of all pages are made of: fields, forms, and values to copy.
import { act, attempt, el, toast } from "./wire.js";
import { t } from "./words.js";

export const select = (name, options, value) => el("select", { name, value }, options.map(([v, text]) => el("option", { value: v, selected: String(v) === String(value) }, text)));
export const field = (key, input) => el("label", {}, t(key), input);
export const number = (name, value, max = 1000) => el("input", { type: "number", name, value, min: 0, max, step: 1, inputmode: "numeric" });
export const toggle = (key, on, change) => el("label", { class: "check" }, el("input", { type: "checkbox", checked: on, onchange: (e) => attempt(() => change(e.target.checked)) }), t(key));
export const button = (key, run, values) => el("button", { type: "button", onclick: () => attempt(run) }, t(key, values));

// form makes a card whose fields are handed to run as texts; help may be empty.
export function form(title, help, children, key, run) {
  const f = el("form", { class: "card" }, el("h2", {}, t(title)), help && el("p", {}, t(help)), children, el("div", { class: "row" }, el("button", { class: "main" }, t(key))));
  f.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...f.elements].filter((i) => i.name).map((i) => [i.name, i.type === "checkbox" ? i.checked : i.value]));
    if (await attempt(() => run(values))) toast(t("done"));
  });
  return f;
}

// value is something to copy, under the name that Sapa's form has for it.
export function value({ name, label: otherwise, value }) {
  const key = `v_${name}`;
  const label = t(key) === key ? otherwise : t(key);
  const copy = async (event) => {
    const b = event.currentTarget;
    await navigator.clipboard.writeText(value);
    b.textContent = t("copied");
    setTimeout(() => { b.textContent = t("copy"); }, 1500);
  };
  return el("div", { class: "value" }, label && el("span", {}, label), el("code", {}, value), el("button", { type: "button", "aria-label": `${t("copy")} ${label ?? value}`, onclick: copy }, t("copy")));
}

// pretty is JSON with lines; another text is itself.
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

// waitingCard lists the failures to come, and takes them all away.
export function waitingCard(items) {
  return el("div", { class: "card" }, el("h2", {}, t("pending")), items.length ? el("ul", { class: "list" }, items.map(([name, n]) => el("li", {}, el("span", {}, name), n && el("b", {}, `${n}×`)))) : el("p", {}, t("none")), el("p", {}, t("heal_help")), el("div", { class: "row" }, button("heal", () => act("heal"))));
}
