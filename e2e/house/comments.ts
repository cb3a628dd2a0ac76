import { caller, type House } from "./house";
import { test as base, expect } from "./messenger";
import type { Provider } from "./provider";

/** What stands below the Page's posts at the simulator. */
interface Written {
  id: string;
  parent?: string;
  text?: string;
  from_page: boolean;
  hidden?: boolean;
  liked?: boolean;
  deleted?: boolean;
  /** It was answered privately. */
  answered?: boolean;
}

/** A simulated Page with a post below which people comment. */
export class Wall {
  readonly provider: Provider;
  /** Id of the post. */
  post = "";

  constructor(provider: Provider) {
    this.provider = provider;
  }

  async publish(text: string): Promise<this> {
    await this.provider.act({ do: "publish", text });
    const answer = await fetch(`${this.provider.url}/simulate/state`);
    const { posts } = (await answer.json()) as { posts: { id: string; text: string }[] };
    this.post = posts.find((one) => one.text === text)?.id ?? "";
    return this;
  }

  /** Everything that was written, oldest first. */
  async all(): Promise<Written[]> {
    const answer = await fetch(`${this.provider.url}/simulate/state`);
    return ((await answer.json()) as { comments: Written[] }).comments;
  }

  /** The comment in which a text stands, as it is now; `undefined` while there is none. */
  async find(text: string): Promise<Written | undefined> {
    return (await this.all()).findLast((one) => one.text?.includes(text));
  }

  async #idOf(text: string): Promise<string> {
    const found = await this.find(text);
    if (!found) throw new Error(`nobody has commented “${text}”`);
    return found.id;
  }

  /** A customer comments below the post, or answers the comment in which a text stands. */
  async write(text: string, { below = "", customer = 0 } = {}): Promise<void> {
    const id = below ? await this.#idOf(below) : this.post;
    await this.provider.act({ do: "comment", customer: `${customer}`, id, text });
  }

  /** The customer changes their comment. */
  async edit(old: string, text: string): Promise<void> {
    await this.provider.act({ do: "edit_comment", customer: "0", id: await this.#idOf(old), text });
  }

  /** The customer takes their comment away. */
  async remove(text: string): Promise<void> {
    await this.provider.act({ do: "remove_comment", customer: "0", id: await this.#idOf(text) });
  }
}

interface Fixtures {
  /** A Page whose comments and messages are connected, with a post. */
  wall: Wall;
}

export const test = base.extend<Fixtures>({
  wall: async ({ furnished, messenger }, use) => {
    await join(furnished.house, messenger);
    await use(await new Wall(messenger).publish("Batik baru sudah datang, siap kirim hari ini"));
  },
});

/** Connects the Page's comments and its messages, and enters one address for both, as Meta knows only one. */
async function join(house: House, provider: Provider): Promise<void> {
  const owner = await caller(house, "ratna");
  const config = await provider.account();
  let last: { hook: { path: string; verify_token: string } } | undefined;
  for (const [kind, name] of [
    ["fb_messenger", "Pesan Toko Kain"],
    ["fb_comment", "Toko Kain Nusantara"],
  ]) {
    const channel = await owner.call<{ id: string; setup: NonNullable<typeof last> }>("POST", "/api/v1/channels", {
      kind,
      name,
      config,
    });
    await owner.call("POST", `/api/v1/channels/${channel.id}/subscribe`);
    last = channel.setup;
  }
  if (!last) throw new Error("nothing was connected");
  await provider.callback(house.url + last.hook.path, last.hook.verify_token);
}

export { expect };
