import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useBootstrap, useMay } from "../../features/account/api";
import {
  type Channel,
  type ChannelInput,
  type ChannelKind,
  endLogin,
  type LoginOffer,
  updateChannel,
} from "../../features/channels/api";
import { ChannelEditor } from "../../features/channels/channel-editor";
import { runCheck } from "../../features/channels/checks";
import { keptOrigin } from "../../features/channels/login-origin";
import { startOf } from "../../features/channels/rules";
import { keyOf, said } from "../../features/channels/words";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { ButtonLink } from "../../ui/links";
import { Page, Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { Spinner } from "../../ui/spinner";
import { Connected, useConnect } from "./channel-new";
import { NotAllowed } from "./not-allowed";

/** Where one comes back to from logging in at a provider: choosing an account and saving. Leaving connects nothing. */
export function ChannelLogin() {
  const t = useT();
  const connects = useMay("connect_channels");
  const { offer, error, cancelled } = useOutcome();
  const failed = cancelled ? t("channels.login_cancelled") : error ? errorWords(t, error) : undefined;
  const [connected, setConnected] = useState<Channel>();
  const kind = useBootstrap().channel_kinds.find((one) => one.kind === offer?.kind);
  if (!connects) return <NotAllowed title={t("channels.add")} />;
  if (connected) return <Connected channel={connected} />;
  return (
    <Page title={t("channels.add")}>
      {failed && (
        <Banner live kind="bad" actions={<Back />}>
          {failed}
        </Banner>
      )}
      {!failed && !offer && (
        <p role="status" className="flex items-center gap-2.5 text-muted">
          <Spinner /> {t("channels.login_busy")}
        </p>
      )}
      {offer && kind && offer.accounts.length === 0 && (
        <Banner live kind="warn" actions={<Back />}>
          {said(t, "login_none", kind.kind)}
        </Banner>
      )}
      {offer && kind && offer.accounts.length > 0 && <Choose offer={offer} kind={kind} onConnected={setConnected} />}
    </Page>
  );
}

/** Leads to where one left from. */
function Back() {
  const t = useT();
  const { kind, channel } = keptOrigin() ?? {};
  const to = channel
    ? ({ to: "/settings/channels/$channel", params: { channel }, search: {} } as const)
    : ({ to: "/settings/channels/new", search: { connect: kind } } as const);
  return (
    <ButtonLink size="small" {...to}>
      {t("channels.login_back")}
    </ButtonLink>
  );
}

/** What came of logging in: accounts to choose from, or why there are none. Nothing yet while the provider is asked. */
interface Outcome {
  offer?: LoginOffer;
  error?: unknown;
  cancelled?: boolean;
}

/** What the code one came back with is worth. It is taken out of the address at once: it is good for one time only. */
function useOutcome(): Outcome {
  const go = useNavigate();
  const { code, state } = useSearch({ from: "/inside/settings/channels/login" });
  const [brought] = useState({ code, state });
  const [outcome, setOutcome] = useState<Outcome>({});
  useEffect(() => {
    void go({ to: "/settings/channels/login", search: {}, replace: true });
    if (!brought.code || !brought.state) {
      setOutcome({ cancelled: true });
      return;
    }
    exchange(brought.state, brought.code).then(
      (offer) => setOutcome({ offer }),
      (error: unknown) => setOutcome({ error }),
    );
  }, [brought, go]);
  return outcome;
}

const underway = new Map<string, Promise<LoginOffer>>();

/** Exchanges a code once, however often the screen is drawn. */
function exchange(state: string, code: string): Promise<LoginOffer> {
  const begun = underway.get(code) ?? endLogin(state, code);
  underway.set(code, begun);
  return begun;
}

interface ChooseProps {
  offer: LoginOffer;
  kind: ChannelKind;
  onConnected: (channel: Channel) => void;
}

/** The accounts one permitted. One that is a channel already gets its new token. */
function Choose({ offer, kind, onConnected }: ChooseProps) {
  const t = useT();
  const { channels } = useBootstrap();
  const [chosen, setChosen] = useState(offer.accounts[0]?.id ?? "");
  const known = (account: string) => channels.find((one) => isOf(one, kind, account));
  const choose = t(keyOf(t, "login_choose", kind.kind));
  const save = useSave({ offer, kind, onConnected });
  const channel = known(chosen);
  const account = offer.accounts.find(({ id }) => id === chosen);
  return (
    <>
      <Banner kind="ok">{t("channels.login_done")}</Banner>
      <Section title={choose} description={said(t, "login_choose_hint", kind.kind)}>
        <RadioGroup
          label={choose}
          hideLabel
          value={chosen}
          onChange={setChosen}
          options={offer.accounts.map(({ id, name }) => ({
            value: id,
            label: name || id,
            hint: known(id) ? t("channels.login_taken") : undefined,
          }))}
        />
      </Section>
      <ChannelEditor
        key={chosen}
        connecting
        submit={t("channels.login_save")}
        kind={withoutAccount(kind)}
        start={startOf(withoutAccount(kind), account?.name ?? "", channel)}
        onSave={(input) => save(input, chosen, channel)}
      />
    </>
  );
}

function isOf({ kind, state, setup }: Channel, { kind: name, account_field: field }: ChannelKind, account: string) {
  return kind === name && state !== "disconnected" && setup?.config[field] === account;
}

/** What is asked for beside what logging in gave. */
const withoutAccount = (kind: ChannelKind): ChannelKind => ({
  ...kind,
  fields: kind.fields.filter(({ name, secret }) => !secret && name !== kind.account_field),
});

function useSave({ offer, kind, onConnected }: ChooseProps) {
  const go = useNavigate();
  const connect = useConnect(onConnected);
  return async (input: ChannelInput, account: string, channel: Channel | undefined) => {
    const whole = { ...input, config: { ...input.config, [kind.account_field]: account }, grant: offer.grant };
    if (!channel) return connect(kind, whole);
    await updateChannel(channel.id, whole);
    void runCheck(channel.id);
    await go({ to: "/settings/channels/$channel", params: { channel: channel.id }, search: {}, replace: true });
  };
}
