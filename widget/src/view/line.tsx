import { react, setDraft } from "../chat/chat";
import { change, state, t } from "../chat/state";
import type { Language, Message } from "../contract";
import { type Outgoing, unsent } from "../keep/outbox";
import { absolute } from "../place";
import { isEmojiOnly } from "../rules/emoji";
import { Button, IconButton } from "./button";
import { Files } from "./files";
import { expanded, focusOn } from "./focus";
import { Meta } from "./meta";
import { authorOf } from "./rows";
import { Quoted, Spot, Text } from "./text";

export interface LineProps {
  id: string;
  message: Message | Outgoing;
  /** How much of its files is uploaded, 0 to 1; undefined while none is. */
  share: number | undefined;
  opens: boolean;
  /** Whether an agent has read it. */
  read: boolean;
  /** Whether its reactions are offered. */
  active: boolean;
  language: Language;
}

/** One message. */
export function Line(props: LineProps) {
  const { id, message, opens, active } = props;
  const { from, author, deleted } = message;
  const avatar = absolute(author?.avatar_url);
  return (
    <li class={`line ${from} ${opens && "opens"}`} id={message.n < unsent ? `m${message.n}` : id}>
      <p class={from === "me" || !opens ? "hidden" : "author"}>
        {avatar && <img class="avatar" src={avatar} alt="" />}
        {authorOf(message)}
      </p>
      <div class="row">
        <Bubble {...props} />
        {message.n < unsent && !deleted && (
          <IconButton
            icon="more"
            label={t("more")}
            class="actions"
            expanded={active}
            onClick={() => change({ active: active ? "" : id })}
          />
        )}
      </div>
      {active && <Choices message={message} />}
      <Reactions message={message} />
      <Meta {...props} />
    </li>
  );
}

function Bubble({ message }: LineProps) {
  const { text, deleted, kind, location, attachments, reply_to } = message;
  const unsupported = kind === "unsupported";
  if (deleted || unsupported) return <p class="bubble quiet">{t(deleted ? "deleted" : "unsupported")}</p>;
  const large = isEmojiOnly(text) && !attachments.length && !reply_to;
  return (
    <div class={`bubble ${large && "large"} ${"problem" in message && message.problem && "failed"}`}>
      {reply_to && <Quoted quote={reply_to} />}
      <Files message={message} />
      {location && <Spot place={location} />}
      {text && <Text text={text} />}
    </div>
  );
}

/** What can be done about a message: reactions to choose from, and a reply. */
function Choices({ message }: { message: Message }) {
  const done = (focus: string, work: () => void) => (event: MouseEvent) => {
    focusOn(event, focus);
    work();
    change({ active: "" });
  };
  return (
    <div class="choices">
      {state.config.reactions.map((emoji) => (
        <Button key={emoji} class="icon" label={emoji} onClick={done(expanded, () => react(message, emoji))}>
          {emoji}
        </Button>
      ))}
      <IconButton icon="reply" label={t("reply")} onClick={done("textarea", () => setDraft({ replyTo: message }))} />
    </div>
  );
}

/** The reactions on a message, each kind once. A press adds the visitor's or takes it away. */
function Reactions({ message }: { message: Message }) {
  const { reactions } = message;
  const kinds = [...new Set(reactions.map(({ emoji }) => emoji))];
  return kinds.length ? (
    <p class="reactions">
      {kinds.map((emoji) => {
        const all = reactions.filter((reaction) => reaction.emoji === emoji);
        const mine = all.some(({ from }) => from === "me");
        return (
          <Button key={emoji} pressed={mine} label={emoji} onClick={() => react(message, emoji)}>
            {emoji} {all.length > 1 && all.length}
          </Button>
        );
      })}
    </p>
  ) : null;
}
