/** The one private answer a comment can have: whether it is still possible. Pure. */
import type { Message } from "../rules";

/** How it stands with the private answer to a comment. */
export type Privacy =
  /** It cannot have one, or nobody knows that it could have had. */
  | { state: "none" }
  /** It can have one for so many more milliseconds. */
  | { state: "open"; left: number }
  /** It has one, with this id. */
  | { state: "used"; reply: string }
  /** The time for one is over. */
  | { state: "late" };

/** How it stands now. `seconds` is how long after a comment the channel allows one; 0 for never. */
export function privacyOf(message: Message, seconds: number, now: number): Privacy {
  const { comment, direction, deleted_at } = message;
  if (!comment || direction !== "in" || seconds === 0) return { state: "none" };
  if (comment.private_reply_id) return { state: "used", reply: comment.private_reply_id };
  if (deleted_at) return { state: "none" };
  const until = comment.private_reply_until;
  if (until !== null) {
    const left = Date.parse(until) - now;
    return left > 0 ? { state: "open", left } : { state: "late" };
  }
  const written = Date.parse(message.provider_at ?? message.at);
  return { state: now >= written + seconds * 1000 ? "late" : "none" };
}
