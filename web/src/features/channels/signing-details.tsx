import { useT } from "../../lib/i18n";
import { CopyField } from "../../ui/copy-field";
import { SigningSecret } from "../../ui/signing-secret";
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
      <SigningSecret
        made={made}
        known={channel.setup?.secrets.includes("secret") ?? false}
        manages={useMay("manage_channels")}
        name={channel.name}
        none={t("channels.sign_secret_none")}
        onMake={(hours) => renewSecret(channel.id, hours)}
      />
      <CopyField
        block
        label={t("channels.sign_sample")}
        hint={t("channels.sign_sample_hint")}
        value={sampleRequest(address, made?.secret ?? "whsec_…")}
      />
    </>
  );
}
