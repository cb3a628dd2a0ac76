// The simulator's page: draws the state whenever the simulator says that it has changed.
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawPosts } from "./posts.js";
import { act, ask, attempt, el, fetchState, openMenu, sendFile } from "./wire.js";
import { currentLanguage, has, switchLanguage, t } from "./words.js";

const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 860px)");
const hour = 3600e3;
const emojis = ["👍", "❤️", "😆", "😮", "😢", "😠"];
const tabNames = ["thread", "posts", "connect", "faults", "log"];
let state;
let customer = sessionStorage.getItem("customer") ?? "0";
let tab = location.hash.slice(1) || "thread";
let quote;
let lost = false;
const drawn = {};

const label = (m) => m.unsent ? t("unsent") : m.text || m.file_name || (has(`kind_${m.kind}`) ? t(`kind_${m.kind}`) : t("other", { kind: m.kind }));
const as = () => ({ customer: state.customer });
const nameOf = (c) => [c.first_name, c.last_name].filter(Boolean).join(" ");
const shownTab = () => (wide.matches && tab === "thread" ? "connect" : tab);

// changed tells whether what a part shows has changed since it was last drawn.
function changed(part, shows) {
  const now = JSON.stringify([shows, currentLanguage()]);
  if (drawn[part] === now) return false;
  drawn[part] = now;
  return true;
}

function drawTabs() {
  for (const id of ["tabs", "sections"]) $(id).setAttribute("aria-label", t("tabs"));
  if (!changed("tabs", [shownTab(), wide.matches, Boolean(state.posts)])) return;
  $("tabs").replaceChildren(...tabNames.filter((name) => name !== "posts" || state.posts).map((name) => el("button", { type: "button", role: "tab", "aria-selected": String(name === shownTab()), onclick: () => { tab = name; history.replaceState(null, "", `#${name}`); draw(); } }, t(name))));
}

function drawPeople() {
  $("people").setAttribute("aria-label", t("people"));
  if (!changed("people", [state.customer, state.customers])) return;
  $("people").replaceChildren(...state.customers.map((c) => el("button", { type: "button", title: c.id, "aria-pressed": String(c.key === state.customer), onclick: () => choose(c.key) }, el("span", {}, nameOf(c)), c.unread > 0 && c.key !== state.customer && el("span", { class: "badge" }, String(c.unread)))));
}

function choose(key) {
  customer = key;
  sessionStorage.setItem("customer", key);
  quote = undefined;
  refresh();
}

function drawWindow() {
  const h = state.last_at ? Math.floor((new Date(state.now) - new Date(state.last_at)) / hour) : -1;
  const word = h < 0 ? "window_none" : h < 24 ? "window_open" : h < 168 ? "window_late" : "window_closed";
  $("window").className = word === "window_open" ? "window" : "window closed";
  $("window").hidden = state.customers.length === 0;
  $("window").textContent = quote ? t("quoting", { text: label(quote) }) : t(word, { h });
}

function file(m) {
  const src = m.media ? `/simulate/media/${m.media}` : "";
  const type = m.mime ?? "";
  if (type.startsWith("image/")) return el("img", { src, alt: label(m), class: m.kind === "sticker" ? "sticker" : undefined });
  if (type.startsWith("video/")) return el("video", { src, controls: true, preload: "metadata" });
  if (type.startsWith("audio/")) return el("audio", { src, controls: true, preload: "metadata", "aria-label": t("kind_audio") });
  return src || m.link ? el("a", { class: "file", href: src || m.link, target: "_blank", rel: "noopener noreferrer" }, label(m)) : null;
}

function menuOf(m) {
  const react = (emoji) => attempt(() => act("react", { ...as(), id: m.id, text: emoji }));
  const row = el("div", { class: "emojis" }, emojis.map((e) => el("button", { type: "button", role: "menuitem", "aria-label": e, onclick: () => { $("menu").hidePopover(); react(e); } }, e)));
  const entries = [row, [t("quote"), () => { quote = m; drawWindow(); $("words").focus(); }]];
  if (m.reaction) entries.push([t("unreact"), () => react("")]);
  if (!m.from_business && !m.unsent && state.product === "instagram") entries.push([t("unsend"), () => attempt(() => act("unsend", { ...as(), id: m.id }))]);
  if (!m.from_business && m.kind === "text" && !m.unsent) entries.push([t("edit"), () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { ...as(), id: m.id, text }))]);
  return entries;
}

