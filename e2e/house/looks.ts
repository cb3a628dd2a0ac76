import type { Browser } from "@playwright/test";

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** A desk and a small phone, each light and dark: what every screen is looked at with. */
export const looks: { name: string; options: Options; phone: boolean }[] = (["light", "dark"] as const).flatMap(
  (colorScheme) => [
    { name: `${colorScheme}, desktop`, phone: false, options: { colorScheme, viewport: { width: 1440, height: 900 } } },
    {
      name: `${colorScheme}, phone`,
      phone: true,
      options: { colorScheme, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    },
  ],
);

/** A browser whose owner chose English. */
export const inEnglish = (url: string): Options => ({
  storageState: { cookies: [], origins: [{ origin: url, localStorage: [{ name: "sapa.language", value: '"en"' }] }] },
});
