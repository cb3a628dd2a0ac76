import { useT, type WordKey } from "../../lib/i18n";
import { useThreadFacts } from "./context";
import type { ThreadEvent } from "./rules";

type Pick = NonNullable<ThreadEvent["pick"]>;

const bars: Record<NonNullable<Pick["passed"]>[number]["bar"], WordKey> = {
  offline: "messages.bar_offline",
  full: "messages.bar_full",
  tried: "messages.bar_tried",
};

/** Who was passed over when a conversation was given out, and why; folded, for those who supervise. */
export function Passed({ pick }: { pick: Pick }) {
  const t = useT();
  const { nameOf } = useThreadFacts();
  const passed = pick.passed ?? [];
  if (passed.length === 0) return null;
  return (
    <details className="mx-auto w-fit">
      <summary className="hit-area cursor-pointer list-none rounded-[2px] text-brand underline underline-offset-2 hover:text-brand-strong [&::-webkit-details-marker]:hidden">
        {t("messages.passed", { count: passed.length })}
      </summary>
      <ul className="pt-1">
        {passed.map(({ member_id, bar }) => (
          <li key={member_id}>
            {t("messages.passed_line", { name: nameOf({ kind: "member", id: member_id }), why: t(bars[bar]) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
