import type { ReactNode } from "react";
import { useLanguage, useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Button } from "../../ui/button";
import { TimeText } from "../../ui/time-text";
import { useKind } from "../conversations/api";
import type { Channel } from "./api";
import { CheckButton, CheckResults } from "./check-results";
import { useCheck } from "./checks";
import { fieldId } from "./field-control";
import { HealthBadge } from "./health-badge";
import { LoginButton } from "./login-button";
import { canSubscribe, isShown, limitOf, wantsToken } from "./rules";
import { SubscribeButton } from "./subscribe-button";
import { adviceText, detailText, qualityText, said, troubleText } from "./words";

/** How a channel's account does at its provider, with a test and, where that helps, the way to a new token. */
export function HealthSection({ channel }: { channel: Channel }) {
  const t = useT();
  const { health } = channel;
  return (
    <section aria-labelledby="channel-health" className="rounded-card border bg-surface p-4 md:p-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id="channel-health" className="text-16 font-semibold">
          {t("channels.health")}
        </h2>
        <HealthBadge state={health.state} />
        <span className="ms-auto">
          <CheckButton channel={channel} />
        </span>
      </div>
      <div className="mt-3 flex flex-col gap-4">
        <Verdict channel={channel} />
        <Facts health={health} />
        <CheckResults channel={channel} />
      </div>
    </section>
  );
}

type Health = Channel["health"];

function Verdict({ channel }: { channel: Channel }) {
  const t = useT();
  const { full } = useTime();
  const { findings } = useCheck(channel.id);
  const { state, code, since } = channel.health;
  const kind = useKind(channel.id);
  const config = channel.setup?.config ?? {};
  const secret = kind?.fields.find((field) => field.secret && field.required && isShown(field, config))?.name;
  if (state === "well" || state === "") {
    return (
      <p className="text-muted">{t(state === "well" ? "channels.health_well_hint" : "channels.health_unknown_hint")}</p>
    );
  }
  return (
    <div>
      {/* What a test has found stands below, line by line. */}
      {!findings && <Trouble channel={channel} />}
      {state === "ill" && <p>{t("channels.health_waits")}</p>}
      {since && <p className="mt-1 text-13 text-muted">{t("channels.health_since", { time: full(since) })}</p>}
      {!findings && canSubscribe(code) && <SubscribeButton channel={channel} />}
      {wantsToken(code) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {kind?.login && <LoginButton again={channel.id} kind={kind.kind} />}
          {secret && (
            <Button {...(kind?.login ? {} : { look: "primary" as const })} onClick={() => bringTo(secret)}>
              {said(t, "new_token", channel.kind)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Trouble({ channel: { kind, health } }: { channel: Channel }) {
  const t = useT();
  const { code, detail } = health;
  return (
    <>
      <p>
        <span className="font-medium">{troubleText(t, code, kind)}</span> {adviceText(t, code, kind)}
      </p>
      {detail && <p className="my-1 text-13 text-muted wrap-anywhere">{detailText(t, detail, kind, code)}</p>}
    </>
  );
}

/** The form stands below, on the same page. */
function bringTo(field: string): void {
  document.getElementById(fieldId(field))?.focus();
}

function Facts({ health }: { health: Health }) {
  const t = useT();
  const { facts, last_success, last_delivery } = health;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-3">
      <Fact label={t("channels.fact_number")}>{facts.number}</Fact>
      <Fact label={t("channels.fact_handle")}>{facts.handle}</Fact>
      <Fact label={t("channels.fact_address")}>{facts.address}</Fact>
      <Fact label={t("channels.fact_folder")}>{facts.folder}</Fact>
      <Fact label={t("channels.fact_name")}>{facts.name}</Fact>
      <Fact label={t("channels.fact_quality")}>{facts.quality && qualityText(t, facts.quality)}</Fact>
      <Fact label={t("channels.fact_limit")}>{facts.limit && <Limit tier={facts.limit} />}</Fact>
      <Fact label={t("channels.fact_last_success")}>
        {last_success ? <TimeText at={last_success} as="ago" /> : t("channels.never")}
      </Fact>
      <Fact label={t("channels.fact_last_delivery")}>
        {last_delivery ? <TimeText at={last_delivery} as="ago" /> : t("channels.never")}
      </Fact>
    </dl>
  );
}

/** What the provider does not tell is left out. */
function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className="min-w-0">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Limit({ tier }: { tier: string }) {
  const t = useT();
  const language = useLanguage();
  const limit = limitOf(tier);
  if (limit === undefined) return tier;
  if (limit === Number.POSITIVE_INFINITY) return t("channels.limit_none");
  return t("channels.limit_daily", { count: new Intl.NumberFormat(language).format(limit) });
}
