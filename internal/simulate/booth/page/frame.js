// The frame of every simulator's page: who writes, what they wrote, and the panel beside it, drawn whenever the simulator says
// that something has changed. What is particular about a page is what it opens the frame with:
//   panels     what the panel can show, by the names of their tabs: { shows, draw, when }. It is drawn again when what it shows has changed.
//   lamp       whether the simulator is connected, and a text that says so
//   business   the name, the mark and the line above the thread
//   person     the key, the name and the title of one of the customers; who has a key and a name needs none
//   thread     the elements of the thread, label what is said of a message that is answered
//   send       sends a text, lines tells that it may have several, longest how many characters it may have
//   menu       what else a customer can do
//   newcomer   what is asked about a new customer: { fields, add, is }
// and where they are wanted: title, window (a line about whether the business may answer), seen (called when somebody looks at
// the thread), also (called whenever the page is drawn), chose (called when a message is to be answered or none).
import { act, ask, attempt, el, fetchState, openMenu, sendFile } from "./wire.js";
import { currentLanguage, switchLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 860px)");
const places = "button, input, select, summary, textarea";
const drawn = {};
let page;
let state;
let customer = sessionStorage.getItem("customer") ?? "";
let tab = location.hash.slice(1) || "thread";
let answered;
let lost = false;

const personOf = (c) => page.person?.(c) ?? c;
const chosen = () => state.customers.find((c) => personOf(c).key === state.customer);

// as names the customer in whose name something is done, quoted the message that they answer, typed what they have written.
export const as = () => ({ customer: state.customer });
export const quoted = () => answered;
export const typed = () => $("words").value.trim();

// changed tells whether what a part shows has changed since it was last drawn.
function changed(part, shows) {
  const now = JSON.stringify([shows, currentLanguage()]);
  if (drawn[part] === now) return false;
  drawn[part] = now;
  return true;
}

// renew draws a part, with the focus where it was.
function renew(part, items) {
  const place = [...part.querySelectorAll(places)].indexOf(document.activeElement);
  part.replaceChildren(...items);
  if (place >= 0) part.querySelectorAll(places)[place]?.focus();
}

const stands = (name) => Boolean(page.panels[name]) && (page.panels[name].when?.(state) ?? true);
const shownTab = () => stands(tab) ? tab : wide.matches ? "connect" : "thread";
const tabNames = () => ["thread", ...Object.keys(page.panels).filter(stands)];

function drawTabs() {
  if (!changed("tabs", [shownTab(), tabNames(), wide.matches])) return;
  const turn = (name, step) => {
    const names = tabNames().slice(wide.matches ? 1 : 0);
    show(names[(names.indexOf(name) + step + names.length) % names.length]);
    $("tabs").querySelector('[aria-selected="true"]').focus();
  };
  renew($("tabs"), tabNames().map((name) => el("button", {
    type: "button", role: "tab", "data-tab": name, "aria-selected": String(name === shownTab()), "aria-controls": name === "thread" ? "thread-pane" : "panel", tabindex: name === shownTab() ? "0" : "-1",
    onclick: () => show(name),
    onkeydown: (e) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
      if (step) turn(name, step);
    },
  }, t(name))));
}

function show(name) {
  tab = name;
  history.replaceState(null, "", `#${name}`);
  draw();
}

function drawPeople() {
  if (!changed("people", [state.customer, state.customers])) return;
  renew($("people"), state.customers.map((c) => {
    const { key, name, title } = personOf(c);
    return el("button", { type: "button", title, "aria-pressed": String(key === state.customer), onclick: () => choose(key) },
      el("span", {}, name), c.unread > 0 && key !== state.customer && el("span", { class: "badge" }, String(c.unread)));
  }));
  const one = $("people").querySelector('[aria-pressed="true"]');
  if (one && changed("chosen", state.customer)) $("people").scrollLeft = one.offsetLeft - $("people").offsetLeft - 40;
}

function choose(key) {
  customer = key;
  sessionStorage.setItem("customer", key);
  setQuote(undefined);
  refresh();
}

function drawWindow() {
  const { open, text } = page.window?.(state, chosen()) ?? {};
  $("window").className = open ? "window" : "window closed";
  $("window").hidden = !text;
  $("window").textContent = text ?? "";
}

function drawPhone() {
  const who = chosen();
  const { name, mark, line } = page.business(state, who && personOf(who));
  $("business").textContent = name;
  $("face").textContent = mark ?? [...name][0] ?? "?";
  $("subtitle").textContent = state.typing ? t("typing") : line;
  for (const id of ["words", "send", "attach"]) $(id).disabled = !who;
  if (page.longest) $("words").maxLength = page.longest(state);
  drawWindow();
  drawThread(who && personOf(who));
}

// drawThread shows what was written, with the newest in sight unless somebody reads further above.
function drawThread(who) {
  if (!changed("thread", [state.customer, state.thread])) return;
  const list = $("thread");
  const inside = list.contains(document.activeElement) && document.activeElement !== list;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const before = list.children.length;
  const items = page.thread(state);
  list.replaceChildren(...(items.length ? items : [el("div", { class: "empty" }, who ? t("empty", { name: who.name }) : t("nobody"))]));
  const wrote = items.length > before && items.at(-1).classList.contains("own");
  if (changed("thread of", state.customer) || atEnd || wrote) list.scrollTop = list.scrollHeight;
  if (inside) $("words").focus();
}

