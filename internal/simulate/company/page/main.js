// The simulator's page of a company's own system.
import { as, chooseFile, doing, openFrame, quoted } from "./frame.js";
import { drawConnect, drawFaults, drawLog } from "./panel.js";
import { drawThread, label } from "./thread.js";
import { act, ask } from "./wire.js";
import { t } from "./words.js";

openFrame({
  panels: {
    connect: { draw: drawConnect, shows: (s) => [s.callback, s.signs, s.address] },
    faults: { draw: drawFaults, shows: (s) => [s.faults, s.mode, s.held, s.waiting] },
    log: { draw: drawLog, shows: (s) => [s.calls, s.brought] },
  },
  lamp: (s) => s.callback && s.signs ? { on: true, text: t("lamp_on", { where: new URL(s.callback).host }) } : { on: false, text: t("lamp_off") },
  business: (s, who) => ({ name: s.name, line: who ? t("as", { name: who.name }) : "" }),
  person: (c) => ({ key: c.id, name: c.name || c.id, title: c.id }),
  thread: drawThread,
  label,
  send: (text) => act("text", { ...as(), text, quote: quoted()?.id }),
  menu: () => [
    [t("file"), () => chooseFile("", () => ({}))],
    [t("place"), doing("place")],
    null,
    [t("cash_desk"), () => ask(t("cash_desk_title"), [["text", "write", "text"]], t("send"), ({ text }) => act("cash_desk", { ...as(), text }))],
    [t("read_all"), doing("read_all")],
  ],
  newcomer: {
    fields: () => [["name", "name", "text"], ["id", "id", "text", `c-${Math.floor(1e4 + Math.random() * 9e4)}`], ["phone", "phone", "text"], ["email", "email", "text"]],
    add: (profile) => ({ profile }),
    is: (c, { id }) => c.id === id,
  },
});
