import { useNow } from "../../lib/clock";
import { type Row, type Window, windowOf } from "./rules";

/** Milliseconds by which the end of the window may be noticed late. */
const step = 5000;

/** How the messaging window stands at this moment, for a component. */
export function useWindow(row: Pick<Row, "window_ends_at">): Window {
  return windowOf(row, useNow(step));
}
