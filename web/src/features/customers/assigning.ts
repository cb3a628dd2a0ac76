/** Assigning many at once: in parts, so that one sees how far it is, and back again. */
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import type { Row } from "../conversations/api";

type Result = components["schemas"]["AssignedOne"];

/** One that is to be assigned: who handles it now, `null` for nobody. */
export interface Given extends Pick<Row, "id" | "assignee_id" | "department_id" | "channel_id"> {
  name: string;
}

/** What became of many: those that were assigned, and why the others were not. */
export interface Outcome {
  assigned: Given[];
  refused: { given: Given; code: string }[];
}

/** How many are assigned by one request. */
export const partSize = 10;

/** Assigns all to a member, with `over_limit` however many they handle; `tell` hears how many are done. Stops at the first part that fails as a whole, with what was done. */
export async function assignMany(
  all: readonly Given[],
  { to, over_limit }: { to: string; over_limit?: boolean },
  tell: (done: number) => void,
): Promise<Outcome> {
  const outcome: Outcome = { assigned: [], refused: [] };
  for (let begin = 0; begin < all.length; begin += partSize) {
    const part = all.slice(begin, begin + partSize);
    const conversations = part.map(({ id, assignee_id }) => ({ id, expected_assignee: assignee_id ?? "" }));
    const { results } = await api.post<{ results: Result[] }>("/customers/assign", { conversations, to, over_limit });
    part.forEach((given, at) => {
      const { status, code } = results[at] ?? { status: "refused", code: "internal" };
      if (status === "assigned") outcome.assigned.push(given);
      else outcome.refused.push({ given, code });
    });
    tell(Math.min(begin + partSize, all.length));
  }
  return outcome;
}

/** Takes assignments back: what nobody handled goes into the queue, the rest to who had it. Gives how many came back. */
export async function takeBack(assigned: readonly Given[], from: string): Promise<number> {
  let back = 0;
  for (const { id, assignee_id } of assigned) {
    const done = assignee_id
      ? api.post(`/conversations/${id}/assign`, { to: assignee_id, expected_assignee: from })
      : api.post(`/conversations/${id}/unassign`);
    await done.then(
      () => {
        back += 1;
      },
      () => undefined,
    );
  }
  return back;
}
