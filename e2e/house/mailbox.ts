import { Simulator } from "./provider";
import { test as base, expect } from "./test";

/** A mail as a customer has it. */
interface Letter {
  number: number;
  mine: boolean;
  subject: string;
  from: { name: string; address: string };
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[] | null;
  text: string;
  files: string[] | null;
}

interface State {
  customers: { key: string; name: string; address: string }[];
  thread: Letter[] | null;
  connect: { name: string; value: string }[];
  servers: string;
  /** Sapa is signed in and waits for mail. */
  listening: boolean;
}

/** A simulated mail provider with the mailbox of a shop, and the customers who write to it. */
export class MailProvider extends Simulator {
  constructor() {
    super("email", ["--imap-port", "0", "--smtp-port", "0"]);
  }

  async state(customer = 0): Promise<State> {
    const answer = await fetch(`${this.url}/simulate/state?customer=${customer}`);
    return (await answer.json()) as State;
  }

  /** What to fill in, by the names of the fields. */
  async connect(): Promise<Record<string, string>> {
    const { connect } = await this.state();
    return Object.fromEntries(connect.map(({ name, value }) => [name, value]));
  }

  /** A customer writes a mail, or answers one. */
  write(subject: string, text: string, more: Record<string, unknown> = {}): Promise<void> {
    return this.act({ do: "write", customer: "0", subject, text, ...more });
  }

  /** A customer sends a mail as it really comes. */
  sample(kind: string, more: Record<string, unknown> = {}): Promise<void> {
    return this.act({ do: "sample", customer: "0", kind, ...more });
  }

  /** What a customer has got from the shop, the oldest first. */
  async got(customer = 0): Promise<Letter[]> {
    return ((await this.state(customer)).thread ?? []).filter(({ mine }) => !mine);
  }
}

/** A house that may reach the simulated provider, where nobody has connected anything yet. */
export const test = base.extend<{ mail: MailProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  mail: async ({}, use) => {
    const mail = new MailProvider();
    await mail.start();
    await use(mail);
    await mail.stop();
  },
  flags: async ({ mail }, use) => use(["--mail-servers", (await mail.state()).servers]),
});

export { expect };
