/** What decides which conversations one sees, besides their own state: when it changes, what is shown may be no more. */
import { type Bootstrap, start } from "../account/api";

/** The part of what is known of the house that decides it, the same for the same scope. */
export function scopeKey({ me, departments }: Bootstrap): string {
  const { member, can, workspace } = me;
  const mine = departments.filter(({ setup }) => setup?.supervisor_id === member.id).map(({ id }) => id);
  const { supervisor_scope } = workspace.settings;
  return JSON.stringify([
    can.see_all,
    supervisor_scope,
    departments.length > 0,
    [...member.department_ids].sort(),
    mine,
  ]);
}

/** Calls `changed` when one sees other conversations than before. */
export function onScope(changed: () => void): void {
  const now = () => {
    const begun = start.get();
    return begun?.state === "ready" ? scopeKey(begun.bootstrap) : "";
  };
  let before = now();
  start.subscribe(() => {
    const key = now();
    if (key === before) return;
    before = key;
    if (key) changed();
  });
}
