import { createStore, useStore } from "../../lib/store";
import { type ChannelSecret, makeSecret } from "./api";

/** The secrets made in this visit, by channel: nobody can read them again once the page is closed. */
const secrets = createStore<Readonly<Record<string, ChannelSecret>>>({});

/** What was made in this visit; absent when nothing was. */
export const useSecret = (channel: string): ChannelSecret | undefined => useStore(secrets, (all) => all[channel]);

/** Makes a channel's secret anew. The former one counts for some hours still; 0 ends it at once. */
export async function renewSecret(channel: string, hours: number): Promise<void> {
  const made = await makeSecret(channel, hours);
  secrets.set((all) => ({ ...all, [channel]: made }));
}
