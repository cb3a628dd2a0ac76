// The panel beside the phone: connecting, failures, log.
import { button, field, form, number, select, toggle, value, waitingCard } from "./cards.js";
import { logOf } from "./log.js";
import { act, el } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const faultKinds = ["busy", "error", "empty", "hang", "reset", "cut", "hang_after", "garbage", "late"];
const methods = ["", "getUpdates", "getMe", "getWebhookInfo", "setWebhook", "getFile", "file", "editMessageText", "deleteMessage", "setMessageReaction", "sendChatAction", "any"];

function how(state) {
  if (state.webhook) return el("p", {}, t("webhook_now"), " ", el("code", {}, state.webhook));
  return el("p", {}, state.polled ? t("polled_now", { time: new Date(state.polled).toLocaleTimeString(currentLanguage()) }) : t("never_polled"));
}

export function drawConnect(state) {
  return [el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value({ value: `SAPA_TELEGRAM_URL=${state.url || location.origin} sapa serve` })),
    el("li", {}, el("span", {}, t("step_values")), ...state.connect.map(value)),
    el("li", {}, t("step_write"))), how(state))];
}

const what = (f) => `${t(`f_${f.kind}`)} · ${t(`on_${f.on}`) === `on_${f.on}` ? f.on : t(`on_${f.on}`)}`;

function customerCard(state) {
  const who = state.customers.find((c) => c.key === state.customer);
  if (!who) return null;
  const customer = state.customer;
  return el("div", { class: "card" }, el("h2", {}, t("this_customer", { name: who.name })),
    toggle("block", who.blocked, (on) => act("block", { customer, switch: on })), el("div", { class: "row" }, button("leave", () => act("leave", { customer }))));
}

function botCard(state) {
  return el("div", { class: "card" }, el("h2", {}, t("account_title")),
    toggle("revoked", state.revoked, (on) => act("revoke", { switch: on })), toggle("competing", state.competing, (on) => act("compete", { switch: on })),
    el("div", { class: "row" }, button("hijack", () => act("hijack", { text: "https://lain.example/hook" })), button("renumber", () => act("renumber", { id: 1 + Math.floor(Math.random() * 1e6) }))));
}

function modeCard(state) {
  const m = state.mode;
  const card = form("mode_title", "", [
    field("copies", number("copies", m.copies, 50)), el("label", { class: "check" }, el("input", { type: "checkbox", name: "backwards", checked: m.backwards }), t("backwards")),
  ], "apply", (v) => act("mode", { mode: { copies: Number(v.copies), backwards: v.backwards } }));
  card.append(el("div", { class: "row" }, state.held ? button("release", () => act("release"), { n: state.waiting }) : button("hold", () => act("hold"))));
  return card;
}

export function drawFaults(state) {
  const next = form("next_title", "next_help", [
    field("what", select("kind", faultKinds.map((k) => [k, t(`f_${k}`)]))),
    el("div", { class: "row" }, field("on", select("on", methods.map((m) => [m, m === "" || m === "any" ? t(`on_${m}`) : m]))), field("times", number("n", 1, 100))),
    field("retry_after", number("seconds", 5, 3600)),
  ], "arm", (v) => act("fail", { kind: v.kind, on: v.on, n: Number(v.n), seconds: Number(v.seconds) }));
  const limits = form("limits_title", "limits_help", el("div", { class: "row" }, field("pair", number("seconds", state.limits.pair)), field("burst", number("n", state.limits.burst))), "apply", (v) => act("limits", { n: Number(v.n), seconds: Number(v.seconds) }));
  const media = el("div", { class: "card" }, el("h2", {}, t("media_title")), el("div", { class: "row" }, button("forget", () => act("forget"))));
  return [el("div", { class: "cards" }, waitingCard(state.faults.map((f) => [what(f), f.left])), next, botCard(state), customerCard(state), modeCard(state), limits, media)];
}

export function drawLog(state, panel) {
  const all = [...state.requests.map((r) => ({ ...r, out: true })), ...state.deliveries].sort((a, b) => b.at.localeCompare(a.at));
  return logOf(all.map((x) => ({
    id: `${x.out ? "r" : "d"}${x.number}-${x.at}`, at: x.at, out: x.out, what: x.out ? x.on : `#${x.number} ${x.error ?? ""}`, status: x.status, good: x.status >= 200 && x.status < 300,
    request: x.out ? x.body : x.text, answer: x.answer,
  })), panel);
}
