import { useEffect, useState } from "react";
import type { components } from "../../gen/api";
import { useT } from "../../lib/i18n";
import { T } from "../../lib/sentence";
import { onEvent } from "../../realtime/hub";
import { Banner } from "../../ui/banner";
import { ButtonLink } from "../../ui/links";
import { Spinner } from "../../ui/spinner";
import { useKind } from "../conversations/api";
import type { Channel } from "./api";
import { addressOf } from "./rules";
import { keyOf, kindName, said } from "./words";

/** Waits for the first message of a channel, and says at once that it has come. */
export function FirstMessage({ channel }: { channel: Channel }) {
  const t = useT();
  const conversation = useArrival(channel.id);
  const arrived = conversation !== undefined || channel.health.last_delivery !== null;
  const number = addressOf(channel);
  const provider = kindName(t, channel.kind);
  return (
    <>
      {!arrived && (
        <p className="text-muted">
          {number ? (
            <T k={keyOf(t, "step_message_hint_to", channel.kind)} values={{ number }} tags={{ b: strong }} />
          ) : (
            said(t, "step_message_hint", channel.kind)
          )}
        </p>
      )}
      <div role="status">
        {arrived ? (
          <Banner kind="ok">{t(keyOf(t, "first_arrived", channel.kind), { provider })}</Banner>
        ) : (
          <p className="flex items-start gap-2.5 rounded-control bg-hover px-3 py-2.5">
            <span className="mt-0.5 shrink-0">
              <Spinner />
            </span>
            <span>
              <span className="block font-medium">{t(keyOf(t, "first_waiting", channel.kind))}</span>
              <span className="block text-13 text-muted">{t(keyOf(t, "first_waiting_hint", channel.kind))}</span>
            </span>
          </p>
        )}
      </div>
      {arrived && <WayOn channel={channel} conversation={conversation} />}
    </>
  );
}

const strong = (words: string) => <b className="font-semibold text-ink">{words}</b>;

type Arrived = Pick<components["schemas"]["Conversation"], "id" | "kind">;

/** The conversation of the first message that comes while one looks on. */
function useArrival(channel: string): Arrived | undefined {
  const [conversation, setConversation] = useState<Arrived>();
  useEffect(
    () =>
      onEvent("message.received", (event) => {
        if (event.conversation?.channel_id === channel) setConversation((first) => first ?? event.conversation);
      }),
    [channel],
  );
  return conversation;
}

function WayOn({ channel, conversation }: { channel: Channel; conversation: Arrived | undefined }) {
  const t = useT();
  const talks = useKind(channel.id)?.messages ?? true;
  return conversation ? (
    <ButtonLink
      look="primary"
      className="self-start"
      to="/inbox/$id"
      params={{ id: conversation.id }}
      search={{ tab: "queue", kind: conversation.kind }}
    >
      {t("channels.first_open")}
    </ButtonLink>
  ) : (
    <ButtonLink className="self-start" to="/inbox" search={{ tab: "queue", kind: talks ? "messages" : "comments" }}>
      {t("channels.to_inbox")}
    </ButtonLink>
  );
}
