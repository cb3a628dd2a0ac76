// The simulator's page: draws the state whenever the simulator says that it has changed.
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawThread, label } from "./thread.js";
import { act, ask, attempt, el, fetchState, openMenu, sendFile } from "./wire.js";
import { currentLanguage, switchLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 860px)");
let state;
let customer = sessionStorage.getItem("customer") ?? "0";
let tab = location.hash.slice(1) || "thread";
let quote;
let drawnThread = "";
let drawnPanel = "";
let lost = false;

const drawn = {};
// renew draws a group of buttons again when what it shows has changed, and leaves the focus where it was.
function renew(id, shows, draw) {
  const now = JSON.stringify([shows, currentLanguage()]);
  if (drawn[id] === now) return;
  drawn[id] = now;
  const place = [...$(id).children].indexOf(document.activeElement);
  $(id).replaceChildren(...draw());
  if (place >= 0) $(id).children[place]?.focus();
}

const tabNames = ["thread", "connect", "faults", "log"];
const shownTab = () => (wide.matches && tab === "thread" ? "connect" : tab);

function drawTabs() {
  for (const id of ["tabs", "sections"]) $(id).setAttribute("aria-label", t("tabs"));
  renew("tabs", [shownTab(), wide.matches], () => tabNames.map((name) => el("button", {
    type: "button", role: "tab", "data-tab": name, "aria-selected": String(name === shownTab()), "aria-controls": name === "thread" ? "thread-pane" : "panel", tabindex: name === shownTab() ? "0" : "-1",
    onclick: () => show(name),
    onkeydown: (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (!step) return;
      const names = wide.matches ? tabNames.slice(1) : tabNames;
      const next = names[(names.indexOf(name) + step + names.length) % names.length];
      show(next);
      $("tabs").querySelector(`[data-tab="${next}"]`).focus();
    },
  }, t(name))));
}

function show(name) {
  tab = name;
  history.replaceState(null, "", `#${name}`);
  drawnPanel = "";
  draw();
}

let chosenKey;
function drawPeople() {
  $("people").setAttribute("aria-label", t("people"));
  renew("people", [state.customer, state.customers], () => state.customers.map((c) => el("button", { type: "button", title: String(c.id), "aria-pressed": String(c.key === state.customer), onclick: () => choose(c.key) }, el("span", {}, c.name))));
  if (chosenKey === state.customer) return;
  chosenKey = state.customer;
  const chosen = $("people").querySelector('[aria-pressed="true"]');
  if (chosen) $("people").scrollLeft = chosen.offsetLeft - $("people").offsetLeft - 40;
}

function choose(key) {
  customer = key;
  sessionStorage.setItem("customer", key);
  setQuote(undefined);
  refresh();
}

function drawWindow(who) {
  const why = who?.gone ? "gone" : who?.blocked ? "blocked" : "";
  $("window").hidden = !why;
  $("window").textContent = why && t(why);
}

function drawPhone() {
  const who = state.customers.find((c) => c.key === state.customer);
  $("business").textContent = state.bot.name;
  $("face").textContent = [...state.bot.name][0] ?? "?";
  $("subtitle").textContent = state.typing ? t("typing") : `@${state.bot.user}${who ? ` · ${t("as", { name: who.name })}` : ""}`;
  for (const id of ["words", "send", "attach"]) $(id).disabled = !who;
  drawWindow(who);
  const now = JSON.stringify([state.customer, state.thread, currentLanguage()]);
  if (now === drawnThread) return;
  const other = !drawnThread.startsWith(`["${state.customer}"`);
  drawnThread = now;
  const focused = $("thread").contains(document.activeElement);
  if (drawThread($("thread"), state, setQuote) || other) $("thread").scrollTop = $("thread").scrollHeight;
  if (focused) $("words").focus();
}

// drawPanel leaves forms alone while somebody is filling them in.
function drawPanel() {
  const panel = $("panel");
  const name = shownTab();
  const shown = { connect: [state.webhook, state.polled, state.url], faults: [state.customer, state.customers, state.faults, state.mode, state.held, state.waiting, state.revoked, state.competing, state.limits], log: [state.requests, state.deliveries] }[name];
  const now = JSON.stringify([name, shown, currentLanguage()]);
  if (now === drawnPanel || !shown) return;
  const same = drawnPanel.startsWith(`["${name}"`);
  const busy = panel.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), textarea");
  if (same && busy) return;
  drawnPanel = now;
  const place = [...panel.querySelectorAll("button, input, select, summary")].indexOf(document.activeElement);
  const top = panel.scrollTop;
  panel.replaceChildren(...(name === "connect" ? drawConnect(state) : name === "faults" ? drawFaults(state) : drawLog(state, panel)));
  panel.scrollTop = same ? top : 0;
  if (same && place >= 0) panel.querySelectorAll("button, input, select, summary")[place]?.focus();
}

function drawLamp() {
  const on = !lost && (state.webhook || state.polled);
  $("lamp").className = on ? "lamp on" : "lamp off";
  $("lamp").textContent = lost ? t("lamp_lost") : state.webhook ? t("lamp_hook", { where: new URL(state.webhook).host }) : t(state.polled ? "lamp_polled" : "lamp_off");
  $("lamp").title = $("lamp").textContent;
}

