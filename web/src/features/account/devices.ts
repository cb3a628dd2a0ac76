/** Says in words which browser somebody is signed in with. Pure. */

// The order matters: nearly every browser also calls itself Chrome or Safari.
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?(iOS)?\//, "Edge"],
  [/\bOPR\/|\bOPiOS\/|Opera Mini/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/UCBrowser\//, "UC Browser"],
  [/YaBrowser\//, "Yandex"],
  [/MiuiBrowser\//, "Mi Browser"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux|X11/, "Linux"],
];

/** What a browser's description of itself says; empty for what is not known. */
export function deviceOf(agent: string): { browser: string; system: string; handheld: boolean } {
  const name = (table: typeof browsers) => table.find(([pattern]) => pattern.test(agent))?.[1] ?? "";
  const system = name(systems);
  return { browser: name(browsers), system, handheld: ["iPhone", "iPad", "Android"].includes(system) };
}
