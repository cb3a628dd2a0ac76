/** Why one cannot reply in a conversation as it stands. */
import { useNow } from "../../lib/clock";
import type { WordKey } from "../../lib/i18n";
import { type Row, useChannel } from "../conversations/api";

/** The reason as a text; `undefined` when one can reply. Notes can be written all the same. */
export function useBarrier(row: Row): WordKey | undefined {
  const channel = useChannel(row.channel_id);
  const now = useNow();
  if (channel && channel.state !== "on")
    return channel.state === "off" ? "errors.channel_off" : "composer.disconnected";
  if (row.window_ends_at && Date.parse(row.window_ends_at) <= now) return "errors.window_closed";
  if (row.can.reply) return undefined;
  return row.state === "in_queue" || row.state === "inactive" ? "composer.takeover_off" : "errors.forbidden";
}