function draw() {
  document.documentElement.lang = currentLanguage();
  document.title = t("title");
  document.body.classList.toggle("on-thread", tab === "thread");
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t);
  $("language").textContent = currentLanguage() === "id" ? "EN" : "ID";
  $("language").setAttribute("aria-label", `${$("language").textContent}: ${t("language_label")}`);
  for (const [id, key] of [["words", "write"], ["send", "send"], ["attach", "attach"], ["quote-drop", "drop_quote"]]) $(id).setAttribute("aria-label", t(key));
  $("words").placeholder = t("write");
  $("thread").setAttribute("aria-label", t("thread"));
  drawTabs();
  drawLamp();
  drawPeople();
  drawPhone();
  drawPanel();
}

function setQuote(m) {
  quote = m;
  $("quote-bar").hidden = !m;
  $("quote-text").textContent = m ? label(m) : "";
  if (m) $("words").focus();
}

let underway = false;
let again = false;
async function refresh() {
  if (underway) {
    again = true;
    return;
  }
  underway = true;
  try {
    do {
      again = false;
      state = await fetchState(customer);
      lost = false;
      draw();
    } while (again);
  } catch {
    lost = true;
    if (state) drawLamp();
  }
  underway = false;
}

function grow() {
  $("words").style.height = "auto";
  $("words").style.height = `${Math.min($("words").scrollHeight + 2, 130)}px`;
}

async function sendWords(extra) {
  const text = $("words").value.trim();
  if (!text) return;
  const ok = await attempt(() => act("text", { customer: state.customer, text, quote: quote && String(quote.id), extra }));
  if (!ok) return;
  $("words").value = "";
  grow();
  setQuote(undefined);
}

function chooseFile(accept, kindOf) {
  const input = $("file");
  input.accept = accept;
  input.onchange = async () => {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    const kind = kindOf(file);
    const caption = kind === "sticker" ? "" : $("words").value.trim();
    const ok = await attempt(() => sendFile(file, { customer: state.customer, kind, name: file.name, caption, quote: quote?.id }));
    if (ok && caption) $("words").value = "";
    if (ok) setQuote(undefined);
  };
  input.click();
}

// samplePicture is a cloth with a pattern, so that one need not look for a file.
function samplePicture() {
  const canvas = el("canvas", { width: 640, height: 480 });
  const c = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 360);
  c.fillStyle = `hsl(${hue} 45% 30%)`;
  c.fillRect(0, 0, 640, 480);
  for (let y = 0; y < 6; y++) {
    for (let x = 0; x < 8; x++) {
      c.strokeStyle = `hsl(${(hue + 40) % 360} 70% ${60 + ((x + y) % 3) * 8}%)`;
      c.lineWidth = 5;
      for (const [r, turn] of [[34, 0], [20, 1], [8, 2]]) {
        c.beginPath();
        c.ellipse(40 + x * 80, 40 + y * 80, r, r * 0.55, ((x + y + turn) % 2) * Math.PI / 2, 0, 7);
        c.stroke();
      }
    }
  }
  canvas.toBlob((blob) => attempt(() => sendFile(blob, { customer: state.customer, kind: "photo", name: "batik.jpg", caption: $("words").value.trim(), quote: quote?.id }).then(() => { $("words").value = ""; setQuote(undefined); })), "image/jpeg", 0.85);
}

function attachMenu(button) {
  const as = { customer: state.customer };
  openMenu(button, [
    [t("sample_picture"), samplePicture],
    [t("picture"), () => chooseFile("image/jpeg,image/png,video/mp4", (f) => (f.type.startsWith("video/") ? "video" : "photo"))],
    [t("document"), () => chooseFile("", () => "document")],
    [t("voice"), () => chooseFile("audio/ogg,.ogg,.oga", () => "voice")],
    [t("audio"), () => chooseFile("audio/*", () => "audio")],
    [t("sticker"), () => chooseFile("image/webp", () => "sticker")],
    null,
    [t("place"), () => attempt(() => act("location", { ...as, latitude: -6.1753924, longitude: 106.8271528, name: "Monas", text: "Jalan Medan Merdeka, Jakarta Pusat" }))],
    [t("contact"), () => attempt(() => act("contact", { ...as, name: "Lestari Wulandari", text: "+62 813-5555-0123" }))],
    [t("dice"), () => attempt(() => act("dice", as))],
  ]);
}

function newCustomer() {
  const fields = [["name", "name", "text", ""], ["id", "id", "text", String(Math.floor(1e8 + Math.random() * 9e8))], ["user", "user", "text", ""]];
  ask(t("new_customer_title"), fields, t("add"), async ({ name, id, user }) => {
    await act("customer", { profile: { name, id: Number(id), user: user.replace(/^@/, ""), language: "id" } });
    const made = (await fetchState("")).customers;
    choose(made.findLast((c) => c.name === name)?.key ?? String(made.length - 1));
  });
}

$("composer").addEventListener("submit", (e) => { e.preventDefault(); sendWords(); });
$("words").addEventListener("keydown", (e) => {
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    sendWords();
  }
});
$("words").addEventListener("input", grow);
$("attach").addEventListener("click", (e) => attachMenu(e.currentTarget));
$("quote-drop").addEventListener("click", () => { setQuote(undefined); $("words").focus(); });
$("new-customer").addEventListener("click", newCustomer);
$("language").addEventListener("click", () => { switchLanguage(); drawnPanel = ""; draw(); });
wide.addEventListener("change", () => { drawnPanel = ""; if (state) draw(); });

const events = new EventSource("/simulate/events");
events.onmessage = refresh;
events.onerror = () => { lost = true; if (state) drawLamp(); };
