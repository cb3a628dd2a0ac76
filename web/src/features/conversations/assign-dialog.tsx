import { useState } from "react";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import type { ComboboxOption } from "../../ui/combobox";
import { Dialog } from "../../ui/dialog";
import { TextArea } from "../../ui/text-area";
import { useBootstrap } from "../account/api";
import { assigning } from "./actions";
import { nameOf } from "./acts";
import { AgentChoice } from "./agent-choice";
import { useRow } from "./book";
import { usePresence } from "./presence";
import { type Full, useAssign } from "./use-assign";

/** "Assign to an agent", with a note for them. Drawn once; it opens for the conversation `assigning` names. */
export function AssignDialog() {
  const id = useStore(assigning);
  return id ? <Ask key={id} id={id} /> : null;
}

function Ask({ id }: { id: string }) {
  const t = useT();
  const row = useRow(id);
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const close = () => assigning.set("");
  const { busy, problem, full, assign } = useAssign(id, close);
  if (!row) return null;
  const insists = full?.confirmable && full.member === chosen?.value;
  const footer = (
    <>
      <Button onClick={close}>{t("common.cancel")}</Button>
      <Button look="primary" busy={busy} onClick={() => (chosen ? void assign(chosen.value, note) : setMissing(true))}>
        {t(insists ? "messages.assign_anyway" : "inbox.assign_do")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={close} title={t("inbox.assign_named", { name: nameOf(row) })} footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && (
          <Banner live kind="bad">
            {problem}
          </Banner>
        )}
        <AgentChoice given={[row]} value={chosen} missing={missing} onChange={setChosen} />
        {full?.member === chosen?.value && full ? <AtLimit full={full} /> : <Away id={chosen?.value} />}
        <TextArea
          label={t("inbox.assign_note")}
          hint={t("inbox.assign_note_hint")}
          optional
          rows={2}
          maxLength={10_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Busy id={id} assignee={row.assignee_id} />
      </div>
    </Dialog>
  );
}

/** Says that the chosen one handles as many as they may, and what can be done about it. */
function AtLimit({ full }: { full: Full }) {
  const t = useT();
  const { name, handled, limit } = full;
  const words = full.confirmable ? "messages.assign_full_ask" : "messages.assign_full";
  return (
    <Banner kind="warn" live>
      {t(words, { name, handled, limit })}
    </Banner>
  );
}

/** Warns when the chosen one is not there. */
function Away({ id }: { id: string | undefined }) {
  const t = useT();
  const member = useBootstrap().members.find((one) => one.id === id);
  if (member?.presence.state !== "offline") return null;
  return (
    <Banner kind="warn" live>
      {t("messages.assign_offline", { name: member.name })}
    </Banner>
  );
}

/** Warns when the present agent is in the middle of an answer. */
function Busy({ id, assignee }: { id: string; assignee: string | null }) {
  const t = useT();
  const { replying } = usePresence(id);
  if (!assignee || !replying.includes(assignee)) return null;
  return (
    <Banner kind="warn" live>
      {t("inbox.assign_busy")}
    </Banner>
  );
}
