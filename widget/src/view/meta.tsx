import { discard, retry } from "../chat/sender";
import { state, t } from "../chat/state";
import { type Outgoing, unsent } from "../keep/outbox";
import { sizeName } from "../rules/files";
import { clock } from "../rules/time";
import { problemKey } from "../words/words";
import { Button } from "./button";
import type { LineProps } from "./line";

/** The line under a message: when, whether it was changed, and how far an own one has come. */
export function Meta(props: LineProps) {
  const { message, language } = props;
  const { n, at, edited, from } = message;
  const item = n === unsent ? (message as Outgoing) : null;
  return (
    <div class="meta">
      {item?.problem && <p class="bad">{problemWords(item)}</p>}
      <p>
        <time dateTime={at}>{clock(new Date(at), language)}</time>
        {edited && ` · ${t("edited")}`}
        {from === "me" && <span> · {item ? progressOf(item, props.share) : t(props.read ? "read" : "sent")}</span>}
        {item && <Rescue item={item} />}
      </p>
    </div>
  );
}

function progressOf({ problem }: Outgoing, share: number | undefined): string {
  if (problem) return t("not_sent");
  return share === undefined ? t("waiting") : t("sending", { percent: Math.round(100 * share) });
}

/** What can be done for a message that is not sent. A text on its way cannot be called back: it may have arrived. */
function Rescue({ item }: { item: Outgoing }) {
  const { problem, attachments } = item;
  const uploads = attachments.some(({ id }) => !id);
  return (
    <>
      {problem && problem !== "file_lost" && <Button onClick={() => retry(item)}>{t("retry")}</Button>}
      {(problem || uploads) && <Button onClick={() => discard(item)}>{t(problem ? "delete" : "cancel")}</Button>}
    </>
  );
}

function problemWords({ problem, attachments }: Outgoing): string {
  const { limits } = state.config;
  const name = attachments.find(({ id }) => !id)?.name ?? "";
  const size = sizeName(limits.file_bytes, state.language);
  return t(problemKey(problem), { name, size, count: limits.text });
}
