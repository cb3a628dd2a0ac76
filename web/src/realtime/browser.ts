import { api, apiBase } from "../lib/http";
import type { Missed } from "./frames";
import { createLine } from "./line";
import { type ChannelLike, createLive, type Live, type LiveOptions } from "./live";
import type { SocketLike } from "./socket";

type Given<E> = Pick<LiveOptions<E>, "name" | "number" | "onChange" | "onSignal" | "onReload">;

/** Live changes over this page's own origin, hurried by the network and by the person's return. */
export function startLive<E>(given: Given<E>): Live {
  const live = createLive<E>({
    ...given,
    createLine: (options) => createLine<E>({ ...options, openSocket: () => new WebSocket(address()) as SocketLike }),
    // Without an answer the next act says it again.
    postActive: () => void api.post("/me/activity").catch(() => undefined),
    fetchMissed: (after) => api.get<Missed<E>>("/events", { query: { after } }),
    channel:
      typeof BroadcastChannel === "undefined"
        ? undefined
        : (new BroadcastChannel(`sapa.live.${given.name}`) as ChannelLike),
    locks: navigator.locks,
  });
  const forget = listen(live);
  return {
    ...live,
    stop() {
      forget();
      live.stop();
    },
  };
}

function address(): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}${apiBase}/socket`;
}

function listen(live: Live): () => void {
  const hurry = () => live.hurry();
  const seen = () => document.visibilityState === "visible" && live.hurry();
  const thawed = () => live.catchUp();
  const shownAgain = (event: PageTransitionEvent) => event.persisted && live.catchUp();
  const left = () => live.looking(null);
  window.addEventListener("online", hurry);
  window.addEventListener("focus", hurry);
  window.addEventListener("pageshow", shownAgain);
  window.addEventListener("pagehide", left);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("resume", thawed);
  return () => {
    window.removeEventListener("online", hurry);
    window.removeEventListener("focus", hurry);
    window.removeEventListener("pageshow", shownAgain);
    window.removeEventListener("pagehide", left);
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("resume", thawed);
  };
}
