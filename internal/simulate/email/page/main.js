// The simulator's page: a customer's mailbox, drawn whenever the simulator says that something has changed.
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { act, ask, attempt, el, fetchState, openMenu, sendFile } from "./wire.js";
import { currentLanguage, switchLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 860px)");
const tabNames = ["thread", "connect", "faults", "log"];
let state;
let customer = sessionStorage.getItem("customer") ?? "0";
let tab = location.hash.slice(1) || "thread";
let answers = 0; // the number of the letter that is answered
let all = false;
let drawn = "";
let lost = false;

const subject = el("input", { id: "subject", maxlength: "250", autocomplete: "off" });
$("words").before(subject);
$("words").maxLength = 25000;

const shownTab = () => (wide.matches && tab === "thread" ? "connect" : tab);
const people = (list) => (list ?? []).map((a) => a.name || a.address).join(", ");

function letter(l) {
  const files = (l.files ?? []).map((name, i) => el("a", { href: `/simulate/media/${state.customer}-${l.number}-${i}`, target: "_blank", rel: "noopener" }, name));
  const buttons = l.mine ? [] : [
    el("button", { type: "button", "data-reply": l.number, onclick: () => answer(l, false) }, t("reply")),
    el("button", { type: "button", onclick: () => answer(l, true) }, t("reply_all")),
  ];
  return el("article", { class: `bubble ${l.mine ? "own" : ""}`, "data-number": l.number },
    el("strong", {}, l.subject || t("no_subject")), el("br"),
    el("small", {}, `${l.mine ? "" : `${l.from.name || l.from.address} · `}${t("to")}: ${people(l.to)}${l.cc?.length ? ` · ${t("cc")}: ${people(l.cc)}` : ""}`),
    el("p", {}, l.text.split("\n").flatMap((line) => [line, el("br")])), ...files, el("div", { class: "row" }, buttons));
}

function answer(l, everybody) {
  answers = l?.number ?? 0;
  all = everybody;
  $("quote-bar").hidden = !l;
  $("quote-text").textContent = l ? t("answering", { subject: l.subject || t("no_subject") }) : "";
  subject.hidden = Boolean(l);
  $("words").focus();
}

function drawTabs() {
  $("tabs").replaceChildren(...tabNames.map((name) => el("button", {
    type: "button", role: "tab", "data-tab": name, "aria-selected": String(name === shownTab()), tabindex: name === shownTab() ? "0" : "-1", onclick: () => show(name),
  }, t(name))));
}

function show(name) {
  tab = name;
  history.replaceState(null, "", `#${name}`);
  draw();
}

function drawPeople() {
  $("people").replaceChildren(...state.customers.map((c) => el("button", { type: "button", title: c.address, "aria-pressed": String(c.key === state.customer), onclick: () => choose(c.key) }, el("span", {}, c.name))));
}

function choose(key) {
  customer = key;
  sessionStorage.setItem("customer", key);
  answer(undefined, false);
  refresh();
}

function drawThread() {
  const who = state.customers.find((c) => c.key === state.customer);
  $("business").textContent = state.address;
  $("face").textContent = "✉";
  $("subtitle").textContent = who ? t("as", { name: who.name, address: who.address }) : "";
  const now = JSON.stringify([state.customer, state.thread, currentLanguage()]);
  if (now === drawn) return;
  drawn = now;
  $("thread").replaceChildren(...(state.thread.length ? state.thread.map(letter) : [el("p", {}, who ? t("empty", { name: who.name }) : "")]));
  $("thread").scrollTop = $("thread").scrollHeight;
}

function drawPanel() {
  const panel = $("panel");
  if (panel.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox])")) return;
  const name = shownTab();
  panel.replaceChildren(...(name === "faults" ? drawFaults(state) : name === "log" ? drawLog(state) : drawConnect(state)));
}

function draw() {
  document.documentElement.lang = currentLanguage();
  document.title = t("title");
  document.body.classList.toggle("on-thread", tab === "thread");
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  $("language").textContent = currentLanguage() === "id" ? "EN" : "ID";
  $("language").setAttribute("aria-label", `${$("language").textContent}: ${t("language_label")}`);
  for (const [id, key] of [["words", "write"], ["send", "send"], ["attach", "attach"], ["quote-drop", "drop_quote"], ["tabs", "tabs"], ["people", "people"], ["thread", "thread"]]) $(id).setAttribute("aria-label", t(key));
  $("words").placeholder = t("write");
  subject.placeholder = t("new_subject");
  subject.setAttribute("aria-label", t("subject"));
  $("lamp").className = !lost && state.listening ? "lamp on" : "lamp off";
  $("lamp").textContent = t(lost ? "lamp_lost" : state.listening ? "lamp_on" : "lamp_off");
  drawTabs();
  drawPeople();
  drawThread();
  drawPanel();
}

let underway = false;
let again = false;
async function refresh() {
  again = true;
  if (underway) return;
  underway = true;
  while (again) {
    again = false;
    try {
      state = await fetchState(customer);
      lost = false;
    } catch {
      lost = true;
    }
    if (state) draw();
  }
  underway = false;
}

async function send() {
  const text = $("words").value.trim();
  if (!text) return;
  if (!(await attempt(() => act("write", { customer: state.customer, subject: subject.value.trim(), text, answers, all })))) return;
  $("words").value = "";
  subject.value = "";
  answer(undefined, false);
}

function sendChosen() {
  const input = $("file");
  input.onchange = async () => {
    const file = input.files[0];
    input.value = "";
    if (file) await attempt(() => sendFile(file, { customer: state.customer, name: file.name, caption: $("words").value.trim(), subject: subject.value.trim() || file.name, answers: answers && String(answers) }));
  };
  input.click();
}

$("composer").addEventListener("submit", (e) => { e.preventDefault(); send(); });
$("attach").addEventListener("click", (e) => openMenu(e.currentTarget, [
  [t("file"), sendChosen],
  [t("auto"), () => attempt(() => act("auto", { customer: state.customer, subject: subject.value.trim(), text: $("words").value.trim() || t("auto"), answers }))],
  null,
  ...state.samples.map((kind) => [t(`sample_${kind}`), () => attempt(() => act("sample", { customer: state.customer, kind, answers }))]),
]));
$("quote-drop").addEventListener("click", () => answer(undefined, false));
$("new-customer").addEventListener("click", () => ask(t("new_customer_title"), [["name", "name", "text", ""], ["address", "address", "email", ""]], t("add"), async ({ name, address }) => {
  await act("customer", { name, address });
  choose((await fetchState("")).customers.findLast((c) => c.address === address.toLowerCase())?.key ?? customer);
}));
$("language").addEventListener("click", () => { switchLanguage(); drawn = ""; draw(); });
wide.addEventListener("change", () => { if (state) draw(); });

const events = new EventSource("/simulate/events");
events.onmessage = refresh;
events.onerror = () => { lost = true; if (state) draw(); };
