// The panel beside the phone: connecting, failures, log.
import { button, field, form, number, select, toggle, value, waitingCard } from "./cards.js";
import { logOf } from "./log.js";
import { handshake } from "./webhook.js";
import { act, ask, attempt, el } from "./wire.js";
import { t } from "./words.js";

const faultKinds = ["busy", "error", "empty", "gone", "hang", "reset", "cut", "hang_after", "garbage", "late"];
const operations = ["send", "read", "upload", "media", "bytes", "templates", "phone", "subscribe", "any"];
const lateCodes = [131026, 131047, 131049, 131050, 131053, 130472, 131048, 131056];
const graphCodes = [131000, 131016, 130429, 131056, 131048, 131030, 131031, 131042, 131005, 368, 4, 80007, 1, 2, 133010];

export function drawConnect(state) {
  return [el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value({ value: `SAPA_GRAPH_URL=${state.url || location.origin} sapa serve` })),
    el("li", {}, el("span", {}, t("step_values")), ...state.connect.map(value)),
    el("li", {}, el("span", {}, t("step_callback")), handshake(state), toggle("subscribed", state.subscribed, (on) => act("subscribed", { switch: on }))),
    el("li", {}, t("step_write"))))];
}

function waiting(state) {
  const faults = state.faults.map((f) => [`${t(`f_${f.kind}`)}${f.code ? ` ${f.code}` : ""} · ${t(`on_${f.on}`)}`, f.left]);
  return waitingCard(state.spoil ? [...faults, [t("spoil_left", { n: state.spoil })]] : faults);
}

function customerCard(state) {
  const who = state.customers.find((c) => c.key === state.customer);
  if (!who) return null;
  const customer = state.customer;
  const move = () => ask(t("move_title"), [["text", "number", "tel", ""]], t("save"), ({ text }) => act("move", { customer, text }));
  return el("div", { class: "card" }, el("h2", {}, t("this_customer", { name: who.name })),
    toggle("auto_seen", localStorage.getItem("seen") !== "no", (on) => localStorage.setItem("seen", on ? "yes" : "no")),
    toggle("offline", who.offline, (on) => act("offline", { customer, switch: on })), toggle("unreachable", who.unreachable, (on) => act("unreachable", { customer, switch: on })),
    toggle("stopped", who.stopped, (on) => act("stopped", { customer, switch: on })),
    el("div", { class: "row" }, button("close_window", () => act("close", { customer })), button("mark_seen", () => act("seen", { customer })), button("move", move)));
}

function modeCard(state) {
  const m = state.mode;
  const check = (name, key, on) => el("label", { class: "check" }, el("input", { type: "checkbox", name, checked: on }), t(key));
  const card = form("mode_title", "", [
    el("div", { class: "row" }, field("copies", number("copies", m.copies, 50)), field("batch", number("batch", m.batch || 1, 1000)), field("delay", number("delay", m.delay / 1e9, 3600))),
    check("shuffle", "shuffle", m.shuffle), check("early", "early", m.early_status),
  ], "apply", (v) => act("mode", { mode: { copies: Number(v.copies), batch: Number(v.batch), delay: Number(v.delay) * 1e9, shuffle: v.shuffle, early_status: v.early } }));
  card.append(el("div", { class: "row" }, state.held || state.waiting ? button("release", () => act("release"), { n: state.waiting }) : button("hold", () => act("hold")), button("spoil", () => act("spoil", { n: 1 })), button("foreign", () => act("foreign"))));
  return card;
}

