import type { components } from "../../gen/api";
import { ApiError } from "../../lib/api-error";
import { errorWords } from "../../lib/error-words";
import { api, readAnswer } from "../../lib/http";
import { chooseLanguage, type Language, t } from "../../lib/i18n";
import { createStore, useStore } from "../../lib/store";
import { toast } from "../../lib/toast";
import { withMember, withPresence } from "./rules";

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

/** What the visit began with, kept up to date. Only inside the shell, which is not drawn without it. */
export function useBootstrap(): Bootstrap {
  const begun = useStore(start);
  if (begun?.state !== "ready") throw new Error("useBootstrap needs a signed-in member");
  return begun.bootstrap;
}

/** A member, with what this visit may do to them. */
export type Member = components["schemas"]["Member"];

/** The permissions that screens ask about; `bootstrap.me.can` has them by name. */
export type Permission =
  | "manage_owners"
  | "manage_members"
  | "workspace_settings"
  | "connect_channels"
  | "manage_channels"
  | "see_all"
  | "assign_others"
  | "claim"
  | "manage_departments"
  | "view_departments"
  | "choose_main_department"
  | "choose_strategy"
  | "manage_allocation"
  | "monitor"
  | "export"
  | "assign_many"
  | "share_views";

/** Whether the member has a permission now. The server decides; this only hides what would be refused. */
export function useMay(permission: Permission): boolean {
  return useBootstrap().me.can[permission] === true;
}

/** Changes what is known of the house here, ahead of the server's own word or after its answer. */
export function changeBootstrap(change: (now: Bootstrap) => Bootstrap): void {
  start.set((now) => (now?.state === "ready" ? { state: "ready", bootstrap: change(now.bootstrap) } : now));
}

/** Notes what the server said of a member. */
export function noteMember(member: Member): void {
  changeBootstrap((house) => withMember(house, member));
}

/** Reads afresh who is here and what the house is like. Without an answer everything stays as it is known. */
export async function refreshBootstrap(): Promise<void> {
  try {
    const bootstrap = await api.get<Bootstrap>("/bootstrap");
    changeBootstrap(() => bootstrap);
  } catch {
    // The connection's own banner says it; the next change or reload tries again.
  }
}

/** Opens a session in this browser. `name` is an email or a phone number. */
export const signIn = (name: string, password: string) => api.post("/sessions", { name, password });

/** Ends this browser's session. */
export const signOut = () => api.delete("/sessions/current");

/** The member's own profile; what is absent stays as it is. */
export type ProfileChange = components["schemas"]["UpdateMeInputBody"];

export async function updateMe(change: ProfileChange): Promise<void> {
  noteMember(await api.patch<Member>("/me", change));
}

/** Says whether this member is there to take conversations. What the server answers is what counts. */
export async function setMyPresence(state: Member["presence"]["state"]): Promise<void> {
  try {
    const presence = await api.put<Member["presence"]>("/me/presence", { state });
    changeBootstrap((house) => withPresence(house, house.me.member.id, presence));
  } catch (error) {
    toast({ kind: "failed", text: errorWords(t, error) });
  }
}

/** Shows everything in a language, here at once and on the member's other devices where nothing else was chosen. */
export async function setMyLanguage(language: Language): Promise<void> {
  await chooseLanguage(language);
  // Without the server's word it holds for this browser.
  await updateMe({ language }).catch(() => undefined);
}
