import type { components } from "../../gen/api";
import { ApiError } from "../../lib/api-error";
import { readAnswer } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";

/** What the server knows at the start of a visit: who is here, and all that the first screen needs. */
export type Bootstrap = components["schemas"]["Bootstrap"];

/** How a visit begins. */
export type Start =
  | { state: "ready"; bootstrap: Bootstrap }
  | { state: "signed_out" }
  | { state: "setup_required" }
  | { state: "failed"; error: unknown };

/** How this visit began; `undefined` before the server has answered. */
export const start = createStore<Start | undefined>(undefined);

declare global {
  interface Window {
    /** The request that index.html makes before any of the app is loaded. Taken by the first `readStart`. */
    sapaStart?: Promise<Response>;
  }
}

/** Reads how the visit begins, from the request under way or from a new one, and puts it into `start`. */
export async function readStart(): Promise<Start> {
  const under = window.sapaStart ?? fetch("/api/v1/bootstrap", { headers: { Accept: "application/json" } });
  delete window.sapaStart;
  const read = await answerOf(under);
  start.set(read);
  return read;
}

async function answerOf(request: Promise<Response>): Promise<Start> {
  let answer: Response;
  try {
    answer = await request;
  } catch {
    return { state: "failed", error: new ApiError(0, "offline") };
  }
  try {
    return { state: "ready", bootstrap: await readAnswer<Bootstrap>(answer) };
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return { state: "signed_out" };
    if (error instanceof ApiError && error.code === "setup_required") return { state: "setup_required" };
    return { state: "failed", error };
  }
}

/** What the visit began with. Only inside the shell, which is not drawn without it. */
export function useBootstrap(): Bootstrap {
  const begun = useStore(start);
  if (begun?.state !== "ready") throw new Error("useBootstrap needs a signed-in member");
  return begun.bootstrap;
}
