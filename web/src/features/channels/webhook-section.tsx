import { useT } from "../../lib/i18n";
import { T } from "../../lib/sentence";
import { Banner } from "../../ui/banner";
import { CopyField } from "../../ui/copy-field";
import { useBootstrap } from "../account/api";
import { useKind } from "../conversations/api";
import type { Channel } from "./api";
import { reachOf, sharesHook } from "./rules";
import { SigningDetails } from "./signing-details";
import { keyOf } from "./words";

const strong = (words: string) => <b className="font-semibold">{words}</b>;

const steps = ["open", "paste", "fields"] as const;

/** What to enter at the provider so that it brings messages, and where. */
export function WebhookDetails({ channel }: { channel: Channel }) {
  const t = useT();
  const hook = channel.setup?.hook;
  const { channels } = useBootstrap();
  const signs = useKind(channel.id)?.signs;
  if (!hook) return null;
  if (signs) return <SigningDetails channel={channel} />;
  const reach = reachOf(location.origin);
  return (
    <>
      {channels.some((one) => sharesHook(one, channel)) && <p>{t("channels.hook_shared")}</p>}
      {reach && <Banner kind="warn">{t(`channels.hook_${reach}`)}</Banner>}
      <CopyField
        label={t("channels.hook_address")}
        hint={t("channels.hook_address_hint")}
        value={location.origin + hook.path}
      />
      <CopyField label={t("channels.hook_token")} hint={t("channels.hook_token_hint")} value={hook.verify_token} />
      <ol className="list-decimal space-y-1.5 ps-5 marker:text-muted">
        {steps.map((step) => (
          <li key={step}>
            <T k={keyOf(t, `hook_step_${step}`, channel.kind)} tags={{ b: strong }} />
          </li>
        ))}
      </ol>
    </>
  );
}
