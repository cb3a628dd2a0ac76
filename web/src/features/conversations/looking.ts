/** Having a conversation in front of one's eyes: it is told to colleagues, it is read, and it makes no sound. */
import { useEffect, useSyncExternalStore } from "react";
import { tellLooking } from "../../realtime/hub";
import { leftReading, read } from "./reading";
import { setShown } from "./windows";

function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  window.addEventListener("focus", listener);
  window.addEventListener("blur", listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    window.removeEventListener("focus", listener);
    window.removeEventListener("blur", listener);
  };
}

/** Whether the page is in view, for a component. */
function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible");
}

/** Whether somebody looks at the page: it is in view, and the keys go to it. */
function useAttended(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === "visible" && document.hasFocus());
}

/** Tells the others that this conversation is looked at, while it is. */
export function useLookingAt(conversation: string): void {
  const visible = useVisible();
  const attended = useAttended();
  useEffect(() => {
    if (!visible) return;
    tellLooking(conversation);
    return () => tellLooking(null);
  }, [conversation, visible]);
  useEffect(() => {
    if (!attended) return;
    setShown(conversation);
    return () => setShown("");
  }, [conversation, attended]);
  useEffect(() => () => leftReading(conversation), [conversation]);
}

/** Marks a conversation as read up to its newest message while somebody has that in front of them. */
export function useReading(conversation: string, newest: number, inView: boolean): void {
  const attended = useAttended();
  useEffect(() => {
    if (attended && inView && newest > 0) read(conversation, newest);
  }, [conversation, newest, inView, attended]);
}
