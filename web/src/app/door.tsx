import { Languages } from "lucide-react";
import type { ReactNode } from "react";
import { usePageTitle } from "../lib/attention";
import { cx } from "../lib/cx";
import { chooseLanguage, languages, useLanguage, useT } from "../lib/i18n";
import { Button } from "../ui/button";

interface Props {
  title: string;
  /** One or two sentences below the title. */
  description?: ReactNode;
  /** For the set-up, which has more to ask. */
  wide?: boolean;
  children: ReactNode;
}

/** The frame of what one sees before being inside: sign-in, set-up, invitation. */
export function Door({ title, description, wide = false, children }: Props) {
  usePageTitle(title);
  const width = wide ? "max-w-[720px]" : "max-w-[420px]";
  return (
    <div className="flex min-h-dvh flex-col">
      <DoorHead />
      <main className={cx("mx-auto w-full px-4 pb-16", width, wide ? "pt-2 md:pt-6" : "pt-4 md:pt-[9vh]")}>
        <h1 className="text-20 font-semibold">{title}</h1>
        {description && <p className="mt-1 text-muted">{description}</p>}
        <div className="mt-5">{children}</div>
      </main>
    </div>
  );
}

function DoorHead() {
  const t = useT();
  return (
    <header className="flex items-center justify-between gap-3 px-4 py-3 md:px-6">
      <span className="flex items-center gap-2 text-16 font-semibold">
        <img src="/favicon.svg" alt="" className="size-7" />
        {t("common.sapa")}
      </span>
      <OtherLanguage />
    </header>
  );
}

/** Changes to the language that is not shown, whose own name it bears. */
function OtherLanguage() {
  const shown = useLanguage();
  const other = languages.find(({ code }) => code !== shown);
  if (!other) return null;
  return (
    <Button look="quiet" size="small" icon={<Languages size={16} />} onClick={() => void chooseLanguage(other.code)}>
      <span lang={other.code}>{other.name}</span>
    </Button>
  );
}

/** The ground on which a form stands. */
export function DoorCard({ children }: { children: ReactNode }) {
  return <div className="rounded-card border bg-surface p-5 md:p-6">{children}</div>;
}
