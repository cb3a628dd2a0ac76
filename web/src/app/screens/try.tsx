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
import { Count } from "../../ui/badge";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { IconLink } from "../../ui/links";
import { Segments } from "../../ui/segments";
import { NotFound } from "./not-found";
import { TryDesk, useTrial } from "./try-desk";

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
  const row = useTrial(channel.id, publicKey, visitor);
  usePageTitle(t("channels.try"));
  const restart = () => {
    forgetVisitor(publicKey);
    setVisitor(visitor + 1);
    setSide("customer");
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex shrink-0 items-center gap-x-2 border-b bg-surface px-1.5 py-1.5">
        <IconLink
          to="/settings/channels/$channel"
          params={{ channel: channel.id }}
          search={{}}
          aria-label={t("channels.try_back", { name: channel.name })}
          icon={<ArrowLeft size={20} />}
        />
        <div className="min-w-0 flex-1 max-sm:sr-only">
          <h1 className="truncate text-16 font-semibold">{t("channels.try")}</h1>
          <p className="truncate text-13 text-muted">{t("channels.try_hint")}</p>
        </div>
        {!both && (
          <div className="max-sm:mx-auto">
            <Segments<Side>
              label={t("channels.try_sides")}
              value={side}
              onChange={setSide}
              options={[
                { value: "customer", label: t("channels.try_customer_short") },
                { value: "desk", label: <DeskLabel unread={row?.mine?.unread ?? 0} /> },
              ]}
            />
          </div>
        )}
        {both ? (
          <Button look="quiet" icon={<UserRoundPlus size={16} />} onClick={restart}>
            {t("channels.try_again")}
          </Button>
        ) : (
          <IconButton tip="end" label={t("channels.try_again")} icon={<UserRoundPlus size={20} />} onClick={restart} />
        )}
      </header>
      <div className="flex min-h-0 flex-1">
        <section
          aria-label={t("channels.try_customer")}
          className={cx(both || side === "customer" ? "flex border-e" : "hidden", column)}
        >
          {both && <SideTitle>{t("channels.try_customer")}</SideTitle>}
          <iframe
            key={visitor}
            src={trialPage(publicKey)}
            title={t("channels.try_customer")}
            allow="microphone; geolocation"
            className="min-h-0 w-full flex-1"
          />
        </section>
        {(both || side === "desk") && (
          <section aria-label={t("channels.try_desk")} className={cx("flex", column)}>
            {both && <SideTitle>{t("channels.try_desk")}</SideTitle>}
            <TryDesk row={row} />
          </section>
        )}
      </div>
    </div>
  );
}

function DeskLabel({ unread }: { unread: number }) {
  const t = useT();
  return (
    <span className="flex items-center gap-1.5">
      {t("channels.try_desk_short")}
      <Count count={unread} label={t("channels.try_unread", { count: unread })} />
    </span>
  );
}

const column = "min-h-0 min-w-0 flex-1 flex-col";

function SideTitle({ children }: { children: string }) {
  return <h2 className="shrink-0 border-b bg-surface px-4 py-2 text-13 font-medium text-muted">{children}</h2>;
}
