import { useParams } from "@tanstack/react-router";
import { ArrowLeft, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useBootstrap } from "../../features/account/api";
import type { Channel } from "../../features/channels/api";
import { forgetVisitor, trialPage } from "../../features/channels/trial";
import { usePageTitle } from "../../lib/attention";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useMedia } from "../../lib/media";
import { Button } from "../../ui/button";
import { IconLink } from "../../ui/links";
import { Segments } from "../../ui/segments";
import { NotFound } from "./not-found";
import { TryDesk } from "./try-desk";

/** From here on the customer's page and the inbox stand side by side. */
const roomForBoth = "(min-width: 60rem)";

/** The chat as a customer sees it, and beside it the inbox in which it arrives. */
export function TryChannel() {
  const { channel: id } = useParams({ from: "/inside/try/$channel" });
  const channel = useBootstrap().channels.find((one) => one.id === id && one.state === "on");
  if (!channel?.setup?.script) return <NotFound />;
  return <Trial key={channel.id} channel={channel} publicKey={channel.setup.public_key} />;
}

type Side = "customer" | "desk";

function Trial({ channel, publicKey }: { channel: Channel; publicKey: string }) {
  const t = useT();
  const both = useMedia(roomForBoth);
  const [side, setSide] = useState<Side>("customer");
  // Who plays the customer; the next number is somebody new.
  const [visitor, setVisitor] = useState(1);
  usePageTitle(t("channels.try"));
  const restart = () => {
    forgetVisitor(publicKey);
    setVisitor(visitor + 1);
    setSide("customer");
  };
  const hidden = (one: Side) => (!both && side !== one ? "hidden" : "flex");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-surface px-1.5 py-1.5">
        <IconLink
          to="/settings/channels/$channel"
          params={{ channel: channel.id }}
          search={{}}
          aria-label={t("channels.try_back", { name: channel.name })}
          icon={<ArrowLeft size={20} />}
        />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-16 font-semibold">{t("channels.try")}</h1>
          <p className="truncate text-13 text-muted max-sm:hidden">{t("channels.try_hint")}</p>
        </div>
        {!both && (
          <Segments<Side>
            label={t("channels.try_sides")}
            value={side}
            onChange={setSide}
            options={[
              { value: "customer", label: t("channels.try_customer_short") },
              { value: "desk", label: t("channels.try_desk_short") },
            ]}
          />
        )}
        <Button look="quiet" size="small" icon={<UserRoundPlus size={16} />} onClick={restart}>
          {t("channels.try_again")}
        </Button>
      </header>
      <div className="flex min-h-0 flex-1">
        <section aria-label={t("channels.try_customer")} className={cx(hidden("customer"), column, "border-e")}>
          {both && <SideTitle>{t("channels.try_customer")}</SideTitle>}
          <iframe
            key={visitor}
            src={trialPage(publicKey)}
            title={t("channels.try_customer")}
            allow="microphone; geolocation"
            className="min-h-0 w-full flex-1"
          />
        </section>
        <section aria-label={t("channels.try_desk")} className={cx(hidden("desk"), column)}>
          {both && <SideTitle>{t("channels.try_desk")}</SideTitle>}
          <TryDesk key={visitor} channel={channel.id} publicKey={publicKey} fresh={visitor > 1} />
        </section>
      </div>
    </div>
  );
}

const column = "min-h-0 min-w-0 flex-1 flex-col";

function SideTitle({ children }: { children: string }) {
  return <h2 className="shrink-0 border-b bg-surface px-4 py-2 text-13 font-medium text-muted">{children}</h2>;
}
