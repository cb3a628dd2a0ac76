import { useState } from "react";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { CopyField } from "../../ui/copy-field";
import { useMay } from "../account/api";
import type { Channel } from "./api";
import { sampleRequest } from "./rules";
import { renewSecret, useSecret } from "./secrets";

/** What to put into one's own system: the channel's address, the secret both sides sign with, and how it is done. */
export function SigningDetails({ channel }: { channel: Channel }) {
  const t = useT();
  const made = useSecret(channel.id);
  const address = location.origin + (channel.setup?.hook?.path ?? "");
  return (
    <>
      <CopyField label={t("channels.sign_address")} hint={t("channels.sign_address_hint")} value={address} />
      <Secret channel={channel} />
      <CopyField
        block
        label={t("channels.sign_sample")}
        hint={t("channels.sign_sample_hint")}
        value={sampleRequest(address, made?.secret ?? "whsec_…")}
      />
    </>
  );
}

/** The secret while it can be read, and the way to a new one. */
function Secret({ channel }: { channel: Channel }) {
  const t = useT();
  const { full } = useTime();
  const made = useSecret(channel.id);
  const manages = useMay("manage_channels");
  const [asked, setAsked] = useState(false);
  const known = made !== undefined || channel.setup?.secrets.includes("secret");
  const until = made?.former_until;
  return (
    <>
      {made ? (
        <CopyField label={t("channels.sign_secret")} hint={t("channels.sign_secret_once")} value={made.secret} />
      ) : (
        <p className="text-muted">{t(known ? "channels.sign_secret_kept" : "channels.sign_secret_none")}</p>
      )}
      {until && <Banner kind="warn">{t("channels.sign_former_until", { time: full(until) })}</Banner>}
      {manages && (
        <Button
          className="self-start"
          look={known ? undefined : "primary"}
          onClick={() => (known ? setAsked(true) : void renewSecret(channel.id, 0))}
        >
          {t(known ? "channels.sign_renew" : "channels.sign_make")}
        </Button>
      )}
      <Renewal channel={channel} open={asked} onClose={() => setAsked(false)} />
    </>
  );
}

/** How long the former secret counts, so that one's own system can be changed without losing a message. */
const overlap = 24;

function Renewal({ channel, open, onClose }: { channel: Channel; open: boolean; onClose: () => void }) {
  const t = useT();
  const [atOnce, setAtOnce] = useState(false);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t("channels.sign_renew_question", { name: channel.name })}
      confirmLabel={t("channels.sign_renew_confirm")}
      danger={atOnce}
      onConfirm={() => renewSecret(channel.id, atOnce ? 0 : overlap)}
      choice={
        <Checkbox
          label={t("channels.sign_at_once")}
          hint={t("channels.sign_at_once_hint")}
          checked={atOnce}
          onChange={(event) => setAtOnce(event.currentTarget.checked)}
        />
      }
    >
      {t("channels.sign_renew_consequences", { hours: overlap })}
    </ConfirmDialog>
  );
}
