import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sizeText } from "../../lib/bytes";
import { errorWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Banner } from "../../ui/banner";
import { CopyButton } from "../../ui/copy-field";
import { EmptyState } from "../../ui/empty-state";
import { ButtonLink } from "../../ui/links";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import { type Delivery, deliveryKey, readDelivery } from "./api";
import { DeliveryActs } from "./delivery-acts";
import { useChannelName } from "./delivery-list";
import { mostShown, readable, reasonText } from "./rules";

/** One delivery: whence and when it came, why it is held, what it holds, and what to do with it. */
export function DeliveryPage({ id, onGone }: { id: string; onGone: () => void }) {
  const t = useT();
  const { data, error, isPending } = useQuery(
    { queryKey: deliveryKey(id), queryFn: () => readDelivery(id), staleTime: 0 },
    queries,
  );
  if (error && "status" in error && error.status === 404) return <Gone />;
  return (
    <Loading busy={isPending} skeleton={<SkeletonRows rows={4} face={false} />}>
      {error && <Banner kind="bad">{errorWords(t, error)}</Banner>}
      {data && <Known delivery={data} onGone={onGone} />}
    </Loading>
  );
}

function Known({ delivery, onGone }: { delivery: Delivery; onGone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const channel = useChannelName(delivery.channel_id);
  return (
    <Page title={t("deliveries.title", { channel })} actions={<DeliveryActs delivery={delivery} onGone={onGone} />}>
      <Outcome delivery={delivery} />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-card border bg-surface p-4 md:p-5">
        <Fact label={t("deliveries.column_at")}>
          <TimeText at={delivery.at} as="full" />
        </Fact>
        <Fact label={t("deliveries.column_reason")}>{delivery.code ? reasonText(t, delivery.code) : "–"}</Fact>
        <Fact label={t("deliveries.column_size")}>{sizeText(delivery.size, language)}</Fact>
        <Fact label={t("deliveries.column_attempts")}>{delivery.attempts}</Fact>
        {delivery.detail && (
          <Fact wide label={t("deliveries.detail")}>
            <span lang="en">{delivery.detail}</span>
          </Fact>
        )}
      </dl>
      <Body text={delivery.body ?? ""} />
    </Page>
  );
}

/** How it stands, once it was replayed. */
function Outcome({ delivery: { state, code } }: { delivery: Delivery }) {
  const t = useT();
  if (state === "stuck") return null;
  if (state === "done") {
    return (
      <Banner kind="ok" live>
        {t("deliveries.replayed")}. {t("deliveries.replayed_hint")}
      </Banner>
    );
  }
  return <Banner live>{t("deliveries.replay_waiting", { reason: reasonText(t, code) })}</Banner>;
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "col-span-2 min-w-0" : "min-w-0"}>
      <dt className="text-13 text-muted">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Body({ text }: { text: string }) {
  const t = useT();
  const shown = readable(text);
  return (
    <section aria-labelledby="delivery-body" className="rounded-card border bg-surface p-4 md:p-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="delivery-body" className="text-16 font-semibold">
            {t("deliveries.body")}
          </h2>
          <p className="mt-0.5 text-muted">{t("deliveries.body_hint")}</p>
        </div>
        <CopyButton value={shown} />
      </div>
      <pre className="mt-4 rounded-control border bg-canvas p-3 font-mono text-13 whitespace-pre-wrap wrap-anywhere">
        {shown.slice(0, mostShown)}
      </pre>
      {shown.length > mostShown && <p className="mt-2 text-13 text-muted">{t("deliveries.body_cut")}</p>}
    </section>
  );
}

/** A colleague was faster, or the address is wrong. */
function Gone() {
  const t = useT();
  return (
    <EmptyState
      heading="h1"
      title={t("deliveries.gone")}
      action={<ButtonLink to="/settings/deliveries">{t("deliveries.to_list")}</ButtonLink>}
    >
      {t("deliveries.gone_hint")}
    </EmptyState>
  );
}
