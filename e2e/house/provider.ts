import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { binary, ended, freePort } from "./house";

/** A simulator that listens on a port of its own, with a page on which one writes as the customers. */
export class Simulator {
  #child: ChildProcess | undefined;
  readonly #command: string;
  readonly #flags: readonly string[];
  url = "";

  constructor(command: string, flags: readonly string[] = []) {
    this.#command = command;
    this.#flags = flags;
  }

  async start(): Promise<this> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.#child = spawn(binary, ["simulate", this.#command, "--listen", `127.0.0.1:${port}`, ...this.#flags], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((ready, failed) => {
      this.#child?.stdout?.on("data", (part: Buffer) => part.toString().includes(this.url) && ready());
      this.#child?.once("exit", (code) => failed(new Error(`the simulator ended with ${code}`)));
    });
    return this;
  }

  async stop(): Promise<void> {
    await ended(this.#child, "SIGTERM");
  }

  /** Does what a button of the simulator's page does. */
  async act(wish: { do: string } & Record<string, unknown>): Promise<void> {
    const answer = await fetch(`${this.url}/simulate/act`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Simulate": "1" },
      body: JSON.stringify(wish),
    });
    if (!answer.ok) throw new Error(`${wish.do}: ${answer.status} ${await answer.text()}`);
  }
}

/** What to type into Sapa to connect with the simulator, by the names of the fields. */
export type Account = Record<"phone_number_id" | "waba_id" | "access_token" | "app_secret", string>;

interface State {
  connect: { name: keyof Account; value: string }[];
  thread: { id: string; from_business: boolean; text?: string }[];
  requests: { line: string; status: number }[];
  deliveries: { status: number }[];
}

/** A simulator of Meta's: one of its products as Sapa sees it, and the customers who write through it. */
export class Provider extends Simulator {
  constructor(command: "whatsapp" | "messenger" | "instagram" = "whatsapp") {
    super(command);
  }

  async state(customer = 0): Promise<State> {
    const answer = await fetch(`${this.url}/simulate/state?customer=${customer}`);
    return (await answer.json()) as State;
  }

  /** What a person copies from the simulator's page, as they would at Meta. */
  async account(): Promise<Account> {
    const { connect } = await this.state();
    return Object.fromEntries(connect.map(({ name, value }) => [name, value])) as Account;
  }

  /** Enters the webhook, as one does at Meta; it asks Sapa at once whether that is the right address. */
  callback(address: string, token: string): Promise<void> {
    return this.act({ do: "callback", text: address, token });
  }

  /** A customer writes. */
  say(text: string, customer = 0): Promise<void> {
    return this.act({ do: "text", customer: `${customer}`, text });
  }

  /** The texts that stand on a customer's phone, oldest first. */
  async texts(customer = 0): Promise<string[]> {
    return (await this.state(customer)).thread.map(({ text = "" }) => text);
  }

  /** Brings something to a webhook that Meta never would, signed as if it were from there. */
  async bring(address: string, body: string): Promise<number> {
    const { app_secret } = await this.account();
    const signature = createHmac("sha256", app_secret).update(body).digest("hex");
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Hub-Signature-256": `sha256=${signature}` },
      body,
    });
    return answer.status;
  }
}
