import { answer, refuse } from "../chat/chat";
import { state, t } from "../chat/state";
import type { FieldProblem, Profile } from "../contract";
import { problemKey } from "../words/words";
import { Button } from "./button";
import { focusField } from "./focus";

const fields = [
  ["name", "text"],
  ["email", "email"],
  ["phone", "tel"],
] as const;

/** The questions before the first message. */
export function PreChat() {
  return (
    <form class="form" noValidate onSubmit={submit}>
      <p>{t("form")}</p>
      {fields.map(Field)}
      <Button type="submit" class="go wide">
        {t("start")}
      </Button>
    </form>
  );
}

/** What the browser finds wrong is said in our words; what it lets pass the server may still refuse. */
function submit(event: SubmitEvent): void {
  event.preventDefault();
  const inputs = [...(event.currentTarget as HTMLFormElement).querySelectorAll("input")];
  const profile: Profile = Object.fromEntries(inputs.map(({ name, value }) => [name, value.trim()]));
  const problems: FieldProblem[] = inputs
    .filter(({ validity }) => !validity.valid)
    .map(({ name, value }) => ({ field: `profile.${name}`, code: value ? `invalid_${name}` : "required" }));
  inputs.find(({ validity }) => !validity.valid)?.focus();
  if (problems.length) refuse(profile, problems);
  else {
    answer(profile);
    focusField(event);
  }
}

function Field([name, type]: (typeof fields)[number]) {
  const { profile, profileProblems, config } = state;
  const problem = profileProblems.find(({ field }) => field === `profile.${name}`);
  const demand = config.pre_chat.enabled && config.pre_chat[name];
  const required = demand === "required" || problem?.code === "required";
  // A field that the server finds fault with is asked for, whatever the configuration says.
  if (!problem && (!demand || demand === "off")) return null;
  return (
    <label key={name}>
      {t(name)} {!required && <small>({t("optional")})</small>}
      <input
        name={name}
        type={type as "text"}
        autocomplete={type === "text" ? "name" : type}
        defaultValue={profile[name] ?? ""}
        required={required}
        minLength={name === "phone" ? 6 : 0}
        aria-invalid={Boolean(problem)}
        aria-describedby={`problem-${name}`}
      />
      <small class="bad" id={`problem-${name}`}>
        {problem && t(problemKey(problem.code))}
      </small>
    </label>
  );
}
