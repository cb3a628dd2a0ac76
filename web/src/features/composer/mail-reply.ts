/** What an answer in a thread of mails begins with. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../../lib/http";
import { queries } from "../../realtime/queries";
import type { Row } from "../conversations/api";
import type { MailReply } from "./mail-rules";

/** Asked anew once another message has come: it may be somebody else's turn to be answered. */
export function useMailReply({ id, last_seq: last }: Row) {
  return useQuery(
    {
      queryKey: ["mail_reply", id, last],
      queryFn: ({ signal }) => api.get<MailReply>(`/conversations/${id}/mail`, { signal }),
      staleTime: 60_000,
      placeholderData: (before) => before,
    },
    queries,
  );
}