function accountCard(state) {
  const choose = (key, options, current, change) => field(key, el("select", { onchange: (e) => attempt(() => change(e.target.value)) }, options.map(([v, text]) => el("option", { value: v, selected: String(v) === String(current) }, text))));
  return el("div", { class: "card" }, el("h2", {}, t("account_title")),
    choose("token", [[0, t("token_ok")], ...[463, 460, 467].map((c) => [c, t(`token_${c}`)])], state.token, (v) => act("token", { code: Number(v) })),
    choose("quality", ["GREEN", "YELLOW", "RED"].map((q) => [q, q]), state.phone.quality, (kind) => act("quality", { kind })),
    choose("receipts", ["delivered", "read", "none"].map((r) => [r, t(`r_${r}`)]), state.receipts, (kind) => act("receipts", { kind })),
    toggle("denied", state.denied, (on) => act("denied", { switch: on })), toggle("immediate", state.immediate, (on) => act("immediate", { switch: on })));
}

const limitsCard = (state) => form("limits_title", "limits_help", el("div", { class: "row" }, field("per_second", number("n", state.limits.per_second)), field("pair", number("seconds", state.limits.pair))), "apply", (v) => act("limits", { n: Number(v.n), seconds: Number(v.seconds) }));

const templateCard = (state) => form("template_title", "", [
  field("name", select("template", state.templates.map((x) => [`${x.name} ${x.language}`, `${x.name} (${x.language}) · ${x.status}`]))),
  field("status", select("status", ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"].map((s) => [s, s]))),
], "apply", (v) => act("template", { name: v.template.split(" ")[0], language: v.template.split(" ")[1], status: v.status }));

export function drawFaults(state) {
  const next = form("next_title", "next_help", [
    field("what", select("kind", faultKinds.map((k) => [k, t(`f_${k}`)]))),
    el("div", { class: "row" }, field("on", select("on", operations.map((o) => [o, t(`on_${o}`)]))), field("times", number("n", 1, 100))),
    el("div", { class: "row" }, field("code", select("code", [[0, "—"], ...graphCodes.map((c) => [c, c])])), field("retry_after", number("seconds", 0, 3600))),
  ], "arm", (v) => act("fail", { kind: v.kind, on: v.on, n: Number(v.n), code: Number(v.code), seconds: Number(v.seconds) }));
  const refuse = form("refuse_title", "refuse_help", el("div", { class: "row" }, field("code", select("code", lateCodes.map((c) => [c, c]))), field("times", number("n", 1, 100))), "arm", (v) => act("refuse", { code: Number(v.code), n: Number(v.n) }));
  const media = el("div", { class: "card" }, el("h2", {}, t("media_title")), el("div", { class: "row" }, button("expire", () => act("expire")), button("forget", () => act("forget"))));
  return [el("div", { class: "cards" }, waiting(state), next, modeCard(state), customerCard(state), accountCard(state), refuse, limitsCard(state), templateCard(state), media)];
}

// contents names what a delivery holds: the types of its messages, its statuses, or its field.
function contents(text) {
  try {
    const changes = JSON.parse(text).entry.flatMap((e) => e.changes);
    const names = changes.flatMap(({ field, value }) => field === "messages"
      ? [...(value.messages ?? []).map((m) => m.type), ...(value.statuses ?? []).map((s) => s.status), ...(value.errors ?? []).map((e) => e.code)]
      : [field]);
    return names.length > 6 ? `${names.slice(0, 6).join(", ")} …` : names.join(", ");
  } catch {
    return "";
  }
}

export function drawLog(state, panel) {
  const all = [...state.requests.map((r) => ({ ...r, out: true })), ...state.deliveries].sort((a, b) => b.at.localeCompare(a.at));
  return logOf(all.map((x) => {
    const notes = x.out ? [t(`on_${x.on}`)] : [`#${x.number}`, contents(x.text), x.attempt > 1 && t("attempt", { n: x.attempt }), x.spoiled && t("spoiled"), x.error];
    return {
      id: `${x.out ? "r" : "d"}${x.number}-${x.attempt ?? 0}`, at: x.at, out: x.out, what: notes.filter(Boolean).join(" · "), status: x.status, good: x.status === 200,
      line: x.out && x.line, request: x.out ? x.body : x.text, answer: x.answer, more: !x.out && x.number > 0 && el("div", { class: "row" }, button("replay", () => act("replay", { n: x.number }))),
    };
  }), panel);
}
