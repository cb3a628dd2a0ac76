// The panel beside the thread: connecting, failures, log.
import { button, field, form, number, select, value } from "./cards.js";
import { logOf } from "./log.js";
import { act, el } from "./wire.js";
import { t } from "./words.js";

const faultKinds = ["busy", "error", "empty", "hang", "reset", "cut", "hang_after", "garbage", "late"];
const calls = ["", "message.edit", "message.delete", "message.react", "message.read", "typing", "ping", "any"];

const secret = () => field("secret", el("input", { name: "secret", autocomplete: "off", required: true }));

export function drawConnect(state) {
  const steps = el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value({ value: `SAPA_PRIVATE_URLS=${state.url || location.origin} sapa serve` })),
    el("li", {}, el("span", {}, t("step_values")), value({ value: state.address })),
    el("li", {}, t("step_keys"))));
  const keys = form("connect", "", [field("callback", el("input", { type: "url", name: "text", value: state.callback, required: true })), secret()], "apply", (v) => act("connect", v));
  if (!state.signs) return [steps, keys];
  return [steps, keys, form("learn_title", "learn_help", secret(), "apply", (v) => act("learn", v))];
}

export function drawFaults(state) {
  const next = form("next_title", "next_help", [
    field("what", select("kind", faultKinds.map((k) => [k, t(`f_${k}`)]))),
    el("div", { class: "row" }, field("on", select("id", calls.map((c) => [c, c === "any" ? t("on_any") : c || "message.send"]))), field("status", number("status", 422, 599)), field("times", number("n", 1, 100))),
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

export function drawLog(state, panel) {
  const all = [...state.calls, ...state.brought].sort((a, b) => b.number - a.number);
  return logOf(all.map((x) => ({
    id: x.number, at: x.at, out: Boolean(x.type), what: x.type || `#${x.number} ${x.error}`, status: x.status, good: x.status >= 200 && x.status < 300, request: x.body ?? x.text, answer: x.answer,
  })), panel);
}