// drawPanel leaves forms alone while somebody is filling them in.
function drawPanel() {
  const panel = $("panel");
  const name = shownTab();
  if (!page.panels[name]) return;
  const field = panel.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), textarea") && document.activeElement;
  const busy = field && field.value !== "";
  if (busy && panel.dataset.shows === name || !changed("panel", [name, page.panels[name].shows(state)])) return;
  const top = panel.dataset.shows === name ? panel.scrollTop : 0;
  panel.dataset.shows = name;
  renew(panel, page.panels[name].draw(state, panel));
  panel.scrollTop = top;
}

function drawLamp() {
  const { on, text } = lost ? { on: false, text: t("lamp_lost") } : page.lamp(state);
  $("lamp").className = on ? "lamp on" : "lamp off";
  $("lamp").textContent = text;
  $("lamp").title = text;
}

// labels are the names of what stands in the page from the beginning.
const labels = { words: "write", send: "send", attach: "attach", "quote-drop": "drop_quote", thread: "thread", tabs: "tabs", sections: "tabs", people: "people" };

function drawWords() {
  const title = page.title?.(state) ?? t("title");
  document.documentElement.lang = currentLanguage();
  document.title = title;
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = e.dataset.t === "title" ? title : t(e.dataset.t);
  $("language").textContent = currentLanguage() === "id" ? "EN" : "ID";
  $("language").setAttribute("aria-label", `${$("language").textContent}: ${t("language_label")}`);
  for (const [id, key] of Object.entries(labels)) $(id).setAttribute("aria-label", t(key));
  $("words").placeholder = t("write");
}

function draw() {
  document.body.classList.toggle("on-thread", shownTab() === "thread");
  drawWords();
  drawTabs();
  drawLamp();
  drawPeople();
  drawPhone();
  drawPanel();
  page.also?.(state);
}

// setQuote says which message is answered; undefined for none.
export function setQuote(m) {
  answered = m;
  page.chose?.(m);
  $("quote-bar").hidden = !m;
  $("quote-text").textContent = m ? page.label(m) : "";
  if (m) $("words").focus();
}

// look tells that somebody sees what has been written.
function look() {
  if (state && document.visibilityState === "visible" && (wide.matches || shownTab() === "thread")) page.seen?.(state);
}

let underway = false;
let again = false;
// refresh reads the state; what changes meanwhile is read afterwards.
async function refresh() {
  again = true;
  if (underway) return;
  underway = true;
  try {
    while (again) {
      again = false;
      state = await fetchState(customer);
      lost = false;
      draw();
      look();
    }
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

function emptyWords() {
  $("words").value = "";
  grow();
}

async function sendWords() {
  if (!typed() || !(await attempt(() => page.send(typed())))) return;
  emptyWords();
  setQuote(undefined);
}

// doing does something in the customer's name; saying says with it what is typed, or else another text.
export const doing = (name, values) => () => attempt(() => act(name, { ...as(), ...values }));
export const saying = (name, otherwise, values) => async () => {
  if (await attempt(() => act(name, { ...as(), text: typed() || t(otherwise), ...values }))) emptyWords();
};

// sendAs sends a file in the customer's name. What is typed goes along as its caption, unless another one is among the values.
export async function sendAs(blob, values) {
  const all = { ...as(), quote: answered?.id, caption: typed(), ...values };
  if (!(await attempt(() => sendFile(blob, all)))) return;
  if (all.caption) emptyWords();
  setQuote(undefined);
}

// chooseFile lets somebody choose a file of these types and sends it; values says of the file what goes along.
export function chooseFile(accept, values) {
  const input = $("file");
  input.accept = accept;
  input.onchange = () => {
    const file = input.files[0];
    input.value = "";
    if (file) sendAs(file, { name: file.name, ...values(file) });
  };
  input.click();
}

// sendSample sends a cloth with a pattern, so that one need not look for a picture.
export function sendSample(values) {
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
  canvas.toBlob((blob) => sendAs(blob, { name: "batik.jpg", ...values }), "image/jpeg", 0.85);
}

// addCustomer asks who is to be added, and goes on as them.
function addCustomer() {
  const { fields, add, is } = page.newcomer;
  ask(t("new_customer_title"), fields(), t("add"), async (values) => {
    await act("customer", add(values));
    const made = (await fetchState("")).customers.findLast((c) => is(c, values));
    if (made) choose(personOf(made).key);
  });
}

// openFrame begins to draw a page and to listen to whoever uses it.
export function openFrame(what) {
  page = what;
  $("composer").addEventListener("submit", (e) => { e.preventDefault(); sendWords(); });
  $("words").addEventListener("keydown", (e) => {
    if (page.lines || e.key !== "Enter" || e.shiftKey || e.isComposing) return;
    e.preventDefault();
    sendWords();
  });
  $("words").addEventListener("input", grow);
  $("attach").addEventListener("click", (e) => openMenu(e.currentTarget, page.menu(state)));
  $("quote-drop").addEventListener("click", () => { setQuote(undefined); $("words").focus(); });
  $("new-customer").addEventListener("click", addCustomer);
  $("language").addEventListener("click", () => { switchLanguage(); if (state) draw(); });
  wide.addEventListener("change", () => { if (state) draw(); });
  document.addEventListener("visibilitychange", look);
  setInterval(() => { if (state && !lost && page.window) { state.now = new Date().toISOString(); drawWindow(); } }, 30000);
  const events = new EventSource("/simulate/events");
  events.onmessage = refresh;
  events.onerror = () => { lost = true; if (state) drawLamp(); };
}
