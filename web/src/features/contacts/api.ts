/** Contacts: who they are and what surrounds them. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { onEvent } from "../../realtime/hub";
import { queries } from "../../realtime/queries";

export type Contact = components["schemas"]["Contact"];
export type Profile = components["schemas"]["Profile"];
/** What can be corrected by hand. */
export type ContactField = "name" | "phone" | "email";

const keyOf = (contact: string) => ["contact", contact];

/** A contact with the conversations one may see, kept up to date. */
export function useProfile(contact: string) {
  useEffect(
    () =>
      onEvent("*", (event) => {
        const about = event.conversation?.contact.id === contact;
        const moves = event.kind === "contact.updated" || event.kind.startsWith("conversation.");
        if (about && moves && event.kind !== "conversation.read")
          void queries.invalidateQueries({ queryKey: keyOf(contact) });
      }),
    [contact],
  );
  return useQuery(
    {
      queryKey: keyOf(contact),
      queryFn: ({ signal }) => api.get<Profile>(`/contacts/${contact}`, { signal }),
    },
    queries,
  );
}

/** Corrects a contact. Rejects with an `ApiError` whose `fields` say what is wrong. */
export function updateContact(contact: string, part: Partial<Record<ContactField, string>>): Promise<Contact> {
  return api.patch<Contact>(`/contacts/${contact}`, part);
}
