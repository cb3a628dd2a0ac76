import { type Outgoing, unsent } from "../keep/outbox";
import { newUuid } from "../keep/random";
import { type Draft, state } from "./state";

// Addresses and titles of pages can be of any length; the server takes what an address reasonably is.
const longestUrl = 2000;
const longestTitle = 300;

/** The draft as a message at the end of the queue. */
export function outgoing({ text, location: place, replyTo, files }: Draft): Outgoing {
  const order = Math.max(Date.now(), 1 + (state.outbox.at(-1)?.order ?? 0));
  return {
    n: unsent,
    client_id: newUuid(),
    from: "me",
    author: null,
    kind: files[0]?.kind ?? (place ? "location" : "text"),
    text: text.trim(),
    // The address is this page's own, and dead in the next.
    attachments: files.map(({ file: _, ...rest }) => ({ ...rest, url: "" })),
    location: place,
    reply_to: replyTo && { n: replyTo.n, from: replyTo.from, text: replyTo.text.slice(0, 140) },
    reactions: [],
    at: new Date(order).toISOString(),
    edited: false,
    deleted: false,
    order,
    language: state.language,
    page: { url: location.href.slice(0, longestUrl), title: document.title.slice(0, longestTitle) },
    problem: "",
  };
}
