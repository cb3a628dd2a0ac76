import { Provider } from "./provider";
import { test as base, expect } from "./test";

interface Fixtures {
  messenger: Provider;
}

/** A house beside a simulated Messenger, whose operator has set up an app for logging in. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner wants to see that nothing is needed.
  messenger: async ({}, use) => {
    const messenger = await new Provider("messenger").start();
    await use(messenger);
    await messenger.stop();
  },
  elsewhere: async ({ messenger }, use) => use(messenger.url),
  flags: async ({ messenger }, use) => {
    const { url } = messenger;
    const app = ["--meta-app-id", "1517776481860111", "--meta-app-secret", "3f1c0de5app5ecret"];
    await use(["--graph-url", url, "--facebook-url", url, ...app]);
  },
});

export { expect };
