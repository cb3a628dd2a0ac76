/** The post that is commented on: asked for once, and again when the server says that it has changed. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { components } from "../../../gen/api";
import { api } from "../../../lib/http";
import { onEvent } from "../../../realtime/hub";
import { queries } from "../../../realtime/queries";
import type { Row } from "../../conversations/api";

export type Post = components["schemas"]["Post"];

/** Milliseconds after which a post that was not there yet is asked for again. */
const again = 5000;

/** All conversations about one post share it. */
export function usePost({ id, post_id }: Row) {
  useEffect(
    () =>
      onEvent("post.updated", ({ conversation }) => {
        if (conversation?.post_id === post_id) void queries.invalidateQueries({ queryKey: ["post", post_id] });
      }),
    [post_id],
  );
  return useQuery(
    {
      queryKey: ["post", post_id],
      queryFn: ({ signal }) => api.get<Post>(`/conversations/${id}/post`, { signal }),
      staleTime: 5 * 60_000,
      // The word that it has come may be here before the answer that it has not.
      refetchInterval: ({ state }) => (state.data?.state === "waiting" ? again : false),
    },
    queries,
  );
}
