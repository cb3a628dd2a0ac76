import { MessageCircle, Plus } from "lucide-react";
import { useBootstrap, useMay } from "../../features/account/api";
import { ChannelList, FormerChannels } from "../../features/channels/channel-list";
import { useT } from "../../lib/i18n";
import { EmptyState } from "../../ui/empty-state";
import { ButtonLink } from "../../ui/links";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** Through what customers can write. */
export function Channels() {
  const t = useT();
  const { channels } = useBootstrap();
  const connects = useMay("connect_channels");
  const manages = useMay("manage_channels");
  if (!connects && !manages) return <NotAllowed title={t("settings.channels")} />;
  const here = channels.filter(({ state }) => state !== "disconnected");
  const connect = connects && (
    <ButtonLink to="/settings/channels/new" look="primary">
      <Plus aria-hidden="true" size={16} />
      {t("channels.add")}
    </ButtonLink>
  );
  return (
    <Page title={t("settings.channels")} description={t("channels.hint")} actions={here.length > 0 && connect}>
      {here.length > 0 ? (
        <ChannelList channels={here} />
      ) : (
        <EmptyState icon={<MessageCircle size={24} />} title={t("channels.none")} action={connect}>
          {t("channels.none_hint")}
        </EmptyState>
      )}
      <FormerChannels channels={channels.filter(({ state }) => state === "disconnected")} />
    </Page>
  );
}
