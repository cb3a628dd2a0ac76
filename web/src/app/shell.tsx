import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { holdEarlyKeys } from "../commands/early";
import { useContextFor } from "../commands/registry";
import { useBootstrap } from "../features/account/api";
import { firstRun } from "../features/setup/first-run";
import { useT, withWords } from "../lib/i18n";
import { late } from "../lib/late";
import { useStore } from "../lib/store";
import { ErrorBoundary } from "../ui/error-boundary";
import { preloadOverlays } from "../ui/overlays/load";
import { AccountMenu } from "./account-menu";
import { places } from "./navigation";
import { Rail } from "./rail";

// What is pressed before it is there is held for it.
const AppCommands = late(async () => (await import("./app-commands")).AppCommands);
const AccountCommands = late(async () => (await withWords(import("./account-commands"))).AccountCommands);
// What happens later is told by what comes later, in one request right after the first screen.
const ConnectionBanner = late(async () => (await import("./tidings")).ConnectionBanner);
const AwayBanner = late(async () => (await import("./tidings")).AwayBanner);
const InboxNotices = late(async () => (await import("./tidings")).InboxNotices);
const SessionBanner = late(async () => (await import("./tidings")).SessionBanner);
const FirstRunCard = late(async () => (await withWords(import("../features/setup/first-run-card"))).FirstRunCard);

/** The frame around every screen of a signed-in member. */
export function Shell() {
  const t = useT();
  const { me } = useBootstrap();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnChange(path);
  useContextFor("path", path);
  useEffect(preloadOverlays, []);
  useEffect(holdEarlyKeys, []);
  return (
    <div className="flex h-dvh flex-col">
      <a href="#content" className="sr-only z-50 bg-surface p-3 text-brand focus:not-sr-only focus:absolute">
        {t("app.skip")}
      </a>
      <ConnectionBanner />
      <SessionBanner />
      <AwayBanner />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <Rail places={places} end={<AccountMenu me={me.member} />} />
        <main ref={main} id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col">
          {path === places[0]?.to && <FirstRun />}
          <ErrorBoundary resetKey={path}>
            <Outlet />
          </ErrorBoundary>
        </main>
      </div>
      <InboxNotices />
      <AppCommands />
      <AccountCommands />
    </div>
  );
}

/** The ways on after the set-up, in the browser in which it was done. */
function FirstRun() {
  const shown = useStore(firstRun, (taken) => taken !== undefined);
  return shown && <FirstRunCard />;
}

/** Puts the focus into the content when the screen changes, as a page load would. */
function useFocusOnChange(path: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
