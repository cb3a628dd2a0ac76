/** The pictures that stand inside a mail's HTML. */
import type { Attachment } from "./rules";

/** A picture's bytes; `undefined` when they cannot be fetched. */
export async function fetchPicture({ url }: Attachment): Promise<Blob | undefined> {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.blob() : undefined;
  } catch {
    return undefined;
  }
}
