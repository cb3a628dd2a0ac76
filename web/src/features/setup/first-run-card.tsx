import { Check, Code, MessageCircle, Plug, Users, X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { IconButton } from "../../ui/icon-button";
import { ButtonLink } from "../../ui/links";
import { useBootstrap } from "../account/api";
import { endFirstRun, type FirstStep, firstRun, takeStep } from "./first-run";

/** The three ways on after the set-up, above the inbox until somebody closes it. */
export function FirstRunCard() {
  const t = useT();
  const taken = useStore(firstRun);
  const { channels, me } = useBootstrap();
  const channel = channels.find(({ setup, state }) => setup?.script && state === "on");
  if (!taken) return null;
  const step = (name: FirstStep, icon: ReactNode) => ({
    icon: taken.includes(name) ? <Check size={16} className="text-ok" /> : icon,
    onClick: () => takeStep(name),
  });
  return (
    <section
      aria-label={t("setup.welcome", { name: me.workspace.name })}
      className="relative flex shrink-0 flex-wrap items-center gap-x-6 gap-y-2.5 border-b bg-selected py-3 ps-4 pe-12"
    >
      <div className="min-w-0">
        <p className="font-semibold">{t("setup.welcome", { name: me.workspace.name })}</p>
        <p className="text-13 text-muted">{t("setup.welcome_hint")}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {channel && (
          <>
            <StepLink {...step("try", <MessageCircle size={16} />)} to="/try/$channel" channel={channel.id}>
              {t("setup.step_try")}
            </StepLink>
            <StepLink {...step("install", <Code size={16} />)} to="/settings/channels/$channel" channel={channel.id}>
              {t("setup.step_install")}
            </StepLink>
          </>
        )}
        {me.can.manage_channels && (
          <StepLink {...step("connect", <Plug size={16} />)} to="/settings/channels/new">
            {t("setup.step_connect")}
          </StepLink>
        )}
        {me.can.manage_members && (
          <StepLink {...step("team", <Users size={16} />)} to="/settings/members">
            {t("setup.step_team")}
          </StepLink>
        )}
      </div>
      <IconButton
        className="absolute end-1.5 top-1.5"
        tip="end"
        label={t("setup.welcome_close")}
        icon={<X size={18} />}
        onClick={endFirstRun}
      />
    </section>
  );
}

interface StepProps {
  to: "/try/$channel" | "/settings/channels/$channel" | "/settings/channels/new" | "/settings/members";
  channel?: string;
  icon: ReactNode;
  onClick: () => void;
  children: ReactNode;
}

function StepLink({ to, channel = "", icon, onClick, children }: StepProps) {
  return (
    <ButtonLink
      to={to}
      params={{ channel }}
      search={to === "/settings/channels/$channel" ? { part: "install" } : {}}
      onClick={onClick}
      size="small"
    >
      {icon}
      {children}
    </ButtonLink>
  );
}
