// The panel beside the phone: connecting, failures, log.
import { button, field, form, number, select, toggle, value, waitingCard } from "./cards.js";
import { logOf } from "./log.js";
import { handshake } from "./webhook.js";
import { act, attempt, el } from "./wire.js";
import { t } from "./words.js";

const faultKinds = ["busy", "error", "empty", "gone", "hang", "reset", "cut", "hang_after", "garbage", "late"];
const operations = ["send", "moderate", "post", "read", "bytes", "page", "profile", "subscribe", "login", "any"];
const codes = [1200, 613, 4, 551, 10900, 10, 100, 190, 200, 368, 1, 2];

export const nameOf = (who) => [who.first_name, who.last_name].filter(Boolean).join(" ");

export function drawConnect(state) {
  const own = state.url || location.origin;
  const [id, secret] = state.app;
  return [el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value({ value: `SAPA_GRAPH_URL=${own} SAPA_FACEBOOK_URL=${own} ${id.name}=${id.value} ${secret.name}=${secret.value} sapa serve` })),
    el("li", {}, el("span", {}, t(`step_values_${state.product}`)), ...state.connect.map(value)),
    el("li", {}, el("span", {}, t("step_callback")), handshake(state), toggle("subscribed", state.subscribed, (on) => act("subscribed", { switch: on }))),
    el("li", {}, t(`step_on_${state.product}`)), el("li", {}, t("step_write"))))];
}

export function drawFaults(state) {
  const who = state.customers.find((c) => c.key === state.customer);
  const as = { customer: state.customer };
  const m = state.mode;
  return [el("div", { class: "cards" },
    waitingCard(state.faults.map((f) => [`${t(`f_${f.kind}`)}${f.code ? ` ${f.code}` : ""} · ${t(`on_${f.on}`)}`, f.left])),
    form("next_title", "", [field("what", select("kind", faultKinds.map((k) => [k, t(`f_${k}`)]))), field("on", select("on", operations.map((o) => [o, t(`on_${o}`)]))), field("code", select("code", [[0, "–"], ...codes.map((c) => [c, c])])), field("times", number("n", 1)), field("retry_after", number("seconds", 0))], "arm",
      (v) => act("fail", { kind: v.kind, on: v.on, code: Number(v.code), n: Number(v.n), seconds: Number(v.seconds) })),
    form("mode_title", "", [field("copies", number("copies", m.copies, 50)), field("batch", number("batch", m.batch, 1000)), field("delay", number("delay", m.delay / 1e9, 3600)), el("label", { class: "check" }, el("input", { type: "checkbox", name: "shuffle", checked: m.shuffle }), t("shuffle")), el("label", { class: "check" }, el("input", { type: "checkbox", name: "early", checked: m.early_status }), t("early"))], "apply",
      (v) => act("mode", { mode: { copies: Number(v.copies), batch: Number(v.batch), delay: Number(v.delay) * 1e9, shuffle: v.shuffle, early_status: v.early } })),
    el("div", { class: "card" }, el("h2", {}, t("account_title")),
      el("label", {}, t("token"), el("select", { onchange: (e) => attempt(() => act("killed", { code: Number(e.target.value) })) }, [0, 463, 460, 467].map((c) => el("option", { value: String(c), selected: c === state.token }, t(c ? `token_${c}` : "token_ok"))))),
      el("label", {}, t("receipts"), el("select", { onchange: (e) => attempt(() => act("receipts", { kind: e.target.value })) }, ["none", "delivered", "read"].map((r) => el("option", { value: r, selected: r === state.receipts }, t(`r_${r}`))))),
      el("label", {}, t("per_second"), el("input", { type: "number", min: 0, max: 1000, value: String(state.per_second), onchange: (e) => attempt(() => act("per_second", { n: Number(e.target.value) })) })),
      toggle("denied", state.denied, (on) => act("denied", { switch: on })), toggle("human_agent", state.human_agent, (on) => act("human_agent", { switch: on })),
      el("div", { class: "row" }, state.held ? button("release", () => act("release"), { n: state.waiting }) : button("hold", () => act("hold")), button("spoil", () => act("spoil", { n: 1 })), button("foreign", () => act("foreign")), button("expire", () => act("expire")), button("block", () => act("enforce", { switch: true })), button("unblock", () => act("enforce", { switch: false })))),
    who && el("div", { class: "card" }, el("h2", {}, nameOf(who)),
      ...["offline", "unreachable", "private"].map((key) => toggle(key, who[key], (on) => act(key, { ...as, switch: on }))),
      el("div", { class: "row" }, button("age_25", () => act("age", { ...as, n: 25 })), button("age_200", () => act("age", { ...as, n: 200 })))))];
}

export function drawLog(state, panel) {
  const out = state.requests.map((r) => ({ id: `r${r.number}`, at: r.at, out: true, what: r.line.split("?")[0], status: r.status, line: r.line, request: r.body, answer: r.answer }));
  const brought = state.deliveries.map((d) => ({
    id: `d${d.number}-${d.attempt}-${d.at}`, at: d.at, what: [d.number > 0 && `#${d.number}`, d.attempt > 1 && t("attempt", { n: d.attempt }), d.error].filter(Boolean).join(" · "), status: d.status, request: d.text, answer: d.answer,
    more: d.number > 0 && el("div", { class: "row" }, button("replay", () => act("replay", { n: d.number }))),
  }));
  return logOf([...out, ...brought].sort((a, b) => b.at.localeCompare(a.at)).map((x) => ({ ...x, good: x.status >= 200 && x.status < 400 })), panel);
}
