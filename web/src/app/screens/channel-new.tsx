import { useNavigate, useSearch } from "@tanstack/react-router";
import { type MouseEvent, useRef, useState } from "react";
import { useBootstrap, useMay } from "../../features/account/api";
import { type Channel, type ChannelInput, type ChannelKind, connectChannel } from "../../features/channels/api";
import { ChannelEditor } from "../../features/channels/channel-editor";
import { runCheck } from "../../features/channels/checks";
import { InstallSection } from "../../features/channels/install-section";
import { LoginButton } from "../../features/channels/login-button";
import { isSeen, startOf } from "../../features/channels/rules";
import { renewSecret } from "../../features/channels/secrets";
import { WebhookDetails } from "../../features/channels/webhook-section";
import { keyOf, kindHint, kindName, said } from "../../features/channels/words";
import { useKind } from "../../features/conversations/api";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { ButtonLink } from "../../ui/links";
import { Page, Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { NotAllowed } from "./not-allowed";

/** Connecting a channel: which kind, what it asks for, and then what to do with it. */
export function NewChannel() {
  const t = useT();
  const { channel_kinds: kinds, me } = useBootstrap();
  const connects = useMay("connect_channels");
  const { connect: asked } = useSearch({ from: "/inside/settings/channels/new" });
  const [chosen, setChosen] = useState((kinds.find((one) => one.kind === asked) ?? kinds[0])?.kind ?? "");
  const [byHand, setByHand] = useState(false);
  const [connected, setConnected] = useState<Channel>();
  const kind = kinds.find((one) => one.kind === chosen);
  const connect = useConnect(setConnected);
  const { next, go, choosing } = useNext();
  if (!connects) return <NotAllowed title={t("channels.add")} />;
  if (connected) return <Connected channel={connected} />;
  return (
    <Page wide={kind?.caps.widget} title={t("channels.add")} description={t("channels.add_hint")}>
      <div {...choosing}>
        <Section title={t("channels.kind")}>
          <RadioGroup
            label={t("channels.kind_choose")}
            value={chosen}
            onChange={setChosen}
            options={kinds.map((one) => ({
              value: one.kind,
              label: kindName(t, one.kind),
              hint: kindHint(t, one.kind),
            }))}
          />
        </Section>
      </div>
      {kind && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is a part of a form, and this holds one.
        <div
          ref={next}
          role="group"
          aria-label={kindName(t, kind.kind)}
          tabIndex={-1}
          className="scroll-mt-4 outline-none"
        >
          {kind.login && !byHand ? (
            <Section title={t("channels.login_title")} description={said(t, "login_hint", kind.kind)}>
              <p>{said(t, "login_info", kind.kind)}</p>
              <div className="flex flex-wrap items-center gap-2">
                <LoginButton kind={kind.kind} />
                <Button
                  onClick={() => {
                    setByHand(true);
                    go();
                  }}
                >
                  {t("channels.login_by_hand")}
                </Button>
              </div>
            </Section>
          ) : (
            <ChannelEditor
              key={kind.kind}
              connecting
              kind={kind}
              start={startOf(kind, nameFor(kind, kindName(t, kind.kind), me.workspace.name))}
              onSave={(input) => connect(kind, input)}
            />
          )}
        </div>
      )}
    </Page>
  );
}

/**
 * Leads on phones from the kinds, which fill the window there, to what comes next. Whoever goes through them by the
 * arrow keys stays: each key chooses one.
 */
function useNext() {
  const next = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);
  const wide = useMedia(wideWindow);
  const go = () =>
    // What comes next is drawn first.
    requestAnimationFrame(() => {
      next.current?.focus({ preventScroll: true });
      next.current?.scrollIntoView?.({ block: "start" });
    });
  const choosing = {
    onKeyDownCapture: () => {
      byKey.current = true;
    },
    onPointerDownCapture: () => {
      byKey.current = false;
    },
    // Also on the one that is chosen already, which does not change.
    onClick: ({ target }: MouseEvent) => {
      if (!wide && !byKey.current && target instanceof HTMLInputElement) go();
    },
  };
  return { next, go, choosing };
}

/** What customers see bears the company's name; what only agents see also says through what customers write. */
function nameFor(of: ChannelKind, kind: string, workspace: string): string {
  return isSeen(of) ? workspace : `${kind} ${workspace}`;
}

/** Connects, and goes on to what comes next: who may, tests the account; the others are told what to hand on. */
export function useConnect(onConnected: (channel: Channel) => void) {
  const go = useNavigate();
  const manages = useMay("manage_channels");
  return async (kind: ChannelKind, input: ChannelInput) => {
    const channel = await connectChannel(kind.kind, input);
    if (!kind.caps.account || !manages) return onConnected(channel);
    // Who signs can be tested once both sides know the secret.
    if (kind.signs) await renewSecret(channel.id, 0);
    else void runCheck(channel.id);
    await go({
      to: "/settings/channels/$channel",
      params: { channel: channel.id },
      search: { part: "connect" },
      replace: true,
    });
  };
}

/** What remains to be done: at the provider, nothing, or on the company's page. */
function connectedWords(channel: Channel, kind: ChannelKind | undefined) {
  if (channel.setup?.hook) return "connected_account";
  return kind?.caps.account ? "connected_ready" : "connected";
}

export function Connected({ channel }: { channel: Channel }) {
  const t = useT();
  const kind = useKind(channel.id);
  const manages = useMay("manage_channels");
  return (
    <Page
      title={channel.name}
      description={kindName(t, channel.kind)}
      actions={
        manages &&
        channel.setup?.script && (
          <ButtonLink to="/try/$channel" params={{ channel: channel.id }}>
            {t("channels.try")}
          </ButtonLink>
        )
      }
    >
      <Banner
        live
        kind="ok"
        actions={
          <ButtonLink
            size="small"
            {...(manages
              ? { to: "/settings/channels/$channel", params: { channel: channel.id } }
              : { to: "/settings/channels" })}
          >
            {t(manages ? "channels.open_settings" : "channels.to_list")}
          </ButtonLink>
        }
      >
        {t(keyOf(t, connectedWords(channel, kind), channel.kind), { name: channel.name })}
      </Banner>
      <InstallSection channel={channel} />
      {channel.setup?.hook && (
        <Section
          title={t(keyOf(t, "step_hook", channel.kind))}
          description={t(keyOf(t, "step_hook_hint", channel.kind))}
        >
          <WebhookDetails channel={channel} />
          <p>{t("channels.ask_admin")}</p>
        </Section>
      )}
    </Page>
  );
}
