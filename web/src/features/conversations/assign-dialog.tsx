import { useState } from "react";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { Avatar } from "../../ui/avatar";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Combobox, type ComboboxOption } from "../../ui/combobox";
import { Dialog } from "../../ui/dialog";
import { PresenceDot } from "../../ui/presence-dot";
import { TextArea } from "../../ui/text-area";
import { useBootstrap } from "../account/api";
import { assigning } from "./actions";
import { nameOf } from "./acts";
import { type Assignable, factsOf, targetsOf, useAssignable } from "./assignable";
import { useRow } from "./book";
import { usePresence } from "./presence";
import type { Row } from "./rules";
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
  const options = useTargets(row, useAssignable(id));
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
        <Combobox
          label={t("inbox.agent")}
          placeholder={t("inbox.agent_placeholder")}
          options={options}
          value={chosen}
          error={missing && !chosen ? t("inbox.agent_missing") : undefined}
          onChange={setChosen}
        />
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

/** Active members but the one who has it, agents first. */
export function useOptions(assignee: string | null): ComboboxOption[] {
  return useTargets({ assignee_id: assignee, department_id: null }, none);
}

const none: ReadonlyMap<string, Assignable> = new Map();

/** Whom it can be given to, by department; who may not be chosen says why. */
function useTargets(
  row: Pick<Row, "assignee_id" | "department_id"> | undefined,
  known: ReadonlyMap<string, Assignable>,
): ComboboxOption[] {
  const t = useT();
  const { members, me } = useBootstrap();
  if (!row) return [];
  return targetsOf(t, row, members, known).map((target) => {
    const { id, name, avatar_url, presence } = target.member;
    return {
      value: id,
      label: id === me.member.id ? t("inbox.myself", { name }) : name,
      hint: factsOf(t, target),
      group: target.group,
      disabled: target.said?.refused,
      icon: (
        <span className="relative inline-flex">
          <Avatar id={id} name={name} src={avatar_url} size={24} />
          <PresenceDot state={presence.state} className="absolute -end-0.5 -bottom-0.5" />
        </span>
      ),
    };
  });
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
