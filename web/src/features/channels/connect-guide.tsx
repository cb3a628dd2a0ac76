import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { ButtonLink } from "../../ui/links";
import { useKind } from "../conversations/api";
import type { Channel, ChannelKind } from "./api";
import { CheckButton, CheckResults } from "./check-results";
import { useCheck } from "./checks";
import { FirstMessage } from "./first-message";
import { ReceiveSwitches } from "./receive-switches";
import { fieldToCorrect, isCorrectable, receives } from "./rules";
import { WebhookDetails } from "./webhook-section";
import { keyOf, said } from "./words";

/** From a filled-in account to its first message: test it, put the webhook in at the provider where one is, and write. */
export function ConnectGuide({ channel }: { channel: Channel }) {
  const t = useT();
  const kind = useKind(channel.id);
  const hook = channel.setup?.hook;
  const steps = hook ? 3 : 2;
  // Who signs cannot be tested before both sides know the secret.
  const first = useKind(channel.id)?.signs ? "hook" : "check";
  const check = (
    <Step
      key="check"
      step={first === "check" ? 1 : 2}
      steps={steps}
      title={t(keyOf(t, "step_check", channel.kind))}
      hint={said(t, "step_check_hint", channel.kind)}
      action={
        <span className="flex flex-wrap gap-2">
          <CorrectLink channel={channel} />
          <CheckButton channel={channel} />
        </span>
      }
    >
      <CheckResults channel={channel} />
    </Step>
  );
  const webhook = hook && (
    <Step
      key="hook"
      step={first === "hook" ? 1 : 2}
      steps={steps}
      title={t(keyOf(t, "step_hook", channel.kind))}
      hint={said(t, "step_hook_hint", channel.kind)}
    >
      <WebhookDetails channel={channel} />
    </Step>
  );
  return (
    <ol className="flex max-w-2xl flex-col gap-6">
      {channel.state === "off" && (
        <li>
          <Banner kind="warn">{t("channels.hook_off")}</Banner>
        </li>
      )}
      {first === "check" ? [check, webhook] : [webhook, check]}
      <Step step={steps} steps={steps} title={t(keyOf(t, "step_message", channel.kind))}>
        <ReceiveSwitches channel={channel} />
        {receives(kind, channel) && <FirstMessage channel={channel} />}
      </Step>
    </ol>
  );
}

/** The way back to what was filled in, once a test has found something wrong there. */
function CorrectLink({ channel }: { channel: Channel }) {
  const t = useT();
  const kind = useKind(channel.id) as ChannelKind | undefined;
  const { findings = [] } = useCheck(channel.id);
  if (!findings.some(isCorrectable)) return null;
  const field = fieldToCorrect(kind?.fields ?? [], findings, channel.setup?.config ?? {});
  return (
    <ButtonLink look="primary" to="/settings/channels/$channel" params={{ channel: channel.id }} search={{ field }}>
      {t("channels.correct")}
    </ButtonLink>
  );
}

interface StepProps {
  step: number;
  steps: number;
  title: string;
  hint?: string | undefined;
  /** A button beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

function Step({ step, steps, title, hint, action, children }: StepProps) {
  const t = useT();
  return (
    <li className="rounded-card border bg-surface p-4 md:p-5">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <span
          aria-hidden="true"
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-chip bg-selected font-semibold text-brand"
        >
          {step}
        </span>
        <div className="min-w-48 flex-1">
          <h2 className="text-16 font-semibold">
            <span className="sr-only">{t("channels.step", { step, steps })}: </span>
            {title}
          </h2>
          {hint && <p className="mt-0.5 text-muted">{hint}</p>}
        </div>
        {action}
      </div>
      <div className="mt-4 flex flex-col gap-4 empty:hidden">{children}</div>
    </li>
  );
}
