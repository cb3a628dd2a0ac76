// The Page's posts with what is written below them, as the customer who is chosen and as the Page itself sees them.
import { button, field, form, toggle } from "./cards.js";
import { nameOf } from "./panel.js";
import { act, ask, el, openMenu } from "./wire.js";
import { currentLanguage, t } from "./words.js";

const moment = (at) => el("time", { datetime: at }, new Date(at).toLocaleString(currentLanguage(), { dateStyle: "short", timeStyle: "short" }));

// doings are what the chosen customer, and the Page at the provider, can do with a comment.
function doings(state, c) {
  const as = { customer: state.customer };
  const write = (title, name, values, text = "") => () => ask(t(title), [["text", "write", "text", text]], t("send"), ({ text: words }) => act(name, { ...values, id: c.id, text: words }));
  const run = (name, values) => () => act(name, { ...values, id: c.id });
  const me = state.customers.find((who) => who.key === state.customer);
  const own = !c.from_page && me && c.name === nameOf(me);
  return [
    me && [t("answer_comment"), write("answer_comment", "comment", as)],
    own && [t("edit"), write("edit_title", "edit_comment", as, c.text)],
    own && [t("remove_comment"), run("remove_comment", as)],
    me && !own && state.product !== "instagram" && [t("like_comment"), run("like_comment", as)],
    null,
    [t("page_answers"), write("page_answers", "page_comment", {})],
    !c.from_page && [t(c.hidden ? "page_shows" : "page_hides"), run("page_hide", { switch: !c.hidden })],
    [t("page_removes"), run("page_remove", {})],
  ].filter((one) => one !== false && one !== undefined);
}

function comment(state, c) {
  const marks = ["hidden", "liked", "answered"].filter((key) => c[key]).map((key) => el("span", { class: "kicker" }, t(`is_${key}`)));
  const more = el("button", { type: "button", "aria-label": t("actions_comment"), "aria-haspopup": "menu", onclick: (e) => openMenu(e.currentTarget, doings(state, c)) }, "⋯");
  return el("li", { class: `comment${c.parent ? " below" : ""}`, "data-comment": c.id },
    el("strong", {}, c.name), c.deleted ? el("div", { class: "gone" }, t("is_deleted")) : el("div", { class: "words" }, c.text),
    c.media && !c.deleted && el("img", { src: `/simulate/media/${c.media}`, alt: t("kind_image") }),
    el("div", { class: "foot" }, ...marks, c.edits && el("span", {}, t("edited")), moment(c.at), !c.deleted && more));
}

// inOrder puts answers after what they answer.
const inOrder = (all) => all.filter((c) => !c.parent).flatMap((c) => [c, ...all.filter((o) => o.parent === c.id)]);

function post(state, p) {
  const below = inOrder(state.comments.filter((c) => c.post === p.id));
  const me = state.customers.find((who) => who.key === state.customer);
  const writing = me ? t("comment_as", { name: nameOf(me) }) : t("nobody");
  const write = el("textarea", { name: "text", rows: 1, required: true, "aria-label": writing, placeholder: writing });
  const f = el("form", { class: "row" }, write, el("button", { class: "main", disabled: !me }, t("comment")));
  f.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = write.value.trim();
    write.value = "";
    if (text) await act("comment", { customer: state.customer, id: p.id, text });
  });
  return el("div", { class: "card post", "data-post": p.id },
    p.live && el("div", { class: "row" }, el("span", { class: "kicker" }, t(`live_${p.live}`)), p.live === "on" && button("end_live", () => act("over", { id: p.id }))),
    el("p", { class: "words" }, p.text), p.media && el("img", { src: `/simulate/media/${p.media}`, alt: t("kind_image") }), moment(p.at),
    el("ul", { class: "comments" }, below.length ? below.map((c) => comment(state, c)) : el("li", {}, t("no_comments"))), f);
}

export function drawPosts(state) {
  return [
    form("publish_title", "", [field("post_text", el("input", { name: "text", required: true }))], "publish", ({ text }) => act("publish", { text })),
    el("div", { class: "row" }, toggle("withheld", state.withheld, (on) => act("withheld", { switch: on })), state.product === "instagram" && button("go_live", () => act("live", { text: t("live_text") }))),
    ...[...state.posts].reverse().map((p) => post(state, p)),
  ];
}
