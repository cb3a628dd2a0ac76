// The simulator's page of Messenger and of Instagram.
import { answers, moment, more, player, quotation } from "./bubble.js";
import { as, chooseFile, doing, openFrame, quoted, saying, sendSample } from "./frame.js";
import { drawConnect, drawFaults, drawLog, nameOf } from "./panel.js";
import { drawPosts } from "./posts.js";
import { webhookLamp } from "./webhook.js";
import { act, ask, el } from "./wire.js";
import { has, t } from "./words.js";

const hour = 3600e3;
const emojis = ["👍", "❤️", "😆", "😮", "😢", "😠"];

const label = (m) => m.unsent ? t("unsent") : m.text || m.file_name || (has(`kind_${m.kind}`) ? t(`kind_${m.kind}`) : t("other", { kind: m.kind }));

function windowOf(s) {
  if (s.customers.length === 0) return {};
  const h = s.last_at ? Math.floor((new Date(s.now) - new Date(s.last_at)) / hour) : -1;
  const word = h < 0 ? "window_none" : h < 24 ? "window_open" : h < 168 ? "window_late" : "window_closed";
  return { open: word === "window_open", text: t(word, { h }) };
}

function file(m) {
  const src = m.media ? `/simulate/media/${m.media}` : "";
  if (m.kind === "sticker") return el("img", { src, alt: label(m), class: "sticker" });
  const played = player(src, m.mime ?? "", label(m));
  return played ?? (src || m.link ? el("a", { class: "file", href: src || m.link, target: "_blank", rel: "noopener noreferrer" }, label(m)) : null);
}

function entriesOf(m, s) {
  const entries = answers(m, emojis);
  if (m.from_business || m.unsent) return entries;
  if (s.product === "instagram") entries.push([t("unsend"), doing("unsend", { id: m.id })]);
  if (m.kind === "text") entries.push([t("edit"), () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { ...as(), id: m.id, text }))]);
  return entries;
}

function bubble(m, s) {
  const ticks = m.from_business ? null : el("span", { class: `ticks${m.status === "read" ? " read" : ""}`, role: "img", "aria-label": t(m.status === "read" ? "seen" : "sent") }, m.status === "read" ? "✓✓" : "✓");
  const options = m.options?.length ? el("div", { class: "options" }, m.options.map((o) => el("button", { type: "button", onclick: doing("choose", { id: m.id, kind: o.payload }) }, o.title))) : null;
  const reactions = [m.reaction, m.answered].filter(Boolean).join("");
  return el("div", { class: `bubble${m.from_business ? "" : " own"}${reactions ? " reacted" : ""}` },
    m.tag && el("div", { class: "kicker" }, m.tag), m.story && el("div", { class: "kicker" }, t(m.text ? "about_story" : "named_in_story")), quotation(m, s.thread, label), file(m), m.text && el("div", { class: "words" }, m.text), !m.text && !m.media && el("div", { class: "gone" }, label(m)),
    el("div", { class: "foot" }, m.edits && el("span", {}, t("edited")), moment(m.at), ticks, more(() => entriesOf(m, s))), options, reactions && el("span", { class: "reaction" }, reactions));
}

// plain says of a file that no words go along with it.
const plain = (kind) => ({ kind, caption: "" });

openFrame({
  title: (s) => t(`title_${s.product}`),
  panels: {
    posts: { draw: drawPosts, shows: (s) => [s.customer, s.customers, s.posts, s.comments, s.withheld], when: (s) => Boolean(s.posts) },
    connect: { draw: drawConnect, shows: (s) => [s.callback, s.subscribed, s.url] },
    faults: { draw: drawFaults, shows: (s) => [s.customer, s.customers, s.faults, s.mode, s.held, s.waiting, s.token, s.denied, s.human_agent, s.receipts, s.per_second] },
    log: { draw: drawLog, shows: (s) => [s.requests, s.deliveries] },
  },
  lamp: webhookLamp,
  business: (s, who) => ({ name: s.product === "instagram" ? `@${s.page.Username}` : s.page.Name, mark: [...s.page.Name][0], line: who ? t("as", { name: who.name }) : "" }),
  person: (c) => ({ key: c.key, name: nameOf(c), title: c.id }),
  longest: (s) => s.limit,
  window: windowOf,
  thread: (s) => s.thread.map((m) => bubble(m, s)),
  label,
  send: (text) => act("text", { ...as(), text, quote: quoted()?.id }),
  menu: (s) => [
    [t("sample_picture"), () => sendSample(plain("image"))],
    [t("file"), () => chooseFile("", (f) => plain(["image", "audio", "video"].find((k) => f.type.startsWith(k)) ?? "file"))], null,
    [t("get_started"), doing("press", { text: t("get_started"), name: "kartu-nama" })], [t("follow"), doing("follow", { name: "kartu-nama" })],
    [t("from_ad"), saying("ad", "ad_text")], [t("share"), doing("share", { name: t("post") })], [t("strange"), doing("strange")],
    ...(s.product === "instagram" ? [[t("story"), saying("story", "story_text")], [t("mention"), doing("mention")], [t("vanish"), doing("vanish")]] : []),
    [t("echo"), saying("echo", "echo_text")], [t("handed"), doing("handed")], [t("aside"), saying("aside", "ad_text")], null,
    [t("mark_seen"), doing("seen")],
  ],
  newcomer: {
    fields: () => [["name", "name", "text", ""], ["id", "id", "text", `7${Math.floor(1e14 + Math.random() * 9e14)}`]],
    add: (who) => who,
    is: (c, { id }) => c.id === id,
  },
});
