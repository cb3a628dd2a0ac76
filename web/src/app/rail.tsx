import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ariaKeys } from "../lib/chord";
import { useT } from "../lib/i18n";
import { isMac } from "../lib/platform";
import { createStore, useStore } from "../lib/store";
import type { Place } from "./navigation";

interface Props {
  places: readonly Place[];
  /** What stands at the end: the account. */
  end: ReactNode;
}

/** The main navigation: a rail at the left, or a bar at the bottom of a phone. */
export function Rail({ places, end }: Props) {
  const t = useT();
  return (
    <nav
      data-rail=""
      aria-label={t("app.main_navigation")}
      className="flex shrink-0 items-stretch justify-around border-t bg-surface keep-on-screen max-md:order-last md:w-21 md:flex-col md:justify-start md:border-t-0 md:border-e md:pt-3"
    >
      <img src="/favicon.svg" alt="" className="mx-auto mb-3 hidden size-8 md:block" />
      {places.map((place) => (
        <RailLink key={place.to} place={place} />
      ))}
      <div className="flex flex-1 items-stretch justify-center max-md:max-w-24 md:mt-auto md:flex-none md:pb-3">
        {end}
      </div>
    </nav>
  );
}

/** The look of an entry of the rail. */
export const railEntry =
  "relative flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 px-1 text-12 text-muted md:w-full md:flex-none hover:text-ink focus-visible:-outline-offset-2";

const none = createStore(0);

function RailLink({ place }: { place: Place }) {
  const t = useT();
  const { to, label, icon: Icon, keys } = place;
  const count = useStore(place.count ?? none);
  return (
    <Link
      to={to}
      aria-keyshortcuts={(keys && ariaKeys(keys, isMac())) || undefined}
      className={`${railEntry} aria-[current=page]:font-medium aria-[current=page]:text-brand`}
    >
      <span className="relative">
        <Icon aria-hidden="true" size={22} />
        {count > 0 && <Mark count={count} />}
      </span>
      <span className="max-w-full truncate">{t(label)}</span>
    </Link>
  );
}

function Mark({ count }: { count: number }) {
  const t = useT();
  return (
    <span className="absolute start-3 -top-1.5 inline-flex h-4 min-w-4 items-center justify-center rounded-chip bg-brand px-1 text-[10px] font-semibold text-on-brand forced-edge">
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{t("app.waiting", { count })}</span>
    </span>
  );
}
