// Talking to the simulator, and small tools for making elements.
import { t } from "./words.js";

async function check(answer) {
  if (answer.ok) return;
  const problem = await answer.json().catch(() => ({ error: answer.statusText }));
  throw new Error(problem.error);
}

export async function act(name, values = {}) {
  await check(await fetch("/simulate/act", { method: "POST", headers: { "Content-Type": "application/json", "X-Simulate": "1" }, body: JSON.stringify({ do: name, ...values }) }));
}

export async function sendFile(blob, values) {
  const query = new URLSearchParams(Object.entries(values).filter(([, v]) => v));
  await check(await fetch(`/simulate/file?${query}`, { method: "POST", headers: { "Content-Type": blob.type || "application/octet-stream", "X-Simulate": "1" }, body: blob }));
}

export const fetchState = async (customer) => (await fetch(`/simulate/state?customer=${encodeURIComponent(customer)}`)).json();

// el makes an element: names starting with "on" are listeners, the others attributes; false and undefined leave one out.
export function el(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue;
    if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
    else if (key === "value") e.value = value;
    else e.setAttribute(key, value === true ? "" : value);
  }
  e.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return e;
}

let toastTimer;
export function toast(text) {
  const e = document.getElementById("toast");
  e.textContent = text;
  e.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { e.hidden = true; }, 4000);
}

// attempt does something that may be refused, and says so.
export const attempt = (what) => Promise.resolve().then(what).then(() => true, (problem) => { toast(problem.message); return false; });

// openMenu shows entries beside a button: [text, action] pairs, elements, or null for a line.
export function openMenu(button, entries) {
  const menu = document.getElementById("menu");
  menu.replaceChildren(...entries.map((entry) => {
    if (entry === null) return el("hr");
    if (entry instanceof Element) return entry;
    return el("button", { type: "button", role: "menuitem", onclick: () => { menu.hidePopover(); entry[1](); } }, entry[0]);
  }));
  menu.showPopover();
  const at = button.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${at.bottom + menu.offsetHeight + 8 < innerHeight ? at.bottom + 4 : Math.max(8, at.top - menu.offsetHeight - 4)}px`;
  menu.querySelector("button")?.focus();
  menu.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...menu.querySelectorAll("button")];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
}

// ask shows a form in a dialog: fields are [name, key, type, value], and done gets what was filled in.
export function ask(title, fields, button, done) {
  const dialog = document.getElementById("dialog");
  const note = el("p", { class: "error", role: "alert", hidden: true });
  const inputs = fields.map(([name, key, type, value]) => type === "checkbox"
    ? el("label", { class: "check" }, el("input", { type, name }), t(key))
    : el("label", {}, t(key), el("input", { type, name, value: value ?? "", autocomplete: "off" })));
  const form = el("form", {
    method: "dialog",
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        await done(Object.fromEntries([...form.elements].filter((i) => i.name).map((i) => [i.name, i.type === "checkbox" ? i.checked : i.value.trim()])));
        dialog.close();
      } catch (problem) {
        note.textContent = problem.message;
        note.hidden = false;
      }
    },
  }, el("h2", {}, title), inputs, note, el("div", { class: "row" }, el("button", { type: "button", onclick: () => dialog.close() }, t("cancel")), el("button", { class: "main" }, button)));
  dialog.replaceChildren(form);
  dialog.setAttribute("aria-label", title);
  dialog.showModal();
}
