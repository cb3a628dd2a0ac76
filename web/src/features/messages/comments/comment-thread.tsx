import { useCallback, useMemo, useState } from "react";
import type { Row } from "../../conversations/api";
import { type Manner, Thread } from "../thread";
import { Comment } from "./comment";
import { CommentCommands } from "./comment-commands";
import { nest } from "./nesting";
import { PostCard } from "./post-card";
import { PostLine } from "./post-line";
import { PrivateDialog } from "./private-dialog";
import { WaitingComment } from "./waiting-comment";

/** The talk of one person below one post, with the post above it. Give it the conversation's id as its key. */
export function CommentThread({ row }: { row: Row }) {
  const { away, watch } = useAway();
  const top = useMemo(
    () => (
      <div ref={watch}>
        <PostCard row={row} />
      </div>
    ),
    [row, watch],
  );
  const manner = useMemo<Manner>(
    () => ({ arrange: nest, Message: Comment, Waiting: WaitingComment, top, follows: true }),
    [top],
  );
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <Thread row={row} manner={manner} />
      {away && <PostLine row={row} />}
      <CommentCommands row={row} />
      <PrivateDialog row={row} />
    </div>
  );
}

/** Whether an element has been scrolled out of view. */
function useAway() {
  const [away, setAway] = useState(false);
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setAway(entry?.isIntersecting === false));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { away, watch };
}
