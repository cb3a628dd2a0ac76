import { useNow } from "../../lib/clock";
import { useChannel } from "./people";
import { type Row, type Window, windowOf } from "./rules";

/** Milliseconds by which the end of the window may be noticed late. */
const step = 5000;

/** How the messaging window stands at this moment, for a component. */
export function useWindow(row: Pick<Row, "window_ends_at" | "channel_id">): Window {
  const late = useChannel(row.channel_id)?.late_seconds ?? 0;
  return windowOf(row, useNow(step), late * 1000);
}
