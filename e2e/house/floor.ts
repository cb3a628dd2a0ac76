import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { caller, password, people } from "./house";
import { Inbox } from "./inbox";
import { test as base, expect, type Furnished } from "./test";

/** Three agents and a supervisor, each at the inbox in a browser of their own. */
export interface Floor {
  eko: Inbox;
  fitri: Inbox;
  gilang: Inbox;
  /** The supervisor. */
  dewi: Inbox;
  agents: [Inbox, Inbox, Inbox];
  /** How many conversations each of the agents has. */
  shares(): Promise<number[]>;
  /** Changes settings, as a manager does. */
  set(values: Record<string, unknown>): Promise<void>;
  /** Customers write one after the other, each in words of their own, by which they are called too. */
  write(...texts: string[]): Promise<void>;
}

/** The names of the agents. */
export const agents = [people.eko.name, people.fitri.name, "Gilang Ramadhan"] as const;

export const test = base.extend<{ floor: Floor; service: Service }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants to see that nothing is needed.
  service: async ({}, use) => {
    const service = await new Service().start();
    await use(service);
    await service.stop();
  },
  floor: async ({ furnished }, use) => use(await open(furnished)),
});

export { expect };

async function open(furnished: Furnished): Promise<Floor> {
  const { house, as, customer } = furnished;
  const citra = await caller(house, "citra");
  const pages = [await as("eko"), await as("fitri"), await newcomer(furnished), await as("dewi")];
  const [eko, fitri, gilang, dewi] = pages.map((page) => new Inbox(page)) as [Inbox, Inbox, Inbox, Inbox];
  for (const agent of [eko, fitri, gilang]) await agent.goTo("Milik saya");
  await dewi.goTo("Semua");
  return {
    ...{ eko, fitri, gilang, dewi, agents: [eko, fitri, gilang] },
    shares: () => Promise.all([eko, fitri, gilang].map(({ rows }) => rows.count())),
    set: (values) => citra.call("PATCH", "/api/v1/settings", values),
    async write(...texts) {
      for (const text of texts) await customer({ name: `Pelanggan ${text}` }).say(text);
    },
  };
}

/** The third agent, who is new. */
async function newcomer({ house, stranger }: Furnished) {
  const owner = await caller(house, "ratna");
  const gilang = { name: agents[2], email: "gilang@melati.example" };
  await owner.call("POST", "/api/v1/members", { ...gilang, role: "agent", password });
  const page = await stranger();
  await page.request.post(`${house.url}/api/v1/sessions`, { data: { name: gilang.email, password } });
  await page.goto(house.url);
  return page;
}

/** What Sapa asks a service that allocates; see docs/how/custom-allocation.md. */
export interface Asked {
  contact: { name: string };
  eligible_agents: { id: string; name: string; handled: number }[];
}

/** A company's own service that says who takes a conversation. */
export class Service {
  /** The secret that Sapa signs with. */
  secret = "";
  /** Everything it was asked, oldest first. */
  readonly asked: Asked[] = [];
  /** What it answers: whose id, nobody, or that it refuses. */
  decide: (asked: Asked) => string | null | "refuse" = () => null;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => {
        body += part.toString();
      });
      request.on("end", () => {
        if (!this.#isSigned(request.headers, body)) return void response.writeHead(401).end();
        const asked = JSON.parse(body) as Asked;
        this.asked.push(asked);
        const agent = this.decide(asked);
        if (agent === "refuse") return void response.writeHead(422).end();
        response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ agent_id: agent }));
      });
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #isSigned(headers: Record<string, unknown>, body: string): boolean {
    const key = Buffer.from(this.secret.replace(/^whsec_/, ""), "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    const signature = createHmac("sha256", key).update(signed).digest("base64");
    return `${headers["webhook-signature"]}`.split(" ").includes(`v1,${signature}`);
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
