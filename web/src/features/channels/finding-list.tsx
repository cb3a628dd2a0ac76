import { CircleAlert, CircleCheck, CircleDashed, Hourglass } from "lucide-react";
import { useT } from "../../lib/i18n";
import type { Channel, Finding } from "./api";
import { canSubscribe, type Line, linesOf, tellsOf } from "./rules";
import { SubscribeButton } from "./subscribe-button";
import { adviceText, detailText, lineName, troubleText } from "./words";

interface Props {
  channel: Channel;
  findings: readonly Finding[];
}

/** What a test found, a line for each thing that sending and receiving need, with what to do about it. */
export function FindingList({ channel, findings }: Props) {
  const t = useT();
  return (
    <ul aria-label={t("channels.check_title")} className="divide-y rounded-control border">
      {linesOf(findings).map((line) => (
        <li key={line.what} className="flex items-start gap-2.5 px-3 py-2.5">
          <Mark state={line.state} />
          <div className="min-w-0 flex-1">
            <Words line={line} channel={channel} />
            {canSubscribe(line.code) && <SubscribeButton channel={channel} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

const marks = {
  ok: { Icon: CircleCheck, look: "text-ok" },
  bad: { Icon: CircleAlert, look: "text-bad" },
  passing: { Icon: Hourglass, look: "text-warn" },
  unknown: { Icon: CircleDashed, look: "text-muted" },
} as const;

function Mark({ state }: { state: Line["state"] }) {
  const { Icon, look } = marks[state];
  return <Icon aria-hidden="true" size={18} className={`mt-px shrink-0 ${look}`} />;
}

function Words({ line, channel }: { line: Line; channel: Channel }) {
  const t = useT();
  const { kind, health } = channel;
  const { facts } = health;
  const { what, state, code = "", detail = "" } = line;
  const told = tellsOf(what, facts);
  return (
    <>
      <p className="flex flex-wrap justify-between gap-x-3">
        <span className="font-medium">{lineName(t, what)}</span>
        <span className="text-13 text-muted">{(state === "ok" && told) || t(`channels.check_${state}`)}</span>
      </p>
      {(state === "bad" || state === "passing") && (
        <>
          <p className="mt-0.5">
            {troubleText(t, code, kind)} {adviceText(t, code, kind)}
          </p>
          {detail && <p className="mt-1 text-13 text-muted wrap-anywhere">{detailText(t, detail, kind, code)}</p>}
        </>
      )}
    </>
  );
}
