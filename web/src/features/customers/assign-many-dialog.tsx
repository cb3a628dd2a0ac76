import { type ReactNode, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { type Translate, useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import type { ComboboxOption } from "../../ui/combobox";
import { Dialog } from "../../ui/dialog";
import type { AgentChoiceProps } from "../conversations/api";
import { assignMany, type Given, type Outcome, takeBack } from "./assigning";

/** Draws the choice of whom conversations are given to. */
export type DrawChoice = (props: AgentChoiceProps) => ReactNode;

interface Props {
  given: readonly Given[];
  choice: DrawChoice;
  /** It is over; some may have been assigned. */
  onClose: () => void;
}

/** Assigns many to one agent, shows how far it is, and says which ones were refused and why. */
export function AssignManyDialog({ given, choice, onClose }: Props) {
  const t = useT();
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const [missing, setMissing] = useState(false);
  const [done, setDone] = useState<number>();
  const [problem, setProblem] = useState("");
  const [outcome, setOutcome] = useState<Outcome>();
  const busy = done !== undefined && !outcome;
  const full = outcome?.refused.filter(({ code }) => code === "workload_full").map((one) => one.given) ?? [];
  const assign = async (these: readonly Given[], over_limit: boolean) => {
    if (!chosen) return setMissing(true);
    setProblem("");
    setOutcome(undefined);
    setDone(0);
    try {
      const became = await assignMany(these, { to: chosen.value, over_limit }, setDone);
      tellAssigned(t, became, chosen);
      if (became.refused.length === 0) onClose();
      else setOutcome(became);
    } catch (error) {
      setDone(undefined);
      setProblem(errorWords(t, error));
    }
  };
  const footer = outcome ? (
    <>
      {full.length > 0 && <Button onClick={() => void assign(full, true)}>{t("customers.assign_over_limit")}</Button>}
      <Button look="primary" onClick={onClose}>
        {t("common.close")}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onClose}>{t("common.cancel")}</Button>
      <Button look="primary" busy={busy} onClick={() => void assign(given, false)}>
        {t("inbox.assign_do")}
      </Button>
    </>
  );
  const title = t("customers.assign_many_title", { count: given.length });
  return (
    <Dialog open onClose={() => !busy && onClose()} title={title} footer={footer}>
      <div className="flex flex-col gap-4">
        {problem && (
          <Banner live kind="bad">
            {problem}
          </Banner>
        )}
        {outcome ? (
          <Refused outcome={outcome} />
        ) : (
          choice({ given, value: chosen, onChange: setChosen, disabled: busy, missing })
        )}
        {busy && (
          <div role="status" className="flex flex-col gap-1 text-13 text-muted">
            <progress
              className="w-full"
              max={given.length}
              value={done}
              aria-label={t("customers.assign_many_title", { count: given.length })}
            />
            {t("customers.assigning", { done, count: given.length })}
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** Says how many were assigned, with a way back. */
function tellAssigned(t: Translate, { assigned }: Outcome, { value, label }: ComboboxOption): void {
  if (assigned.length === 0) return;
  const undo = async () => toast({ text: t("customers.taken_back", { count: await takeBack(assigned, value) }) });
  toast({
    text: t("customers.assigned_many", { count: assigned.length, name: label }),
    action: { label: t("inbox.undo"), run: () => void undo() },
  });
}

const reasons = ["already_assigned", "not_found", "same_agent", "workload_full", "wrong_state"] as const;

function Refused({ outcome: { refused } }: { outcome: Outcome }) {
  const t = useT();
  const why = (code: string) => t(`customers.refused_${reasons.find((one) => one === code) ?? "anyhow"}`);
  return (
    <Banner live kind="warn">
      <p>{t("customers.not_assigned")}</p>
      <ul className="mt-1 max-h-60 list-disc overflow-y-auto ps-5">
        {refused.map(({ given, code }) => (
          <li key={given.id}>
            {given.name}: {why(code)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
