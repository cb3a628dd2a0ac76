import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { GivenFile } from "./files";
import { caller } from "./house";
import { Provider } from "./provider";
import { test as base, expect } from "./test";

/** A furnished house that has a WhatsApp number, and the simulated WhatsApp it talks to. */
export interface Shop {
  provider: Provider;
  /** Where deliveries are brought. */
  hook: string;
  /** Lets a customer, by the simulator's number, do something that its page can do. */
  customer(who: number, wish: { do: string } & Record<string, unknown>): Promise<void>;
  /** Lets a customer send a file as what WhatsApp calls it: image, audio, video, document or sticker. */
  send(who: number, kind: string, file: GivenFile, more?: { caption?: string; voice?: boolean }): Promise<void>;
  /** Brings a message that somebody wrote that many hours ago. */
  wrote(name: string, number: string, text: string, hoursAgo: number): Promise<void>;
}

interface Fixtures {
  provider: Provider;
  shop: Shop;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants to see that nothing is needed.
  provider: async ({}, use) => {
    const provider = await new Provider().start();
    await use(provider);
    await provider.stop();
  },
  flags: async ({ provider }, use) => use(["--graph-url", provider.url]),
  shop: async ({ furnished, provider }, use) => {
    const owner = await caller(furnished.house, "ratna");
    const config = await provider.account();
    const { id, setup } = await owner.call<{ id: string; setup: { hook: { path: string; verify_token: string } } }>(
      "POST",
      "/api/v1/channels",
      { kind: "whatsapp", name: "WhatsApp Toko", config },
    );
    const hook = furnished.house.url + setup.hook.path;
    await provider.callback(hook, setup.hook.verify_token);
    // Sapa asks by itself soon after; a journey does not wait for that.
    await owner.call("POST", `/api/v1/channels/${id}/check`);
    await use(open(provider, hook));
  },
});

export { expect };

function open(provider: Provider, hook: string): Shop {
  return {
    provider,
    hook,
    customer: (who, wish) => provider.act({ customer: `${who}`, ...wish }),
    send: (who, kind, file, more = {}) => sendFile(provider, who, kind, file, more),
    wrote: async (name, number, text, hoursAgo) => {
      const { phone_number_id, waba_id } = await provider.account();
      const timestamp = `${Math.floor(Date.now() / 1000 - hoursAgo * 3600)}`;
      const value = {
        messaging_product: "whatsapp",
        metadata: { display_phone_number: "622150001234", phone_number_id },
        contacts: [{ profile: { name }, wa_id: number }],
        messages: [{ from: number, id: `wamid.${number}${timestamp}`, timestamp, type: "text", text: { body: text } }],
      };
      const entry = [{ id: waba_id, changes: [{ field: "messages", value }] }];
      const body = JSON.stringify({ object: "whatsapp_business_account", entry });
      expect(await provider.bring(hook, body)).toBe(200);
    },
  };
}

async function sendFile(
  { url }: Provider,
  who: number,
  kind: string,
  file: GivenFile,
  { caption = "", voice = false }: { caption?: string; voice?: boolean },
): Promise<void> {
  const query = new URLSearchParams({
    customer: `${who}`,
    kind,
    name: file.name,
    caption,
    ...(voice ? { voice: "1" } : {}),
  });
  const answer = await fetch(`${url}/simulate/file?${query}`, {
    method: "POST",
    headers: { "Content-Type": file.mimeType, "X-Simulate": "1" },
    body: new Uint8Array(file.buffer),
  });
  expect(answer.status, await answer.text()).toBe(204);
}

const samples = new URL("../../internal/media/testdata/", import.meta.url);

function sample(name: string, mimeType: string): GivenFile {
  return { name, mimeType, buffer: readFileSync(fileURLToPath(new URL(name, samples))) };
}

/** A sticker and a voice note as phones make them. */
export const sticker = () => sample("alpha.webp", "image/webp");
export const voice = () => sample("voice.ogg", "audio/ogg");
