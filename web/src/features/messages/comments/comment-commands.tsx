import { EyeOff, Lock, ThumbsUp } from "lucide-react";
import { useCommands } from "../../../commands/registry";
import { now } from "../../../lib/clock";
import { type Row, useCaps, useKind } from "../../conversations/api";
import { hide, like } from "../acts";
import { focusedMessage } from "../api";
import type { Message } from "../rules";
import { threadOf } from "../threads";
import { answeringPrivately } from "./asking";
import { latestComment } from "./nesting";
import { privacyOf } from "./private";

/** The comment that keys are about: the one that has the focus, else the contact's latest. */
function atHand(conversation: string): Message | undefined {
  const focused = focusedMessage(conversation);
  if (!focused) return latestComment(threadOf(conversation).messages);
  return focused.direction === "in" && !focused.deleted_at ? focused : undefined;
}

/** The keys and palette entries of comments. Drawn beside the thread; shows nothing itself. */
export function CommentCommands({ row }: { row: Row }) {
  const caps = useCaps(row);
  const may = (can: boolean | undefined) => Boolean(can && row.can.reply && atHand(row.id));
  const on = (act: (message: Message) => void) => () => {
    const message = atHand(row.id);
    if (message) act(message);
  };
  const seconds = useKind(row.channel_id)?.private_reply_seconds ?? 0;
  const canAnswerPrivately = () => {
    const message = atHand(row.id);
    return row.can.reply && message !== undefined && privacyOf(message, seconds, now()).state === "open";
  };
  useCommands(() => [
    {
      id: "comment.hide",
      label: "comments.command_hide",
      find: "comments.command_find",
      group: "conversation",
      icon: EyeOff,
      keys: ["h"],
      when: () => may(caps?.hides),
      run: on((message) => void hide(message, !message.comment.hidden)),
    },
    {
      id: "comment.like",
      label: "comments.command_like",
      find: "comments.command_find",
      group: "conversation",
      icon: ThumbsUp,
      keys: ["shift+l"],
      when: () => may(caps?.likes),
      run: on((message) => void like(message, !message.comment.liked)),
    },
    {
      id: "comment.private",
      label: "comments.privately",
      find: "comments.command_find",
      group: "conversation",
      icon: Lock,
      keys: ["p"],
      when: canAnswerPrivately,
      run: on((message) => answeringPrivately.set(message)),
    },
  ]);
  return null;
}
