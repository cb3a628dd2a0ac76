import { createContext, useContext } from "react";
import type { Row } from "../conversations/api";
import type { By } from "./rules";

/** What the parts of a thread must know of it. */
export interface ThreadFacts {
  row: Row;
  /** Id of who is signed in. */
  me: string;
  /** What to call who wrote or did something; one's own name, too. */
  nameOf: (by: By) => string;
  /** Emoji the channel lets one react with; empty for none. */
  reactions: readonly string[];
  /** Whether the channel lets one change, and take back, what was sent. */
  edits: boolean;
  deletes: boolean;
  /** Whether what the contact wrote can be deleted. */
  removes: boolean;
  /** Whether an answer can quote what it answers. */
  quotes: boolean;
  /** Goes to a message. */
  jumpTo: (seq: number) => void;
  /** Shows a picture in full. */
  showPicture: (key: string) => void;
}

export const ThreadContext = createContext<ThreadFacts | undefined>(undefined);

export function useThreadFacts(): ThreadFacts {
  const facts = useContext(ThreadContext);
  if (!facts) throw new Error("useThreadFacts needs a thread around it");
  return facts;
}
