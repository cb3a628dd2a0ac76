import { useEffect, useRef, useState } from "react";

/** A mark of loading appears only after this many milliseconds: what is quick needs none. */
const showAfter = 300;
/** Once seen it stays this many milliseconds: a mark that flashes is worse than none. */
const stayFor = 500;

/** Whether to show a mark of loading: late in, and late out. */
export function useDelayed(busy: boolean): boolean {
  const [shown, setShown] = useState(false);
  const since = useRef(0);
  useEffect(() => {
    if (busy === shown) return;
    const wait = busy ? showAfter : Math.max(0, stayFor - (Date.now() - since.current));
    const timer = setTimeout(() => {
      since.current = Date.now();
      setShown(busy);
    }, wait);
    return () => clearTimeout(timer);
  }, [busy, shown]);
  return shown;
}
