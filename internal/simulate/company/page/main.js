// The simulator's page: draws the state whenever the simulator says that it has changed.
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawThread, label } from "./thread.js";
import { act, ask, attempt, el, fetchState, openMenu, sendFile } from "./wire.js";
import { currentLanguage, switchLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const panels = { connect: drawConnect, faults: drawFaults, log: drawLog };
// What each part of the page shows: it is drawn again when that has changed, and left alone while somebody types there.
const shows = {
  connect: (s) => [s.callback, s.signs, s.address],
  faults: (s) => [s.faults, s.mode, s.held, s.waiting],
  log: (s) => [s.calls, s.brought],
};
const wide = matchMedia("(min-width: 860px)");
let state;
let customer = sessionStorage.getItem("customer") ?? "";
let tab = location.hash.slice(1) || "thread";
let quote;
let lost = false;
const drawn = {};

// renew draws a part again when what it shows has changed, with the focus where it was.
function renew(id, value, draw) {
  const now = JSON.stringify([value, currentLanguage()]);
  if (drawn[id] === now) return;
  drawn[id] = now;
  const at = [...$(id).querySelectorAll("button, input, select, summary")].indexOf(document.activeElement);
  $(id).replaceChildren(...draw());
  if (at >= 0) $(id).querySelectorAll("button, input, select, summary")[at]?.focus();
}

const shownTab = () => (wide.matches && tab === "thread" ? "connect" : tab);

function drawTabs() {
  const names = wide.matches ? ["connect", "faults", "log"] : ["thread", "connect", "faults", "log"];
  renew("tabs", [shownTab(), names], () => names.map((name, i) => el("button", {
    type: "button", role: "tab", "aria-selected": String(name === shownTab()), "aria-controls": name === "thread" ? "thread-pane" : "panel", tabindex: name === shownTab() ? "0" : "-1",
    onclick: () => show(name),
    onkeydown: (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (!step) return;
      show(names[(i + step + names.length) % names.length]);
      $("tabs").querySelector('[aria-selected="true"]').focus();
    },
  }, t(name))));
}

function show(name) {
  tab = name;
  history.replaceState(null, "", `#${name}`);
  draw();
}

function choose(id) {
  customer = id;
  sessionStorage.setItem("customer", id);
  setQuote(undefined);
  refresh();
}

function drawPhone() {
  const who = state.customers.find((c) => c.id === state.customer);
  $("business").textContent = state.name;
  $("face").textContent = [...state.name][0] ?? "?";
  $("subtitle").textContent = state.typing ? t("typing") : who ? t("as", { name: who.name || who.id }) : "";
  for (const id of ["words", "send", "attach"]) $(id).disabled = !who;
  renew("people", [state.customer, state.customers], () => state.customers.map((c) => el("button", { type: "button", title: c.id, "aria-pressed": String(c.id === state.customer), onclick: () => choose(c.id) }, el("span", {}, c.name || c.id))));
  const atEnd = $("thread").scrollHeight - $("thread").scrollTop - $("thread").clientHeight < 60;
  renew("thread", [state.customer, state.thread], () => drawThread(state, who, setQuote));
  if (atEnd) $("thread").scrollTop = $("thread").scrollHeight;
}

function drawPanel() {
  const name = panels[shownTab()] ? shownTab() : "connect";
  const typing = $("panel").contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox])");
  if (typing && drawn.panel?.startsWith(`[["${name}"`)) return;
  renew("panel", [name, shows[name](state)], () => panels[name](state, $("panel")));
}

function drawLamp() {
  const on = !lost && state.callback && state.signs;
  $("lamp").className = on ? "lamp on" : "lamp off";
  $("lamp").textContent = lost ? t("lamp_lost") : on ? t("lamp_on", { where: new URL(state.callback).host }) : t("lamp_off");
}

function draw() {
  document.documentElement.lang = currentLanguage();
  document.title = t("title");
  document.body.classList.toggle("on-thread", tab === "thread");
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  $("language").textContent = currentLanguage() === "id" ? "EN" : "ID";
  $("language").setAttribute("aria-label", `${$("language").textContent}: ${t("language_label")}`);
  const labels = { words: "write", send: "send", attach: "attach", "quote-drop": "drop_quote", thread: "thread", tabs: "tabs", sections: "tabs", people: "people" };
  for (const [id, key] of Object.entries(labels)) $(id).setAttribute("aria-label", t(key));
  $("words").placeholder = t("write");
  drawTabs();
  drawLamp();
  drawPhone();
  drawPanel();
}

function setQuote(m) {
  quote = m;
  $("quote-bar").hidden = !m;
  $("quote-text").textContent = m ? label(m) : "";
  if (m) $("words").focus();
}

let underway;
// refresh reads the state; what changes meanwhile is read afterwards.
function refresh() {
  underway = (underway ?? Promise.resolve()).then(async () => {
    try {
      state = await fetchState(customer);
      lost = false;
      draw();
    } catch {
      lost = true;
      if (state) drawLamp();
    }
  });
}

async function sendWords() {
  const text = $("words").value.trim();
  if (!text || !(await attempt(() => act("text", { customer: state.customer, text, quote: quote?.id })))) return;
  $("words").value = "";
  setQuote(undefined);
}

function chooseFile() {
  const input = $("file");
  input.onchange = async () => {
    const file = input.files[0];
    input.value = "";
    if (file && (await attempt(() => sendFile(file, { customer: state.customer, name: file.name, caption: $("words").value.trim() })))) $("words").value = "";
  };
  input.click();
}

function attachMenu(button) {
  const as = { customer: state.customer };
  openMenu(button, [
    [t("file"), chooseFile],
    [t("place"), () => attempt(() => act("place", as))],
    null,
    [t("cash_desk"), () => ask(t("cash_desk_title"), [["text", "write", "text"]], t("send"), ({ text }) => act("cash_desk", { ...as, text }))],
    [t("read_all"), () => attempt(() => act("read_all", as))],
  ]);
}

function newCustomer() {
  const fields = [["name", "name", "text"], ["id", "id", "text", `c-${Math.floor(1e4 + Math.random() * 9e4)}`], ["phone", "phone", "text"], ["email", "email", "text"]];
  ask(t("new_customer_title"), fields, t("add"), async (profile) => {
    await act("customer", { profile });
    choose(profile.id);
  });
}

$("composer").addEventListener("submit", (e) => { e.preventDefault(); sendWords(); });
$("words").addEventListener("keydown", (e) => {
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    sendWords();
  }
});
$("attach").addEventListener("click", (e) => attachMenu(e.currentTarget));
$("quote-drop").addEventListener("click", () => { setQuote(undefined); $("words").focus(); });
$("new-customer").addEventListener("click", newCustomer);
$("language").addEventListener("click", () => { switchLanguage(); draw(); });
wide.addEventListener("change", () => { if (state) draw(); });

const events = new EventSource("/simulate/events");
events.onmessage = refresh;
events.onerror = () => { lost = true; if (state) drawLamp(); };
