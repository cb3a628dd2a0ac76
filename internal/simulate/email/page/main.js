// The simulator's page of a mail server: a customer's mailbox.
import { as, chooseFile, openFrame, quoted, setQuote, typed } from "./frame.js";
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { act, attempt, el } from "./wire.js";
import { t } from "./words.js";

const subject = el("input", { id: "subject", maxlength: "250", autocomplete: "off" });
document.getElementById("words").before(subject);

const people = (list) => (list ?? []).map((a) => a.name || a.address).join(", ");
const subjectOf = (l) => l.subject || t("no_subject");
// answering is which letter is answered, and whether everybody gets the answer.
const answering = () => ({ answers: quoted()?.number ?? 0, all: quoted()?.everybody ?? false });

function letter(l, customer) {
  const files = (l.files ?? []).map((name, i) => el("a", { href: `/simulate/media/${customer}-${l.number}-${i}`, target: "_blank", rel: "noopener" }, name));
  const buttons = l.mine ? [] : [
    el("button", { type: "button", "data-reply": l.number, onclick: () => setQuote(l) }, t("reply")),
    el("button", { type: "button", onclick: () => setQuote({ ...l, everybody: true }) }, t("reply_all")),
  ];
  return el("article", { class: `bubble ${l.mine ? "own" : ""}`, "data-number": l.number },
    el("strong", {}, subjectOf(l)), el("br"),
    el("small", {}, `${l.mine ? "" : `${l.from.name || l.from.address} · `}${t("to")}: ${people(l.to)}${l.cc?.length ? ` · ${t("cc")}: ${people(l.cc)}` : ""}`),
    el("p", {}, l.text.split("\n").flatMap((line) => [line, el("br")])), ...files, el("div", { class: "row" }, buttons));
}

openFrame({
  panels: {
    connect: { draw: drawConnect, shows: (s) => [s.servers, s.connect] },
    faults: { draw: drawFaults, shows: (s) => [s.faults, s.revoked] },
    log: { draw: drawLog, shows: (s) => s.log },
  },
  lamp: (s) => ({ on: s.listening, text: t(s.listening ? "lamp_on" : "lamp_off") }),
  business: (s, who) => ({ name: s.address, mark: "✉", line: who ? t("as", { name: who.name, address: who.title }) : "" }),
  person: (c) => ({ key: c.key, name: c.name, title: c.address }),
  thread: (s) => s.thread.map((l) => letter(l, s.customer)),
  label: (l) => t("answering", { subject: subjectOf(l) }),
  chose: (l) => { subject.hidden = Boolean(l); },
  also: () => {
    subject.placeholder = t("new_subject");
    subject.setAttribute("aria-label", t("subject"));
  },
  lines: true,
  longest: () => 25000,
  send: async (text) => {
    await act("write", { ...as(), subject: subject.value.trim(), text, ...answering() });
    subject.value = "";
  },
  menu: (s) => [
    [t("file"), () => chooseFile("", (file) => ({ subject: subject.value.trim() || file.name, answers: quoted() && String(quoted().number) }))],
    [t("auto"), () => attempt(() => act("auto", { ...as(), subject: subject.value.trim(), text: typed() || t("auto"), answers: answering().answers }))],
    null,
    ...s.samples.map((kind) => [t(`sample_${kind}`), () => attempt(() => act("sample", { ...as(), kind, answers: answering().answers }))]),
  ],
  newcomer: {
    fields: () => [["name", "name", "text", ""], ["address", "address", "email", ""]],
    add: (who) => who,
    is: (c, { address }) => c.address === address.toLowerCase(),
  },
});
