import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useBootstrap } from "../../features/account/api";
import { type Channel as ChannelData, type ChannelKind, updateChannel } from "../../features/channels/api";
import { ChannelEditor } from "../../features/channels/channel-editor";
import { runCheck } from "../../features/channels/checks";
import { ConnectGuide } from "../../features/channels/connect-guide";
import { DisconnectSection } from "../../features/channels/disconnect-section";
import { fieldId } from "../../features/channels/field-control";
import { HealthSection } from "../../features/channels/health-section";
import { InstallSection } from "../../features/channels/install-section";
import { ReceiveSwitches } from "../../features/channels/receive-switches";
import { receivesOf, startOf, withReceives } from "../../features/channels/rules";
import { StateSwitch } from "../../features/channels/state-switch";
import { TemplateList } from "../../features/channels/template-list";
import { kindName } from "../../features/channels/words";
import { useT } from "../../lib/i18n";
import { useMedia, veryWideWindow } from "../../lib/media";
import { toast } from "../../lib/toast";
import { reveal } from "../../ui/disclosure";
import { ButtonLink } from "../../ui/links";
import { Page, Section } from "../../ui/page";
import { ChannelTabs } from "./channel-tabs";
import { NotAllowed } from "./not-allowed";
import { NotFound } from "./not-found";

/** One channel: how it does, what is filled in, what customers see, and how to put it where they write. */
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

interface PartsProps {
  channel: ChannelData;
  kind: ChannelKind;
}

function Parts({ channel, kind }: PartsProps) {
  const wide = useMedia(veryWideWindow);
  const { part = "form", field } = useSearch({ from: "/inside/settings/channels/$channel" });
  useEffect(() => {
    if (field) reveal(document.getElementById(fieldId(field)));
  }, [field]);
  const edits = part === "form" || part === "preview";
  return (
    <>
      <ChannelTabs channel={channel} caps={kind.caps} withPreview={!wide} />
      {/* Out of sight it keeps what was typed. */}
      <div className={edits ? undefined : "hidden"}>
        <Settings channel={channel} kind={kind} preview={part === "preview"} />
      </div>
      {part === "install" && (
        <Narrow>
          <InstallSection channel={channel} />
        </Narrow>
      )}
      {part === "connect" && <ConnectGuide channel={channel} />}
      {part === "templates" && (
        <Narrow>
          <TemplateList channel={channel} />
        </Narrow>
      )}
    </>
  );
}

function Settings({ channel, kind, preview }: PartsProps & { preview: boolean }) {
  const t = useT();
  const go = useNavigate();
  const { account, widget } = kind.caps;
  const save = async (input: Parameters<typeof updateChannel>[1]) => {
    await updateChannel(channel.id, withReceives(kind, input, channel));
    toast({ text: t("common.saved") });
    if (account) void runCheck(channel.id);
  };
  const editor = (
    <ChannelEditor
      kind={kind}
      start={startOf(kind, "", channel)}
      filled={channel.setup?.secrets}
      onSave={save}
      preview={preview}
      head={
        <>
          {account && <HealthSection channel={channel} />}
          <section className="rounded-card border bg-surface px-4 py-2 md:px-5">
            <StateSwitch channel={channel} />
          </section>
          {receivesOf(kind).length > 0 && (
            <Section title={t("channels.receive_title")} description={t("channels.receive_hint")}>
              <ReceiveSwitches channel={channel} />
            </Section>
          )}
        </>
      }
    >
      <DisconnectSection channel={channel} onDone={() => void go({ to: "/settings/channels" })} />
    </ChannelEditor>
  );
  return widget ? editor : <Narrow>{editor}</Narrow>;
}

function Narrow({ children }: { children: ReactNode }) {
  return <div className="flex max-w-2xl flex-col gap-6">{children}</div>;
}
