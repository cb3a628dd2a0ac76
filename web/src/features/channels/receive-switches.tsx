import { Fragment, useEffect, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { toast } from "../../lib/toast";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Switch } from "../../ui/switch";
import { useKind } from "../conversations/api";
import { type Channel, type ChannelField, type ChannelKind, refreshMissed, updateChannel } from "./api";
import { configOf, receives, receivesOf, startOf } from "./rules";
import { fieldHint, fieldLabel, keyOf, said } from "./words";

/** What the account receives, each on a switch of its own. Turning one on is asked for once more; it takes effect at once. */
export function ReceiveSwitches({ channel }: { channel: Channel }) {
  const t = useT();
  const kind = useKind(channel.id) as ChannelKind | undefined;
  const [asked, setAsked] = useState<ChannelField>();
  const off = receivesOf(kind).some(({ name }) => channel.setup?.config[name] !== true);
  useEffect(() => {
    if (off) void refreshMissed(channel.id);
  }, [off, channel.id]);
  if (!kind || receivesOf(kind).length === 0) return null;
  const change = async (field: ChannelField, on: boolean) => {
    const now = startOf(kind, "", channel);
    await updateChannel(channel.id, { ...now, config: configOf(kind, { ...now.config, [field.name]: on }) });
    toast({
      text: t(on ? "channels.receive_on" : "channels.receive_off", { what: fieldLabel(t, field.name, kind.kind) }),
    });
  };
  const turnOff = (field: ChannelField) =>
    change(field, false).catch((error: unknown) => toast({ kind: "failed", text: errorWords(t, error) }));
  const what = asked ? fieldLabel(t, asked.name, kind.kind) : "";
  return (
    <>
      {receivesOf(kind).map((field) => (
        <Fragment key={field.name}>
          <Switch
            label={fieldLabel(t, field.name, kind.kind)}
            hint={fieldHint(t, field.name, kind.kind)}
            checked={channel.setup?.config[field.name] === true}
            onChange={(event) => (event.target.checked ? setAsked(field) : void turnOff(field))}
          />
          <Missed channel={channel} field={field.name} />
        </Fragment>
      ))}
      {!receives(kind, channel) && <p className="py-2 text-13 text-muted">{t("channels.receive_none")}</p>}
      <ConfirmDialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t("channels.receive_ask", { what })}
        confirmLabel={t("channels.receive_confirm")}
        onConfirm={async () => {
          if (asked) await change(asked, true);
        }}
      >
        {asked && said(t, `field_${asked.name}_ask`, kind.kind)}
      </ConfirmDialog>
    </>
  );
}

/** What was brought in vain while a switch is off. */
function Missed({ channel, field }: { channel: Channel; field: string }) {
  const t = useT();
  const language = useLanguage();
  const { full } = useTime();
  const missed = channel.setup?.missed.find((one) => one.switch === field);
  if (!missed || channel.setup?.config[field] === true) return null;
  const { count, since } = missed;
  return (
    <p className="ps-8 pb-2 text-13 text-muted">
      {t(keyOf(t, "receive_missed", field), {
        number: new Intl.NumberFormat(language).format(count),
        time: full(since),
      })}
    </p>
  );
}
