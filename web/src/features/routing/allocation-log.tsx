import { Link } from "@tanstack/react-router";
import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import { TimeText } from "../../ui/time-text";
import { useBootstrap } from "../account/api";
import type { AllocationAnswer } from "./allocation-api";
import { outcomeWords } from "./allocation-words";

/** What came of asking the service lately. */
export function AllocationLog({ answers }: { answers: readonly AllocationAnswer[] }) {
  const t = useT();
  const { members } = useBootstrap();
  return (
    <Section title={t("routing.custom_log")} description={t("routing.custom_log_hint")}>
      {answers.length === 0 && <p className="text-muted">{t("routing.custom_log_empty")}</p>}
      <ul className="flex flex-col gap-2">
        {answers.map((one) => (
          <li key={`${one.at}${one.conversation_id}`} className="flex flex-wrap gap-x-3 text-13">
            <TimeText at={one.at} as="full" className="text-muted" />
            <span>{outcomeWords(t, one, members)}</span>
            {one.status > 0 && (
              <span className="text-muted">
                {t("routing.custom_answered", { status: one.status, took: one.took_ms })}
              </span>
            )}
            {one.conversation_id && (
              <Link to="/inbox/$id" params={{ id: one.conversation_id }} className="underline">
                {t("routing.custom_log_open")}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