function bubble(m) {
  const target = m.quoted && state.thread.find((o) => o.id === m.quoted);
  const ticks = m.from_business ? null : el("span", { class: `ticks${m.status === "read" ? " read" : ""}`, role: "img", "aria-label": t(m.status === "read" ? "seen" : "sent") }, m.status === "read" ? "✓✓" : "✓");
  const time = el("time", { datetime: m.at }, new Date(m.at).toLocaleTimeString(currentLanguage(), { hour: "2-digit", minute: "2-digit" }));
  const more = el("button", { type: "button", "aria-label": t("actions"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, menuOf(m)) }, "⋯");
  const options = m.options?.length ? el("div", { class: "options" }, m.options.map((o) => el("button", { type: "button", onclick: () => attempt(() => act("choose", { ...as(), id: m.id, kind: o.payload })) }, o.title))) : null;
  return el("div", { class: `bubble${m.from_business ? "" : " own"}${m.reaction || m.answered ? " reacted" : ""}` },
    m.tag && el("div", { class: "kicker" }, m.tag), m.story && el("div", { class: "kicker" }, t(m.text ? "about_story" : "named_in_story")), target && el("div", { class: "quoted" }, label(target)), file(m), m.text && el("div", { class: "words" }, m.text), !m.text && !m.media && el("div", { class: "gone" }, label(m)),
    el("div", { class: "foot" }, m.edits && el("span", {}, t("edited")), time, ticks, more), options, (m.reaction || m.answered) && el("span", { class: "reaction" }, [m.reaction, m.answered].filter(Boolean).join("")));
}

function drawPhone() {
  const who = state.customers.find((c) => c.key === state.customer);
  $("business").textContent = state.product === "instagram" ? `@${state.page.Username}` : state.page.Name;
  $("words").maxLength = state.limit;
  $("face").textContent = [...state.page.Name][0] ?? "?";
  $("subtitle").textContent = state.typing ? t("typing") : who ? t("as", { name: nameOf(who) }) : "";
  for (const id of ["words", "send", "attach"]) $(id).disabled = !who;
  drawWindow();
  if (!changed("thread", [state.customer, state.thread])) return;
  const items = state.thread.map(bubble);
  if (items.length === 0) items.push(el("div", { class: "empty" }, who ? t("empty", { name: nameOf(who) }) : t("nobody")));
  $("thread").replaceChildren(...items);
  $("thread").scrollTop = $("thread").scrollHeight;
}

function drawPanel() {
  const name = shownTab();
  const { now, version, thread, ...rest } = state;
  const shown = { connect: [state.callback, state.subscribed, state.url], faults: [rest.customer, rest.customers, rest.faults, rest.mode, rest.held, rest.waiting, rest.token, rest.denied, rest.human_agent, rest.receipts, rest.per_second], log: [state.requests, state.deliveries], posts: [rest.customer, rest.customers, rest.posts, rest.comments, rest.withheld] }[name];
  const panel = $("panel");
  const busy = panel.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox])");
  if (!shown || drawn.panelName === name && busy || !changed("panel", [name, shown])) return;
  drawn.panelName = name;
  panel.replaceChildren(...(name === "connect" ? drawConnect(state) : name === "faults" ? drawFaults(state) : name === "posts" ? drawPosts(state) : drawLog(state)));
}

function drawLamp() {
  const where = state.callback ? new URL(state.callback).host : "";
  $("lamp").className = !lost && state.callback && state.subscribed ? "lamp on" : "lamp off";
  $("lamp").textContent = lost ? t("lamp_lost") : !state.callback ? t("lamp_off") : state.subscribed ? t("lamp_on", { where }) : t("lamp_unsubscribed");
}

