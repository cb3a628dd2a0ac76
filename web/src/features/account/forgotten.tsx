import { useT } from "../../lib/i18n";
import { T } from "../../lib/sentence";

/** What to do without the password. Nobody can be sent a link by mail here, so it says whom to ask. */
export function Forgotten() {
  const t = useT();
  return (
    <details className="group mt-4 text-13 text-muted">
      <summary className="target inline-flex items-center rounded-control text-brand underline underline-offset-2 hover:text-brand-strong">
        {t("account.forgotten")}
      </summary>
      <div className="mt-1 flex flex-col gap-2">
        <p>{t("account.forgotten_ask")}</p>
        <p>
          <T
            k="account.forgotten_operator"
            tags={{
              code: (words) => (
                <code className="whitespace-nowrap rounded-[4px] bg-in px-1 font-mono text-ink">{words}</code>
              ),
            }}
          />
        </p>
      </div>
    </details>
  );
}
