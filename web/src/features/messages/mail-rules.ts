/** The rules of mails in a thread. Pure. */
import type { Mail, Mailbox } from "./rules";

/** How somebody is called in one word or two: by the name, or by the address. */
export const calledIn = ({ name, address }: Mailbox): string => name.trim() || address;

/** Somebody with the address, as it is written in mails. */
export const inFull = ({ name, address }: Mailbox): string => (name.trim() ? `${name.trim()} <${address}>` : address);

/** Everybody a mail went to, in the order of the mail. */
export const recipientsOf = ({ to, cc, bcc = [] }: Mail): Mailbox[] => [...to, ...cc, ...bcc];

/** Whether a mail claims a sender that is not proven, so that nothing in it should be trusted. */
export const isDoubtful = ({ own, proof }: Mail): boolean => own === true || proof?.dmarc === "fail";

/** The tests of a mail's sender that were told, in the order in which people name them. */
export function proofsOf({ proof }: Mail): { test: string; result: string }[] {
  if (!proof) return [];
  const tests = [
    { test: "SPF", result: proof.spf },
    { test: "DKIM", result: proof.dkim },
    { test: "DMARC", result: proof.dmarc },
  ];
  return tests.filter(({ result }) => result !== "");
}

/** The heights of frames in pixels by message, so that one who scrolls back finds everything where it was. */
export class Heights {
  readonly #known = new Map<string, { width: number; height: number }>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  /** The height at a width; 0 if it was never as broad. */
  at(message: string, width: number): number {
    const known = this.#known.get(message);
    return known && Math.abs(known.width - width) < 8 ? known.height : 0;
  }

  keep(message: string, width: number, height: number): void {
    this.#known.delete(message);
    this.#known.set(message, { width, height });
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#most && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** Lines from which a plain text is folded. */
const longLines = 60;
/** Characters from which it is. */
const longText = 4500;

/** Whether a plain text is so long that it is folded until somebody wants all of it. */
export const isLong = (text: string): boolean =>
  text.length > longText || text.split("\n", longLines + 1).length > longLines;
