import type { Channel, ChannelKind } from "../../features/channels/api";
import { useT } from "../../lib/i18n";
import { NavTabLink } from "../../ui/links";
import { NavTabs } from "../../ui/nav-tabs";

interface Props {
  channel: Channel;
  caps: ChannelKind["caps"];
  /** The preview has no place of its own beside the form. */
  withPreview: boolean;
}

/** The parts of a channel's page, by what its kind can do. */
export function ChannelTabs({ channel, caps, withPreview }: Props) {
  const t = useT();
  const link = { to: "/settings/channels/$channel", params: { channel: channel.id }, replace: true } as const;
  return (
    <NavTabs label={t("channels.parts")} className="-mt-3">
      <NavTabLink {...link} search={{}} activeOptions={{ exact: true, includeSearch: true }}>
        {t("channels.part_form")}
      </NavTabLink>
      {caps.widget && withPreview && (
        <NavTabLink {...link} search={{ part: "preview" }}>
          {t("channels.preview")}
        </NavTabLink>
      )}
      {channel.setup?.script && (
        <NavTabLink {...link} search={{ part: "install" }}>
          {t("channels.part_install")}
        </NavTabLink>
      )}
      {caps.account && (
        <NavTabLink {...link} search={{ part: "connect" }}>
          {t("channels.part_connect")}
        </NavTabLink>
      )}
      {caps.templates && (
        <NavTabLink {...link} search={{ part: "templates" }}>
          {t("channels.part_templates")}
        </NavTabLink>
      )}
    </NavTabs>
  );
}
