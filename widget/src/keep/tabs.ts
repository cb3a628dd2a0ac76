import type { Message } from "../contract";
import { keptAs } from "../place";

/** What one tab tells the others of the same site. */
export interface News {
  message?: Message;
  read?: number;
}

let channel: BroadcastChannel | undefined;

export function hearTabs(hear: (news: News) => void): void {
  if (!("BroadcastChannel" in window)) return;
  channel = new BroadcastChannel(keptAs());
  channel.onmessage = (event) => hear(event.data);
}

export function tellTabs(news: News): void {
  channel?.postMessage(news);
}

/**
 * Runs the work while no other tab runs its own. Where locks are missing it runs at once: then two tabs may send the
 * same message, and the server knows it by its client_id.
 */
export async function alone(work: () => Promise<void>): Promise<void> {
  await (navigator.locks?.request(keptAs(), work) ?? work());
}
