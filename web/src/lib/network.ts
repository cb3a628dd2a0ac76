import { createStore } from "./store";

/** Whether the device believes it has a connection. `true` says little; `false` can be trusted. */
export const online = createStore(navigator.onLine);

window.addEventListener("online", () => online.set(true));
window.addEventListener("offline", () => online.set(false));
