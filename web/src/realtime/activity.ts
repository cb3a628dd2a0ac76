/** What somebody at a keyboard, a mouse or a screen does. */
const acts = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Milliseconds between two words about it. */
export const tellEvery = 10_000;

/**
 * Tells of somebody at work: at once, and while it goes on every ten seconds, the last act included. The returned function ends
 * it.
 */
export function watchActivity(where: EventTarget, tell: () => void): () => void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let more = false;
  const say = () => {
    more = false;
    resting = setTimeout(rested, tellEvery);
    tell();
  };
  const rested = () => {
    resting = undefined;
    if (more) say();
  };
  const heed = () => {
    if (resting === undefined) say();
    else more = true;
  };
  for (const act of acts) where.addEventListener(act, heed, { capture: true, passive: true });
  return () => {
    clearTimeout(resting);
    for (const act of acts) where.removeEventListener(act, heed, { capture: true });
  };
}
