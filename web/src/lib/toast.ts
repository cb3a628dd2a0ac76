import { newId } from "./id";
import { createStore } from "./store";

export type ToastKind = "done" | "told" | "failed";

/** A short report that needs no answer. Errors that need an act belong beside what failed, not here. */
export interface Toast {
  id: string;
  /** Already in the person's language. */
  text: string;
  kind: ToastKind;
  /** One act, such as undo. Doing it closes the toast. */
  action?: { label: string; run: () => void };
  /** Milliseconds it stays; 0 until it is closed. */
  stay: number;
}

/** At most this many are shown; a further one pushes the oldest out. */
const mostToasts = 3;
const usualStay = 6000;

export const toasts = createStore<readonly Toast[]>([]);
const timers = new Map<string, { left: number; since: number; timer: ReturnType<typeof setTimeout> | undefined }>();

/** Shows a toast and returns its id. `toast({ text: t("x.resolved"), action: { label: t("common.undo"), run } })`. */
export function toast(parts: { text: string } & Partial<Omit<Toast, "id" | "text">>): string {
  const made: Toast = { id: newId(), kind: "done", stay: usualStay, ...parts };
  for (const old of toasts.get().slice(0, -(mostToasts - 1))) forget(old.id);
  toasts.set((all) => [...all, made].slice(-mostToasts));
  if (made.stay > 0) {
    timers.set(made.id, { left: made.stay, since: 0, timer: undefined });
    run(made.id);
  }
  return made.id;
}

/** Closes a toast. An id that is gone is no error. */
export function closeToast(id: string): void {
  forget(id);
  toasts.set((all) => (all.some((one) => one.id === id) ? all.filter((one) => one.id !== id) : all));
}

/** Stops all clocks, while somebody points at a toast or has the focus in one. */
export function holdToasts(): void {
  for (const clock of timers.values()) {
    if (clock.timer === undefined) continue;
    clearTimeout(clock.timer);
    clock.timer = undefined;
    clock.left -= Date.now() - clock.since;
  }
}

/** Lets the clocks run on, each for at least a second, so that nothing vanishes as the pointer leaves. */
export function releaseToasts(): void {
  for (const id of timers.keys()) run(id);
}

function run(id: string): void {
  const clock = timers.get(id);
  if (!clock || clock.timer !== undefined) return;
  clock.left = Math.max(clock.left, 1000);
  clock.since = Date.now();
  clock.timer = setTimeout(() => closeToast(id), clock.left);
}

function forget(id: string): void {
  clearTimeout(timers.get(id)?.timer);
  timers.delete(id);
}
