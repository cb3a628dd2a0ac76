import { Choice, type ChoiceProps } from "./choice";

const look = "switch h-5 w-9 rounded-chip bg-line-strong checked:border-brand checked:bg-brand disabled:opacity-50";

/** A yes or no that takes effect at once. */
export function Switch(props: ChoiceProps) {
  return <Choice {...props} kind="switch" look={look} />;
}
