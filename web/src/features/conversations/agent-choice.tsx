import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Combobox, type ComboboxOption } from "../../ui/combobox";
import { PresenceDot } from "../../ui/presence-dot";
import { useBootstrap } from "../account/api";
import { commonOf, factsOf, type Given, loadAskedOf, targetsOf, useAssignable } from "./assignable";

export interface AgentChoiceProps {
  /** What is to be assigned: one or many. */
  given: readonly Given[];
  value: ComboboxOption | null;
  onChange: (chosen: ComboboxOption | null) => void;
  disabled?: boolean | undefined;
  /** Somebody has to be chosen, and nobody is. */
  missing: boolean;
}

/** Whom conversations are given to, found by typing: by department, with presence and how much each has to do. */
export function AgentChoice({ given, value, onChange, disabled, missing }: AgentChoiceProps) {
  const t = useT();
  return (
    <Combobox
      label={t("inbox.agent")}
      placeholder={t("inbox.agent_placeholder")}
      options={useTargets(given)}
      value={value}
      disabled={disabled}
      error={missing && !value ? t("inbox.agent_missing") : undefined}
      onChange={onChange}
    />
  );
}

/** Whom they can be given to, by department; who may not be chosen says why. */
function useTargets(given: readonly Given[]): ComboboxOption[] {
  const t = useT();
  const { members, me } = useBootstrap();
  const known = useAssignable(loadAskedOf(given, me.workspace.settings.workload_mode === "per_channel"));
  return targetsOf(t, commonOf(given), members, known).map((target) => {
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