function draw() {
  document.documentElement.lang = currentLanguage();
  document.title = t(`title_${state.product}`);
  document.body.classList.toggle("on-thread", tab === "thread");
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = t(e.dataset.t === "title" ? `title_${state.product}` : e.dataset.t);
  $("language").textContent = currentLanguage() === "id" ? "EN" : "ID";
  $("language").setAttribute("aria-label", `${$("language").textContent}: ${t("language_label")}`);
  for (const [id, key] of [["words", "write"], ["send", "send"], ["attach", "attach"]]) $(id).setAttribute("aria-label", t(key));
  $("words").placeholder = t("write");
  $("thread").setAttribute("aria-label", t("thread"));
  drawTabs();
  drawLamp();
  drawPeople();
  drawPhone();
  drawPanel();
}

let underway = false;
let again = false;
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
    }
  } catch {
    lost = true;
    if (state) drawLamp();
  }
  underway = false;
}

async function sendWords() {
  const text = $("words").value.trim();
  if (!text || !(await attempt(() => act("text", { ...as(), text, quote: quote?.id })))) return;
  $("words").value = "";
  quote = undefined;
  drawWindow();
}

// samplePicture is a coloured cloth, so that one need not look for a file.
function samplePicture() {
  const canvas = el("canvas", { width: 640, height: 480 });
  const c = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 360);
  for (let i = 0; i < 12; i++) {
    c.fillStyle = `hsl(${(hue + i * 9) % 360} 50% ${30 + i * 3}%)`;
    c.fillRect(0, i * 40, 640, 40);
  }
  canvas.toBlob((blob) => attempt(() => sendFile(blob, { ...as(), kind: "image", name: "batik.jpg", quote: quote?.id })), "image/jpeg", 0.85);
}

function chooseFile() {
  const input = $("file");
  input.onchange = () => {
    const chosen = input.files[0];
    input.value = "";
    const kind = ["image", "audio", "video"].find((k) => chosen?.type.startsWith(k)) ?? "file";
    if (chosen) attempt(() => sendFile(chosen, { ...as(), kind, name: chosen.name, quote: quote?.id }));
  };
  input.click();
}

function attachMenu(button) {
  const typed = (other) => $("words").value.trim() || t(other);
  const doing = (name, values) => () => attempt(() => act(name, { ...as(), ...values }).then(() => { $("words").value = ""; }));
  openMenu(button, [
    [t("sample_picture"), samplePicture], [t("file"), chooseFile], null,
    [t("get_started"), doing("press", { text: t("get_started"), name: "kartu-nama" })], [t("follow"), doing("follow", { name: "kartu-nama" })],
    [t("from_ad"), doing("ad", { text: typed("ad_text") })], [t("share"), doing("share", { name: t("post") })], [t("strange"), doing("strange", {})],
    ...(state.product === "instagram" ? [[t("story"), doing("story", { text: typed("story_text") })], [t("mention"), doing("mention", {})], [t("vanish"), doing("vanish", {})]] : []),
    [t("echo"), doing("echo", { text: typed("echo_text") })], [t("handed"), doing("handed", {})], [t("aside"), doing("aside", { text: typed("ad_text") })], null,
    [t("mark_seen"), doing("seen", {})],
  ]);
}

function newCustomer() {
  const id = `7${Math.floor(1e14 + Math.random() * 9e14)}`;
  ask(t("new_customer_title"), [["name", "name", "text", ""], ["id", "id", "text", id]], t("add"), async (who) => {
    await act("customer", who);
    const made = (await fetchState("")).customers;
    choose(made.findLast((c) => c.id === who.id)?.key ?? "0");
  });
}

$("composer").addEventListener("submit", (e) => { e.preventDefault(); sendWords(); });
$("words").addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
  e.preventDefault();
  sendWords();
});
$("attach").addEventListener("click", (e) => attachMenu(e.currentTarget));
$("new-customer").addEventListener("click", newCustomer);
$("language").addEventListener("click", () => { switchLanguage(); draw(); });
wide.addEventListener("change", () => { if (state) draw(); });

const events = new EventSource("/simulate/events");
events.onmessage = refresh;
events.onerror = () => { lost = true; if (state) drawLamp(); };
