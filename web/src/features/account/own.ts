import type { components } from "../../gen/api";
import { ApiError } from "../../lib/api-error";
import { api, apiAddress, readAnswer } from "../../lib/http";
import { refreshBootstrap } from "./api";

/** What a member does about their own sign-in. Apart from `api.ts`, because the first screen needs none of it. */

/** Replaces the password; every other session of the member ends. */
export const changePassword = (old_password: string, password: string) =>
  api.post("/me/password", { old_password, password });

/** Sets the member's picture; without one it is taken away. */
export async function setPicture(picture?: Blob): Promise<void> {
  const answer = await fetch(apiAddress("/me/avatar"), {
    method: "PUT",
    credentials: "same-origin",
    headers: { "Content-Type": "application/octet-stream" },
    body: picture ?? null,
  }).catch(() => {
    throw new ApiError(0, "offline");
  });
  await readAnswer(answer);
  await refreshBootstrap();
}

/** A browser that is signed in. */
export type Session = components["schemas"]["Session"];

export const listSessions = () => api.get<{ sessions: Session[] }>("/sessions").then(({ sessions }) => sessions);

export const endSession = (id: string) => api.delete(`/sessions/${id}`);

/** Ends all sessions but this one. */
export const endOtherSessions = () => api.delete("/sessions");

/** What an invitation's link is for. */
export type InvitationFacts = components["schemas"]["Invitation"];

export const lookInvitation = (token: string) => api.post<InvitationFacts>("/invitations/look", { token });

/** Sets the password the invitation asks for, and opens a session. */
export const acceptInvitation = (token: string, password: string) =>
  api.post("/invitations/accept", { token, password });
