/** The heavy part of a mail: its HTML, what it quotes, and its headers. Fetched when it is looked at. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { queries } from "../../realtime/queries";
import type { Message } from "./rules";

/** A mail as it was written. The HTML is for a frame of its own alone. */
export type MailParts = components["schemas"]["Letter"];

const path = ({ conversation_id, id }: Message) => `/conversations/${conversation_id}/messages/${id}/mail`;

/** Where the mail as it came can be fetched, as a file. */
export const originalPath = (message: Message) => `${path(message)}/original`;

/** What the HTML calls the pictures in it: each is called something else once it has been fetched from the provider. */
const pictures = ({ attachments }: Message) => attachments.filter((file) => file.inline).map((file) => file.key);

/** A mail never changes but for its pictures, so what was fetched once is kept while it is shown, and ten minutes longer. */
export function useMailParts(message: Message, wanted: boolean) {
  return useQuery(
    {
      queryKey: ["mail", message.id, ...pictures(message)],
      queryFn: ({ signal }) => api.get<MailParts>(path(message), { signal }),
      enabled: wanted,
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
    },
    queries,
  );
}
