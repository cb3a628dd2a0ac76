// The panel beside the mailbox: connecting, failures, log.
import { button, field, form, number, select, toggle, value, waitingCard } from "./cards.js";
import { act, el } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const kinds = ["busy", "refused", "limit", "lost", "hang", "cut", "bounce", "delay", "unavailable"];

// filled is one value of the form, with what is chosen there in the words of the form.
const filled = ({ name, value: v }) => value({ name, label: name, value: t(`c_${v}`) === `c_${v}` ? v : t(`c_${v}`) });

export function drawConnect(state) {
  return [el("div", { class: "card" }, el("h2", {}, t("connect_intro")), el("ol", { class: "steps" },
    el("li", {}, el("span", {}, t("step_start")), value({ value: `SAPA_MAIL_SERVERS=${state.servers} sapa serve` })),
    el("li", {}, el("span", {}, t("step_values")), ...state.connect.map(filled)),
    el("li", {}, t("step_write"))))];
}

export function drawFaults(state) {
  const pending = waitingCard((state.faults ?? []).map((f) => [t(`f_${f.kind}`), f.left]));
  const next = form("next_title", "next_help", [field("what", select("kind", kinds.map((k) => [k, t(`f_${k}`)]))), field("times", number("n", 1, 100))], "arm", (v) => act("fail", { kind: v.kind, n: Number(v.n) }));
  const account = el("div", { class: "card" }, el("h2", {}, t("account_title")), toggle("revoked", state.revoked, (on) => act("revoke", { switch: on })), el("div", { class: "row" }, button("renumber", () => act("renumber"))));
  return [el("div", { class: "cards" }, pending, next, account)];
}

export function drawLog(state) {
  const entries = [...(state.log ?? [])].reverse().map((x) => el("li", {}, el("span", {}, `${new Date(x.at).toLocaleTimeString(currentLanguage())} · ${x.what} ${x.note}`), el("b", {}, x.bad ? "✕" : "")));
  return [entries.length ? el("ul", { class: "list" }, entries) : el("p", {}, t("log_empty"))];
}
