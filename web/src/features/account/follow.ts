import { type LiveEvent, onEvent, onReload } from "../../realtime/hub";
import { changeBootstrap, refreshBootstrap } from "./api";
import { withPresence } from "./rules";

/** Milliseconds in which several events make one request: one act often changes two things. */
const gather = 150;

/** Members, departments, channels and settings: the events that say only that something changed. */
const aboutTheHouse = /^(member|department|channel|settings)\./;

/** Keeps what is known of the house up to date. The returned function ends it. */
export function followHouse(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refreshBootstrap(), gather);
  };
  const heed = (event: LiveEvent) => {
    // Members come and go all day: what the event says is enough.
    if (event.presence) changeBootstrap((house) => withPresence(house, event.member_id ?? "", event.presence));
    else if (aboutTheHouse.test(event.kind)) refreshSoon();
  };
  const ends = [onEvent("*", heed), onReload(refreshSoon)];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
