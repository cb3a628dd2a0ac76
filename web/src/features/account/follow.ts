import { onEvent, onReload } from "../../realtime/hub";
import { refreshBootstrap } from "./api";

/** Milliseconds in which several events make one request: one act often changes two things. */
const gather = 150;

/** Members, channels and settings: the events that say only that something changed. */
const aboutTheHouse = /^(member|channel|settings)\./;

/** Keeps what is known of the house up to date. The returned function ends it. */
export function followHouse(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refreshBootstrap(), gather);
  };
  const ends = [onEvent("*", ({ kind }) => aboutTheHouse.test(kind) && refreshSoon()), onReload(refreshSoon)];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
