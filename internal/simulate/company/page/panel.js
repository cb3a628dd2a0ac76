// The panel beside the thread: connecting, failures, log.
import { act, attempt, el, toast } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const faultKinds = ["busy", "error", "empty", "hang", "reset", "cut", "hang_after", "garbage", "late"];
const calls = ["", "message.edit", "message.delete", "message.react", "message.read", "typing", "ping", "any"];

const field = (key, input) => el("label", {}, t(key), input);
const select = (name, options) => el("select", { name }, options.map(([v, text]) => el("option", { value: v }, text)));
const number = (name, value, max) => el("input", { type: "number", name, value, min: 0, max, step: 1, inputmode: "numeric" });
const button = (key, run, values) => el("button", { type: "button", onclick: () => attempt(run) }, t(key, values));

// form makes a card whose fields are handed to run as texts.
function form(title, help, children, key, run) {
  const f = el("form", { class: "card" }, el("h2", {}, t(title)), help && el("p", {}, t(help)), children, el("div", { class: "row" }, el("button", { class: "main" }, t(key))));
  f.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...f.elements].filter((i) => i.name).map((i) => [i.name, i.type === "checkbox" ? i.checked : i.value.trim()]));
    if (await attempt(() => run(values))) toast(t("done"));
  });
  return f;
}

function value(text) {
  const copy = async (event) => {
    const b = event.currentTarget;
    await navigator.clipboard.writeText(text);
    b.textContent = t("copied");
  };
  return el("div", { class: "value" }, el("code", {}, text), el("button", { type: "button", "aria-label": `${t("copy")} ${text}`, onclick: copy }, t("copy")));
}

const secret = () => field("secret", el("input", { name: "secret", autocomplete: "off", required: true }));

export function drawConnect(state) {
  const steps = el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value(`SAPA_PRIVATE_URLS=${state.url || location.origin} sapa serve`)),
    el("li", {}, el("span", {}, t("step_values")), value(state.address)),
    el("li", {}, t("step_keys"))));
  const keys = form("connect", "", [field("callback", el("input", { type: "url", name: "text", value: state.callback, required: true })), secret()], "apply", (v) => act("connect", v));
  if (!state.signs) return [steps, keys];
  return [steps, keys, form("learn_title", "learn_help", secret(), "apply", (v) => act("learn", v))];
}

export function drawFaults(state) {
  const next = form("next_title", "next_help", [
    field("what", select("kind", faultKinds.map((k) => [k, t(`f_${k}`)]))),
    el("div", { class: "row" }, field("on", select("id", calls.map((c) => [c, c || "message.send"]))), field("status", number("status", 422, 599)), field("times", number("n", 1, 100))),
  ], "arm", (v) => act("fail", { ...v, n: Number(v.n), status: Number(v.status) }));
  const m = state.mode;
  const mode = form("mode_title", "", [
    el("div", { class: "row" }, field("copies", number("copies", m.copies, 50)), field("batch", number("batch", m.batch, 100))),
    el("label", { class: "check" }, el("input", { type: "checkbox", name: "backwards", checked: m.backwards }), t("backwards")),
  ], "apply", (v) => act("mode", { mode: { copies: Number(v.copies), batch: Number(v.batch), backwards: v.backwards } }));
  mode.append(el("div", { class: "row" }, state.held ? button("release", () => act("release"), { n: state.waiting }) : button("hold", () => act("hold")), button("spoil", () => act("spoil", { n: 1 })), button("forget", () => act("forget"))));
  const heal = el("div", { class: "card" }, el("p", {}, t("heal_help", { n: state.faults })), el("div", { class: "row" }, button("heal", () => act("heal"))));
  return [el("div", { class: "cards" }, next, mode, heal)];
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function logEntry(x, open) {
  const good = x.status >= 200 && x.status < 300;
  const part = (key, content) => content ? [el("h3", {}, t(key)), el("pre", { tabindex: "0" }, pretty(content))] : [];
  return el("details", { "data-id": x.number, open: open.has(String(x.number)) },
    el("summary", {}, el("b", {}, new Date(x.at).toLocaleTimeString(currentLanguage())), el("span", { class: "way" }, t(x.type ? "out" : "in")), el("span", { class: "what" }, x.type || `#${x.number} ${x.error}`), el("span", { class: `code${good ? "" : " bad"}` }, x.status || t("no_answer"))),
    part("request", x.body ?? x.text), part("answer", x.answer));
}

export function drawLog(state, panel) {
  const open = new Set([...panel.querySelectorAll("details[open]")].map((d) => d.dataset.id));
  const all = [...state.calls, ...state.brought].sort((a, b) => b.number - a.number);
  return [el("p", {}, el("small", {}, t(all.length ? "log_intro" : "log_empty"))), el("div", { class: "log" }, all.map((x) => logEntry(x, open)))];
}
