// What the customer and the company wrote.
import { answers, moment, more, paper, player, quotation } from "./bubble.js";
import { as, doing } from "./frame.js";
import { act, ask, el } from "./wire.js";
import { t } from "./words.js";

const emojis = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export const label = (m) => m.text || m.files?.[0]?.name || t(m.place ? "kind_place" : "kind_file");

function file({ id, name, type }) {
  const src = `/simulate/media/${id}`;
  const called = name || t("kind_file");
  return player(src, type, called) ?? paper(src, called);
}

function place(p) {
  return [el("div", { class: "kicker" }, `📍 ${t("kind_place")}`), el("div", {}, p.name || `${p.latitude}, ${p.longitude}`)];
}

function entriesOf(m) {
  if (m.ours) return [...answers(m, emojis), [t("fail_it"), () => ask(t("fail_it"), [["text", "reason", "text"]], t("save"), ({ text }) => act("report", { ...as(), id: m.id, kind: "failed", text }))]];
  const edit = () => ask(t("edit_title"), [["text", "write", "text", m.text]], t("save"), ({ text }) => act("edit", { ...as(), id: m.id, text }));
  return [...answers(m, emojis), null, [t("edit"), edit], [t("remove"), doing("delete", { id: m.id })]];
}

const foot = (m) => el("div", { class: "foot" }, m.edited && el("span", {}, t("edited")), moment(m.at), el("span", {}, t(m.seen ? "s_seen" : `s_${m.status ?? ""}`)), !m.deleted && more(() => entriesOf(m)));

function bubble(m, all) {
  const reactions = [m.reaction, m.our_reaction].filter(Boolean).join(" ");
  const inside = m.deleted ? [el("div", { class: "gone" }, `🚫 ${t("deleted")}`)]
    : [quotation(m, all, label), (m.files ?? []).map(file), m.place && place(m.place), m.text && el("div", { class: "words" }, m.text)].flat();
  return el("div", { class: `bubble${m.ours ? "" : " own"}${reactions ? " reacted" : ""}` }, inside, foot(m), reactions && el("span", { class: "reaction" }, reactions));
}

export const drawThread = (state) => state.thread.map((m) => bubble(m, state.thread));
