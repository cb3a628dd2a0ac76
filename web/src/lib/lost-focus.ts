/**
 * Puts the focus into the content when what had it has just been taken away, as with a row that was removed: else the
 * next Tab would begin at the top of the page. Call it after the act; it waits for the page to be drawn.
 */
export function rescueFocus(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const focused = document.activeElement;
      if (focused && focused !== document.body) return;
      document.getElementById("content")?.focus({ preventScroll: true });
    }),
  );
}
