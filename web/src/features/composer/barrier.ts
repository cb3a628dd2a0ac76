/** Why one cannot reply in a conversation as it stands. */
import type { WordKey } from "../../lib/i18n";
import { type Row, useCaps, useChannel, useWindow } from "../conversations/api";
import { useAnswered } from "./answered";

/** What keeps one from writing freely: the reason as a text, and whether an approved text can be sent all the same. */
export interface Barrier {
  words: WordKey;
  templates: boolean;
}

/** The barrier; `undefined` when one can reply. Notes can be written all the same. */
export function useBarrier(row: Row): Barrier | undefined {
  const channel = useChannel(row.channel_id);
  const templates = useCaps(row)?.templates ?? false;
  const { state } = useWindow(row);
  const { nothing } = useAnswered(row);
  if (channel && channel.state !== "on")
    return closed(channel.state === "off" ? "errors.channel_off" : "composer.disconnected");
  if (!row.can.reply) {
    return closed(row.state === "in_queue" || row.state === "inactive" ? "composer.takeover_off" : "errors.forbidden");
  }
  if (nothing) return closed("comments.nothing_to_answer");
  return state === "closed" ? { words: "errors.window_closed", templates } : undefined;
}

const closed = (words: WordKey): Barrier => ({ words, templates: false });
