import { mergeRefs } from "../lib/merge-refs";
import { Choice, type ChoiceProps } from "./choice";

const look =
  "check size-[18px] rounded-[5px] bg-surface checked:border-brand checked:bg-brand indeterminate:border-brand indeterminate:bg-brand disabled:opacity-50";

interface Props extends ChoiceProps {
  /** Some of what it stands for is on. */
  mixed?: boolean | undefined;
}

/** A yes or no that takes effect when the form is saved. */
export function Checkbox({ mixed = false, ref, ...rest }: Props) {
  // There is no attribute for the third state; it can only be set on the element.
  const mark = (element: HTMLInputElement | null) => {
    if (element) element.indeterminate = mixed;
  };
  return <Choice {...rest} kind="checkbox" look={look} ref={mergeRefs(mark, ref)} />;
}
