/** What can be done in a conversation: a channel may permit other things with comments than with messages. */
import { useStore } from "../../lib/store";
import { start } from "../account/api";
import { rowOf } from "./book";
import { type ChannelKind, kindOf } from "./people";
import type { Row } from "./rules";

export type Caps = ChannelKind["caps"];
type InChannel = Pick<Row, "channel_id" | "kind">;

function capsFor(row: InChannel | undefined): Caps | undefined {
  const kind = row && kindOf(row.channel_id);
  return row?.kind === "comments" ? kind?.comments : kind?.caps;
}

/** What can be done in the conversation with this id; `undefined` while it is not known. */
export function capsOf(conversation: string): Caps | undefined {
  return capsFor(rowOf(conversation));
}

/** The same of a row, for a component. */
export function useCaps(row: InChannel): Caps | undefined {
  return useStore(start, () => capsFor(row));
}
