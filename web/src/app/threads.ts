import { withWords } from "../lib/i18n";

/** The code and the texts of threads and of writing. The list needs none of it, so it comes after the first screen. */

let member = "";
let opened: Promise<void> | undefined;

/** Fetches that code while the browser has nothing better to do: what an earlier visit could not send goes out. */
export function openThreadsSoon(me: string): void {
  member = me;
  const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500));
  idle(() => void openThreads().catch(() => undefined));
}

/** Begins to keep threads, drafts and the outbox. Nothing of them may be shown before. After a failure it tries again. */
function openThreads(): Promise<void> {
  opened ??= withWords(import("./thread-keeping")).then(
    ({ keepThreads }) => keepThreads(member),
    (error: unknown) => {
      opened = undefined;
      throw error;
    },
  );
  return opened;
}

/** A screen that shows threads, once they are kept. */
export async function withThreads<Screen>(screen: Promise<Screen>): Promise<Screen> {
  const [come] = await Promise.all([screen, openThreads()]);
  return come;
}

/** Fetches a thread before somebody opens it. What fails is fetched when it is opened. */
export function approachThread(conversation: string): void {
  const ensure = import("../features/messages/api").then(({ ensureThread }) => ensureThread);
  Promise.all([ensure, openThreads()])
    .then(([ensureThread]) => ensureThread(conversation))
    .catch(() => undefined);
}
