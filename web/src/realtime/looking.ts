/**
 * Which conversation a member looks at, from what each of this browser's tabs says. The server hears of one: the
 * latest that some tab still looks at. So leaving one tab for another does not make the member seem to leave.
 */
export function createLooking(tell: (conversation: string | null) => void) {
  const byTab = new Map<string, string>();
  let told: string | null = null;

  function latest(): string | null {
    return [...byTab.values()].at(-1) ?? null;
  }

  return {
    set(tab: string, conversation: string | null): void {
      byTab.delete(tab);
      if (conversation !== null) byTab.set(tab, conversation);
      if (latest() === told) return;
      told = latest();
      tell(told);
    },
    /** Says it again, to a new connection. */
    repeat(): void {
      if (told !== null) tell(told);
    },
  };
}
