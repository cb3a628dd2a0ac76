import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { type Bootstrap, changeBootstrap } from "../account/api";

export { useProvider } from "./provider";
export { channelName, kindName } from "./words";

export type Channel = components["schemas"]["Channel"];
export type ChannelKind = components["schemas"]["ChannelKind"];
export type ChannelField = components["schemas"]["Field"];
export type Finding = components["schemas"]["Finding"];
export type Template = components["schemas"]["ChannelTemplate"];

/** What is filled in for a channel. */
export interface ChannelInput {
  name: string;
  session_hours: number;
  config: Record<string, unknown>;
  /** What logging in at the provider gave, in place of the secrets. */
  grant?: string;
}

export type LoginOffer = components["schemas"]["LoginOffer"];

/** Where one logs in at the provider of a kind. */
export async function beginLogin(kind: string): Promise<string> {
  return (await api.post<components["schemas"]["LoginAddress"]>("/channels/login", { kind })).url;
}

/** What one has permitted there, in exchange for the code one came back with. A code is good for one time. */
export const endLogin = (state: string, code: string) =>
  api.post<LoginOffer>("/channels/login/end", { state, code }, { patience: 70_000 });

/** Connects a channel, switched on. */
export async function connectChannel(kind: string, input: ChannelInput): Promise<Channel> {
  const channel = await api.post<Channel>("/channels", { kind, ...input });
  noteChannel(channel);
  return channel;
}

/** Reads afresh what a channel did not take: nobody is told while it is counted. Without an answer it stays as it is known. */
export async function refreshMissed(id: string): Promise<void> {
  const answer = await api.get<components["schemas"]["ChannelList"]>("/channels").catch(() => undefined);
  const missed = answer?.channels.find((channel) => channel.id === id)?.setup?.missed;
  if (!missed) return;
  // All else may have been changed here meanwhile.
  changeBootstrap((house) => ({
    ...house,
    channels: house.channels.map((now) =>
      now.id === id && now.setup ? { ...now, setup: { ...now.setup, missed } } : now,
    ),
  }));
}

/** Changes what is filled in; the configuration is replaced as a whole. */
export async function updateChannel(id: string, input: ChannelInput): Promise<Channel> {
  const channel = await api.patch<Channel>(`/channels/${id}`, input);
  noteChannel(channel);
  return channel;
}

/** Switches a channel on or off: seen at once, and taken back if the server refuses. */
export async function switchChannel(channel: Channel, on: boolean): Promise<void> {
  noteChannel({ ...channel, state: on ? "on" : "off" });
  try {
    noteChannel(await api.patch<Channel>(`/channels/${channel.id}`, { on }));
  } catch (error) {
    noteChannel(channel);
    throw error;
  }
}

/** Disconnects a channel for good; its conversations stay. */
export async function disconnectChannel(channel: Channel): Promise<void> {
  await api.delete(`/channels/${channel.id}`);
  noteChannel({ ...channel, state: "disconnected" });
}

/** Asks the provider how the account does, and answers one line for each thing that sending and receiving need. */
export async function checkChannel(id: string): Promise<Finding[]> {
  // The server gives the provider a minute.
  const { findings, channel } = await api.post<components["schemas"]["Findings"]>(`/channels/${id}/check`, undefined, {
    patience: 70_000,
  });
  noteChannel(channel);
  return findings;
}

export type ChannelSecret = components["schemas"]["ChannelSecret"];

/** Makes what both sides of a channel sign with anew; nobody can read it again. The former one counts for some hours. */
export const makeSecret = (id: string, hours: number) =>
  api.post<ChannelSecret>(`/channels/${id}/secret`, { keep_hours: hours });

/** Asks the provider to bring deliveries. */
export const subscribeChannel = (id: string) => api.post(`/channels/${id}/subscribe`, undefined, { patience: 70_000 });

/** The texts that the provider has approved, and those it has not. */
export async function readTemplates(id: string): Promise<Template[]> {
  const { templates } = await api.get<components["schemas"]["TemplateList"]>(`/channels/${id}/templates`);
  return templates;
}

function noteChannel(channel: Channel): void {
  changeBootstrap((house) => ({ ...house, channels: withChannel(house.channels, channel) }));
}

function withChannel(channels: Bootstrap["channels"], changed: Channel): Bootstrap["channels"] {
  const known = channels.some(({ id }) => id === changed.id);
  return known ? channels.map((channel) => (channel.id === changed.id ? changed : channel)) : [...channels, changed];
}
