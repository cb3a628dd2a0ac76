/** Milliseconds in which a dialog has surely gone, and with it what it still held. */
const patience = 2000;

/**
 * Puts the focus into the content when what had it is taken away by an act, as with a row that was removed: else the
 * next Tab would begin at the top of the page. Call it after the act. The focus may be lost only later, when the dialog
 * that asked has faded, so it is watched for a while.
 */
export function rescueFocus(): void {
  const until = performance.now() + patience;
  const look = () => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) document.getElementById("content")?.focus({ preventScroll: true });
    if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
