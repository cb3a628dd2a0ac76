import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useBootstrap } from "../../features/account/api";
import { type Channel as ChannelData, type ChannelKind, updateChannel } from "../../features/channels/api";
import { ChannelEditor } from "../../features/channels/channel-editor";
import { DisconnectSection } from "../../features/channels/disconnect-section";
import { InstallSection } from "../../features/channels/install-section";
import { startOf } from "../../features/channels/rules";
import { StateSwitch } from "../../features/channels/state-switch";
import { kindName } from "../../features/channels/words";
import { useT } from "../../lib/i18n";
import { useMedia, veryWideWindow } from "../../lib/media";
import { toast } from "../../lib/toast";
import { ButtonLink, NavTabLink } from "../../ui/links";
import { NavTabs } from "../../ui/nav-tabs";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";
import { NotFound } from "./not-found";

/** One channel: what is filled in, what customers see, and how to put it on a page. */
export function Channel() {
  const t = useT();
  const { channel: id } = useParams({ from: "/inside/settings/channels/$channel" });
  const { channels, channel_kinds: kinds } = useBootstrap();
  const channel = channels.find((one) => one.id === id && one.state !== "disconnected");
  const kind = kinds.find((one) => one.kind === channel?.kind);
  if (!channel) return <NotFound />;
  if (!channel.setup || !kind) return <NotAllowed title={channel.name} />;
  return (
    <Page
      wide
      title={channel.name}
      description={kindName(t, channel.kind)}
      actions={
        channel.setup.script &&
        channel.state === "on" && (
          <ButtonLink to="/try/$channel" params={{ channel: channel.id }}>
            {t("channels.try")}
          </ButtonLink>
        )
      }
    >
      <Parts key={channel.id} channel={channel} kind={kind} />
    </Page>
  );
}

function Parts({ channel, kind }: { channel: ChannelData; kind: ChannelKind }) {
  const t = useT();
  const go = useNavigate();
  const wide = useMedia(veryWideWindow);
  const { part = "form" } = useSearch({ from: "/inside/settings/channels/$channel" });
  const save = async (input: Parameters<typeof updateChannel>[1]) => {
    await updateChannel(channel.id, input);
    toast({ text: t("common.saved") });
  };
  const leave = () => void go({ to: "/settings/channels" });
  return (
    <>
      {channel.setup?.script && <PartTabs channel={channel.id} withPreview={!wide} />}
      <div className={part === "install" ? "hidden" : undefined}>
        <ChannelEditor
          kind={kind}
          start={startOf(kind, "", channel)}
          onSave={save}
          preview={part === "preview"}
          head={<StateSection channel={channel} />}
        >
          <DisconnectSection channel={channel} onDone={leave} />
        </ChannelEditor>
      </div>
      {part === "install" && (
        <div className="flex max-w-2xl flex-col gap-6">
          <InstallSection channel={channel} />
        </div>
      )}
    </>
  );
}

function StateSection({ channel }: { channel: ChannelData }) {
  return (
    <section className="rounded-card border bg-surface px-4 py-2 md:px-5">
      <StateSwitch channel={channel} />
    </section>
  );
}

function PartTabs({ channel, withPreview }: { channel: string; withPreview: boolean }) {
  const t = useT();
  const link = { to: "/settings/channels/$channel", params: { channel }, replace: true } as const;
  return (
    <NavTabs label={t("channels.parts")} className="-mt-3">
      <NavTabLink {...link} search={{}} activeOptions={{ exact: true, includeSearch: true }}>
        {t("channels.part_form")}
      </NavTabLink>
      {withPreview && (
        <NavTabLink {...link} search={{ part: "preview" }}>
          {t("channels.preview")}
        </NavTabLink>
      )}
      <NavTabLink {...link} search={{ part: "install" }}>
        {t("channels.part_install")}
      </NavTabLink>
    </NavTabs>
  );
}
