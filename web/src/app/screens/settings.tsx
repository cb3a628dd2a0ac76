import { Navigate, Outlet, useRouterState } from "@tanstack/react-router";
import { ArrowLeft, ChevronRight } from "lucide-react";
import { useBootstrap } from "../../features/account/api";
import { HeldCount } from "../../features/deliveries/held-count";
import { usePageTitle } from "../../lib/attention";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { IconLink, RowLink, SideLink } from "../../ui/links";
import { groupsFor, hasHooks, type SettingsPage } from "../settings-pages";

/** The settings: their list at the side, or on phones a list that leads into each page. */
export function Settings() {
  const path = useRouterState({ select: (state) => state.location.pathname.replace(/\/$/, "") });
  const wide = useMedia(wideWindow);
  const atList = path === "/settings";
  if (wide && atList) return <Navigate to="/settings/account" replace />;
  if (atList) return <PageList />;
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      {wide ? <SideList /> : <WayBack path={path} />}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Outlet />
      </div>
    </div>
  );
}

function useGroups() {
  const house = useBootstrap();
  return groupsFor(house.me.can, hasHooks(house));
}

function SideList() {
  const t = useT();
  const groups = useGroups();
  return (
    <nav aria-label={t("app.settings")} className="w-60 shrink-0 overflow-y-auto border-e bg-surface p-3">
      <p className="px-2.5 pt-3 pb-2 text-16 font-semibold">{t("app.settings")}</p>
      {groups.map((group) => (
        <section key={group.id} aria-labelledby={`settings-${group.id}`} className="mt-3">
          <p id={`settings-${group.id}`} className="px-2.5 pb-1 text-12 font-medium text-muted">
            {t(group.label)}
          </p>
          {group.pages.map(({ to, label, icon: Icon }) => (
            <SideLink key={to} to={to} activeOptions={{ exact: to === "/settings/account" }} icon={<Icon size={18} />}>
              <Label to={to}>{t(label)}</Label>
            </SideLink>
          ))}
        </section>
      ))}
    </nav>
  );
}

/** A page's name, with how many wait behind it. */
function Label({ to, children }: { to: string; children: string }) {
  if (to !== "/settings/deliveries") return children;
  return (
    <span className="flex items-center justify-between gap-2">
      <span className="truncate">{children}</span>
      <HeldCount />
    </span>
  );
}

/** Pages below a page of the list, which lead back to it. */
const lists = [
  { to: "/settings/channels", label: "settings.channels" },
  { to: "/settings/deliveries", label: "settings.deliveries" },
] as const;

/** On phones: to the list one came from. */
function WayBack({ path }: { path: string }) {
  const t = useT();
  const { to, label } = lists.find((list) => path.startsWith(`${list.to}/`)) ?? {
    to: "/settings" as const,
    label: "app.settings" as const,
  };
  return (
    <div className="flex shrink-0 items-center border-b bg-surface px-1">
      <IconLink to={to} icon={<ArrowLeft size={20} />}>
        {t(label)}
      </IconLink>
    </div>
  );
}

function PageList() {
  const t = useT();
  const groups = useGroups();
  usePageTitle(t("app.settings"));
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto pb-6">
      <h1 className="px-4 pt-5 pb-1 text-20 font-semibold">{t("app.settings")}</h1>
      {groups.map((group) => (
        <section key={group.id} className="mt-4">
          <h2 className="px-4 pb-1 text-13 font-medium text-muted">{t(group.label)}</h2>
          <ul className="border-y bg-surface">
            {group.pages.map((page) => (
              <li key={page.to} className="border-b last:border-b-0">
                <PageRow page={page} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PageRow({ page: { to, label, hint, icon: Icon } }: { page: SettingsPage }) {
  const t = useT();
  return (
    <RowLink to={to} icon={<Icon size={20} />} end={<ChevronRight size={18} />}>
      <span className="block font-medium">
        <Label to={to}>{t(label)}</Label>
      </span>
      <span className="block truncate text-13 text-muted">{t(hint)}</span>
    </RowLink>
  );
}
