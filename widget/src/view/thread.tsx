import type { ComponentChild } from "preact";
import { setAtEnd } from "../chat/chat";
import { loadOlder } from "../chat/feed";
import { state, t } from "../chat/state";
import { unread } from "../rules/merge";
import { dayName } from "../rules/time";
import { Button } from "./button";
import { Icon } from "./icon";
import { Line, type LineProps } from "./line";
import { type Row, rows } from "./rows";

// Closer to the end than this, in pixels, the reader follows what comes.
const endMargin = 48;
// Older messages are fetched before their place is reached.
const startMargin = 240;

const observer = new ResizeObserver(follow);
const kept = new Map<string, { props: LineProps; line: ComponentChild }>();
let box: HTMLElement | null = null;
let first: number | undefined;
let last: string | undefined;

/** The conversation. */
export function Thread() {
  const { more, loadingOlder, agentTyping, atEnd, messages, read } = state;
  const count = unread(messages, read);
  return (
    <div class="thread">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section class="scroller" ref={watch} tabIndex={0} aria-label={t("messages")} onScroll={look}>
        <div>
          {more ? <p class="day">{loadingOlder && t("older")}</p> : <Greeting />}
          <ol>{rows(messages, state.outbox).flatMap(drawRow)}</ol>
          {agentTyping && <p class="day">{t("typing")}</p>}
        </div>
      </section>
      {!atEnd && (
        <Button class="to-end" onClick={toEnd}>
          <Icon name="to_end" />
          {count ? t("new_messages", { count }) : <span class="hidden">{t("to_end")}</span>}
        </Button>
      )}
    </div>
  );
}

/** Draws, and leaves what is being read where it is, whatever comes before or after it. */
export function holdingStill(draw: () => void): void {
  const fromEnd = box ? box.scrollHeight - box.scrollTop : 0;
  draw();
  const oldest = state.messages[0]?.n;
  const newest = state.outbox.at(-1)?.client_id;
  if (box && oldest !== first) box.scrollTop = box.scrollHeight - fromEnd;
  // What the visitor says is shown to them, wherever they were reading.
  if (newest && newest !== last) setAtEnd(true);
  first = oldest;
  last = newest;
  follow();
}

function watch(element: HTMLElement | null): void {
  observer.disconnect();
  box = element;
  if (!box) return;
  for (const part of [box, ...box.children]) observer.observe(part);
  setAtEnd(true);
}

function look(): void {
  if (!box) return;
  setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < endMargin);
  if (box.scrollTop < startMargin) void loadOlder();
}

function toEnd(): void {
  if (box) box.scrollTop = box.scrollHeight;
}

function follow(): void {
  if (state.atEnd) toEnd();
  look();
}

function drawRow({ key, message, newDay, opens }: Row) {
  const at = new Date(message.at);
  const { progress, agentRead, active, language } = state;
  const props: LineProps = {
    id: key,
    message,
    share: progress[key],
    opens,
    read: message.n <= agentRead,
    active: active === key,
    language,
  };
  return [
    newDay && (
      <li class="day" key={`day ${key}`}>
        <time dateTime={message.at}>{dayName(at, new Date(), state.language)}</time>
      </li>
    ),
    drawLine(props),
  ];
}

/** The line as it was drawn before, unless something about it has changed: long conversations are drawn often. */
function drawLine(props: LineProps) {
  const before = kept.get(props.id);
  const same =
    before && Object.entries(props).every(([name, value]) => before.props[name as keyof LineProps] === value);
  const now = same ? before : { props, line: <Line key={props.id} {...props} /> };
  kept.set(props.id, now);
  return now.line;
}

/** What the business says first. It is no message: the server knows nothing of it. */
function Greeting() {
  const { greeting, name } = state.config;
  const text = greeting[state.language] || greeting.id || greeting.en;
  return text ? (
    <div class="line opens">
      <p class="author">{name}</p>
      <p class="bubble" dir="auto">
        {text}
      </p>
    </div>
  ) : null;
}
