import type { Browser } from "@playwright/test";

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** A desk and a small phone: what every screen is looked at with. `expectAccessible` looks in the light and in the dark. */
export const looks: { name: string; options: Options; phone: boolean }[] = [
  { name: "desktop", phone: false, options: { viewport: { width: 1440, height: 900 } } },
  { name: "phone", phone: true, options: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } },
];

/** A browser whose owner chose English. */
export const inEnglish = (url: string): Options => ({
  storageState: { cookies: [], origins: [{ origin: url, localStorage: [{ name: "sapa.language", value: '"en"' }] }] },
});
