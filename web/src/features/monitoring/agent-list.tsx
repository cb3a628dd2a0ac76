import type { ReactNode } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useMedia } from "../../lib/media";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { PresenceLine } from "../../ui/presence-line";
import { TimeText } from "../../ui/time-text";
import type { Agent } from "./api";
import { byFullness, isFull } from "./rules";

interface Props {
  agents: readonly Agent[];
  /** Opens when somebody came and went. */
  onLog: (agent: Agent) => void;
}

/** From here on there is room for all columns beside the settings' own list. */
const roomForTable = "(min-width: 80rem)";

/** The figures, in the order of the columns: first those that count conversations. */
const counts = ["handled", "waiting", "resolved"] as const;
const times = ["first_reply", "active"] as const;
const figures = [...counts, ...times];
type Figure = (typeof figures)[number];

/** What agents do: a table where there is room, cards where there is not. */
export function AgentList(props: Props) {
  return useMedia(roomForTable) ? <Table {...props} /> : <Cards {...props} />;
}

function Table({ agents, onLog }: Props) {
  const t = useT();
  const head = "px-3 py-2.5 text-start text-13 font-medium text-muted";
  return (
    <div className="overflow-x-auto rounded-card border bg-surface">
      <table className="w-full">
        <thead>
          <tr className="border-b">
            <th scope="col" className={head}>
              {t("monitoring.agent")}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="col" className={head}>
                {t(`monitoring.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.member.id} className="border-b last:border-b-0">
              <th scope="row" className="px-3 py-2.5 text-start font-normal">
                <Who agent={agent} onLog={onLog} />
              </th>
              {figures.map((figure) => (
                <td key={figure} className="px-3 py-2.5 tabular-nums">
                  <Value agent={agent} figure={figure} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One below another, each as short as can be: the counts side by side, the times in a line each. */
function Cards({ agents, onLog }: Props) {
  return (
    <ul className="-mx-4 border-y bg-surface md:mx-0 md:rounded-card md:border">
      {agents.map((agent) => (
        <li key={agent.member.id} className="flex flex-col gap-2 border-b px-4 py-3 last:border-b-0">
          <Who agent={agent} onLog={onLog} />
          <CardFigures agent={agent} />
          <Channels agent={agent} />
        </li>
      ))}
    </ul>
  );
}

function CardFigures({ agent }: { agent: Agent }) {
  const t = useT();
  return (
    <dl className="grid max-w-lg grid-cols-[5fr_7fr_6fr] gap-x-3 gap-y-1">
      {counts.map((figure) => (
        <div key={figure} className="min-w-0">
          <dt className="text-12 text-muted">{t(`monitoring.${figure}`)}</dt>
          <dd className="font-medium tabular-nums">
            {figure === "handled" ? <Load {...agent} /> : <Value agent={agent} figure={figure} />}
          </dd>
        </div>
      ))}
      {times.map((figure) => (
        <div key={figure} className="col-span-3 flex min-w-0 flex-wrap gap-x-1.5 text-13">
          <dt className="text-muted">{t(`monitoring.${figure}`)}:</dt>
          <dd className="flex flex-wrap gap-x-1.5 tabular-nums">
            <Value line agent={agent} figure={figure} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Face, name, and whether they are there. The name opens when they came and went. */
function Who({ agent, onLog }: { agent: Agent } & Pick<Props, "onLog">) {
  const { member } = agent;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar id={member.id} name={member.name} src={member.avatar_url} size={32} />
      <div className="min-w-0">
        <button
          type="button"
          className="hit-area max-w-full truncate rounded-[2px] font-medium hover:underline"
          onClick={() => onLog(agent)}
        >
          {member.name}
        </button>
        <p className="flex flex-wrap items-center gap-x-1.5 text-13 text-muted">
          <PresenceLine state={member.presence.state} />
          <Since agent={agent} />
        </p>
      </div>
    </div>
  );
}

/** Since when, and why. */
function Since({ agent }: { agent: Agent }) {
  const t = useT();
  const { since, why } = agent.member.presence;
  return (
    <>
      {since && <TimeText at={since} as="since" />}
      {why && <span>· {t(`monitoring.why_${why}`)}</span>}
    </>
  );
}

/** A figure; with `line`, what goes with it stands behind it rather than below. */
function Value({ agent, figure, line }: { agent: Agent; figure: Figure; line?: boolean }): ReactNode {
  const t = useT();
  const { length } = useTime();
  const none = <span className="text-muted">–</span>;
  if (figure === "handled") return <Handled agent={agent} />;
  if (figure === "waiting") return <span className={cx(agent.waiting > 0 && "font-medium")}>{agent.waiting}</span>;
  if (figure === "resolved") return agent.resolved_today;
  if (figure === "first_reply")
    return agent.first_reply_seconds === null ? none : length(agent.first_reply_seconds * 1000);
  if (!agent.active_at) return none;
  return (
    <>
      <TimeText at={agent.active_at} as="ago" />
      {agent.device && (
        <span className="block text-13 text-muted">
          {line && "· "}
          {t(`monitoring.device_${agent.device}`)}
        </span>
      )}
    </>
  );
}

function Handled({ agent }: { agent: Agent }) {
  if (agent.channels.length === 0) return <Load {...agent} />;
  return (
    <>
      <span className="block">{agent.handled}</span>
      <Channels agent={agent} />
    </>
  );
}

/** How many on the fullest channel, and the others: where each has a limit of its own. */
function Channels({ agent }: { agent: Agent }) {
  const { fullest, others } = byFullness(agent);
  if (!fullest) return null;
  return (
    <div>
      <OfChannel channel={fullest} />
      <Others channels={others} />
    </div>
  );
}

/** How many of how many. */
function Load({ handled, limit }: Pick<Agent, "handled" | "limit">) {
  const t = useT();
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {limit === null ? handled : t("monitoring.of_limit", { handled, limit })}
      {isFull({ handled, limit }) && <Badge kind="warn">{t("monitoring.full")}</Badge>}
    </span>
  );
}

/** Where each channel has a limit of its own, one line each. */
function OfChannel({ channel }: { channel: Agent["channels"][number] }) {
  const t = useT();
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5 text-13">
      <span className="min-w-0 break-words text-muted">{channel.name}</span>
      {channel.limit === null ? t("monitoring.no_limit", { handled: channel.handled }) : <Load {...channel} />}
    </span>
  );
}

/** The other channels, when one wants to know: the fullest says whether there is room. */
function Others({ channels }: Pick<Agent, "channels">) {
  const t = useT();
  if (channels.length === 0) return null;
  return (
    <details className="text-13">
      <summary className="hit-area w-fit cursor-pointer rounded-[2px] text-muted hover:text-ink">
        {t("monitoring.other_channels", { count: channels.length })}
      </summary>
      <ul>
        {channels.map((channel) => (
          <li key={channel.id}>
            <OfChannel channel={channel} />
          </li>
        ))}
      </ul>
    </details>
  );
}
