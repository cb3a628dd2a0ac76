import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GivenFile } from "./files";

/** The program under test; SAPA_BINARY names another build of it. */
export const binary = process.env.SAPA_BINARY ?? fileURLToPath(new URL("../../bin/sapa", import.meta.url));

/** The same program with a clock that one turns forward; `make test-e2e` builds it. */
const turnable = fileURLToPath(new URL("../../.cache/sapa-turnable", import.meta.url));

/** Everybody's password. */
export const password = "kopi susu gula aren";

/** A running Sapa with a folder of its own. */
export interface House {
  /** Where it listens, such as http://127.0.0.1:41234. */
  url: string;
  /** The address it printed at start; before the set-up it holds the one-time code. */
  printed: string;
  /** Ends it as a crash does, at once. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port. */
  start(): Promise<void>;
  /** Its folder, with everything it knows. */
  folder: string;
  /** Lets a time such as `61s` or `24h` pass for a house whose clock can be turned, and what is due by then happen. */
  pass(time: string): Promise<void>;
  /** Ends it in order and keeps its folder. */
  end(): Promise<void>;
  /** Ends it in order and removes its folder. */
  stop(): Promise<void>;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** How a house is started when it is not the usual one. */
interface Site {
  command?: "serve" | "demo";
  /** Flags of the command. */
  flags?: string[];
  /** The folder of another house, of which it gets a copy. */
  copied?: string;
  /** Whether its clock can be turned. */
  turnable?: boolean;
}

/** Starts a Sapa of its own and waits until it is ready. */
export async function startHouse(site: Site = {}): Promise<House> {
  const { command = "serve", flags = [], copied } = site;
  const folder = mkdtempSync(join(tmpdir(), "sapa-e2e-"));
  if (copied) cpSync(copied, folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const house: House = {
    url,
    folder,
    printed: "",
    async start() {
      const own = command === "serve" ? ["--data", folder] : [];
      child = spawn(site.turnable ? turnable : binary, [command, ...own, "--listen", `127.0.0.1:${port}`, ...flags], {
        stdio: [site.turnable ? "pipe" : "ignore", "pipe", "inherit"],
      });
      house.printed = await readAddress(child, url);
    },
    async pass(time) {
      const turned = new Promise<void>((done) => child?.stdout?.once("data", () => done()));
      child?.stdin?.write(`${time}\n`);
      await turned;
    },
    async kill() {
      await ended(child, "SIGKILL");
    },
    async end() {
      await ended(child, "SIGTERM");
    },
    async stop() {
      await house.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await house.start();
  return house;
}

/** Reads the one address the program prints when it is ready. */
function readAddress(child: ChildProcess, url: string): Promise<string> {
  return new Promise((found, failed) => {
    let text = "";
    child.stdout?.on("data", (part: Buffer) => {
      text += part.toString();
      const address = text.split(/\s+/).find((word) => word.startsWith(url));
      if (address) found(address);
    });
    child.once("exit", (code) => failed(new Error(`sapa ended with ${code}: ${text}`)));
  });
}

/** Ends a program that was started here, and waits until it is gone. */
export function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill(signal);
  return gone;
}

/** Somebody who calls the API without a browser, to prepare what a journey begins with. */
export class Caller {
  #cookie = "";
  readonly url: string;
  readonly name: string;

  constructor(url: string, name = "") {
    this.url = url;
    this.name = name;
  }

  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { "Content-Type": "application/json", Cookie: this.#cookie, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = answer.headers.get("set-cookie");
    if (cookie) this.#cookie = cookie.split(";")[0] ?? "";
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Uploads a file; its key goes with a message. */
  async upload(file: GivenFile): Promise<{ key: string }> {
    const answer = await fetch(`${this.url}/api/v1/uploads?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      headers: { "Content-Type": file.mimeType, Cookie: this.#cookie },
      body: new Uint8Array(file.buffer),
    });
    if (!answer.ok) throw new Error(`uploading ${file.name}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { key: string };
  }

  /** Sends a message into a conversation. */
  reply(conversation: string, text: string): Promise<unknown> {
    return this.call(
      "POST",
      `/api/v1/conversations/${conversation}/messages`,
      { text },
      { "Idempotency-Key": randomUUID() },
    );
  }
}

/** Who is in a house that `furnish` prepared, by role. */
export const people = {
  ratna: { name: "Ratna Sari", role: "owner" },
  bagas: { name: "Bagas Pratama", role: "admin" },
  citra: { name: "Citra Lestari", role: "manager" },
  dewi: { name: "Dewi Anggraini", role: "supervisor" },
  eko: { name: "Eko Nugroho", role: "agent" },
  fitri: { name: "Fitri Handayani", role: "agent" },
} as const;

/** The name somebody signs in with. */
export type Who = keyof typeof people;

/** Somebody's email. */
export const email = (who: Who): string => `${who}@melati.example`;

/** Does the set-up and adds the people, and answers the owner, signed in, with the key of the web chat. */
export async function furnish(house: House): Promise<{ owner: Caller; widget: string }> {
  const owner = new Caller(house.url, "ratna");
  const code = house.printed.split("#")[1] ?? "";
  await owner.call("POST", "/api/v1/set-up", {
    code,
    company: "Toko Melati",
    time_zone: "Asia/Jakarta",
    language: "id",
    plan_mode: "unlimited",
    name: people.ratna.name,
    email: email("ratna"),
    password,
  });
  for (const who of Object.keys(people) as Who[]) {
    if (who === "ratna") continue;
    await owner.call("POST", "/api/v1/members", {
      name: people[who].name,
      email: email(who),
      role: people[who].role,
      password,
    });
  }
  const { channels } = await owner.call<{ channels: { setup: { public_key: string } }[] }>("GET", "/api/v1/channels");
  return { owner, widget: channels[0]?.setup.public_key ?? "" };
}

/** Somebody signed in who calls the API. */
export async function caller(house: House, who: Who): Promise<Caller> {
  const one = new Caller(house.url, who);
  await one.call("POST", "/api/v1/sessions", { name: email(who), password });
  return one;
}

/** A customer who writes through the widget's door, without a browser. */
export class Customer {
  readonly #secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");

  readonly house: House;
  readonly widget: string;
  readonly profile: { name?: string; email?: string; phone?: string };

  readonly from: string;

  constructor(house: House, widget: string, profile: Customer["profile"] = {}, from = "") {
    this.house = house;
    this.from = from;
    this.widget = widget;
    this.profile = profile;
  }

  async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.house.url}/widget/v1/${this.widget}/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#secret}`,
        "Content-Type": "application/json",
        ...(this.from ? { "X-Forwarded-For": this.from } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** Writes a message. */
  say(text: string): Promise<unknown> {
    return this.call("POST", "messages", { client_id: randomUUID(), text, profile: this.profile });
  }

  /** The texts of all messages, oldest first. */
  async texts(): Promise<string[]> {
    const { messages } = await this.call<{ messages: { text: string }[] }>("GET", "messages?limit=100");
    return messages.map((message) => message.text);
  }
}
