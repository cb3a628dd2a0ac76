import { useState } from "react";
import { ApiError } from "../../lib/api-error";
import { assignConversation, refusalWords } from "./acts";

/** A member who handles as many conversations as they may; `confirmable`: whoever assigns may insist. */
export interface Full {
  member: string;
  name: string;
  limit: number;
  handled: number;
  confirmable: boolean;
}

/** Who is full, when that is why something was refused. */
export function fullOf(error: unknown, member: string): Full | undefined {
  if (!(error instanceof ApiError) || error.code !== "workload_full") return undefined;
  const { member: who, limit, handled, confirmable } = error.facts;
  const name = (who as { name?: unknown } | undefined)?.name;
  return {
    member,
    name: typeof name === "string" ? name : "",
    limit: Number(limit),
    handled: Number(handled),
    confirmable: confirmable === true,
  };
}

/** Assigns a conversation, and keeps why not. Who insists after having read that somebody is full asks with that. */
export function useAssign(id: string, done: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [full, setFull] = useState<Full>();
  const assign = async (to: string, note: string) => {
    setBusy(true);
    setProblem("");
    try {
      await assignConversation(id, to, note, full?.member === to && full.confirmable);
      done();
    } catch (error) {
      const found = fullOf(error, to);
      setFull(found);
      setProblem(found ? "" : refusalWords(error));
      setBusy(false);
    }
  };
  return { busy, problem, full, assign };
}
