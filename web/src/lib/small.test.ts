import { afterEach, describe, expect, test, vi } from "vitest";
import { announce } from "./announce";
import { setAttention, setPageTitle, titleFor } from "./attention";
import { sizeText } from "./bytes";
import { copyText } from "./clipboard";
import { contrast, readColor, textOn } from "./color";
import { cx } from "./cx";
import { online } from "./network";
import { grewAtStart, nextRow } from "./rows";
import { chooseTheme, followTheme, shownTheme } from "./theme";

afterEach(() => void vi.unstubAllGlobals());

describe("announcing", () => {
  test("goes into a region that is there already, and the same text twice is said twice", () => {
    announce("2 baris dipilih");
    const region = document.querySelector("[role=status]");
    const first = region?.firstChild;
    announce("2 baris dipilih");
    expect(region?.textContent).toBe("2 baris dipilih");
    expect(region?.firstChild).not.toBe(first);
  });

  test("what is urgent has its own region", () => {
    announce("Gagal mengirim", "assertive");
    expect(document.querySelector("[role=alert]")?.textContent).toBe("Gagal mengirim");
    expect(document.querySelector("[role=status]")?.textContent).not.toBe("Gagal mengirim");
  });
});

describe("attention", () => {
  test.each([
    [0, "Kotak masuk"],
    [3, "(3) Kotak masuk"],
    [99, "(99) Kotak masuk"],
    [100, "(99+) Kotak masuk"],
  ])("%d waiting", (count, title) => {
    expect(titleFor("Kotak masuk", count)).toBe(title);
  });

  test("changes the title and the icon, and takes both back", () => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg">';
    setPageTitle("Kotak masuk");
    setAttention(3);
    expect(document.title).toBe("(3) Kotak masuk · Sapa");
    expect(document.querySelector("link")?.getAttribute("href")).toBe("/favicon-dot.svg");
    setAttention(0);
    expect(document.title).toBe("Kotak masuk · Sapa");
    expect(document.querySelector("link")?.getAttribute("href")).toBe("/favicon.svg");
  });
});

test.each([
  [0, "0 B"],
  [1023, "1.023 B"],
  [1024, "1 KB"],
  [1536, "1,5 KB"],
  [12_900, "13 KB"],
  [3_565_158, "3,4 MB"],
  [5_368_709_120, "5 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(sizeText(bytes, "id")).toBe(text);
});

describe("copying", () => {
  test("takes the browser's way", async () => {
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    expect(await copyText("abc")).toBe(true);
    expect(writeText).toHaveBeenCalledWith("abc");
  });

  test("takes the old way where the browser's is missing, and gives the focus back", async () => {
    vi.stubGlobal("navigator", {});
    document.execCommand = vi.fn(() => true);
    document.body.innerHTML = "<button>Salin</button>";
    const button = document.querySelector("button");
    button?.focus();
    expect(await copyText("abc")).toBe(true);
    expect(document.querySelector("textarea")).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

describe("colours", () => {
  test.each([
    ["#0B6B62", "#0b6b62"],
    ["06b", "#0066bb"],
    [" #fff ", "#ffffff"],
    ["#12345", undefined],
    ["red", undefined],
    ["", undefined],
  ])("%s is read as %s", (text, color) => {
    expect(readColor(text)).toBe(color);
  });

  test("contrast is WCAG's", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
    expect(contrast("#ffffff", "#ffffff")).toBe(1);
  });

  test.each([
    ["#0b6b62", "#ffffff"],
    ["#ffd54f", "#000000"],
  ] as const)("on %s text is %s", (ground, text) => {
    expect(textOn(ground)).toBe(text);
  });
});

describe("themes", () => {
  test.each([
    ["system", true, "dark"],
    ["system", false, "light"],
    ["light", true, "light"],
    ["dark", false, "dark"],
  ] as const)("%s on a device that is dark: %s", (choice, dark, shown) => {
    expect(shownTheme(choice, dark)).toBe(shown);
  });

  test("a choice is shown at once and remembered as index.html reads it", () => {
    followTheme();
    chooseTheme("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("sapa.theme")).toBe('"dark"');
    chooseTheme("light");
    expect(document.documentElement.dataset.theme).toBe("light");
  });

  test("another tab's choice is followed", () => {
    followTheme();
    chooseTheme("light");
    localStorage.setItem("sapa.theme", '"dark"');
    window.dispatchEvent(new StorageEvent("storage", { key: "sapa.theme" }));
    expect(document.documentElement.dataset.theme).toBe("dark");
  });
});

test("the connection is followed", () => {
  window.dispatchEvent(new Event("offline"));
  expect(online.get()).toBe(false);
  window.dispatchEvent(new Event("online"));
  expect(online.get()).toBe(true);
});

test("classes are joined without what is off", () => {
  expect(cx("a", false, undefined, "", 0, null, "b")).toBe("a b");
});

describe("rows", () => {
  test.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 9, 9],
    ["ArrowUp", 0, 0],
    ["PageDown", 2, 7],
    ["PageUp", 2, 0],
    ["Home", 5, 0],
    ["End", 5, 9],
    ["a", 5, -1],
  ])("%s from %d of ten leads to %d", (key, at, next) => {
    expect(nextRow(key, at, 10, 5)).toBe(next);
  });

  test("an empty list leads nowhere", () => {
    expect(nextRow("End", 0, 0, 5)).toBe(-1);
  });

  test.each([
    [["c", "d"], ["a", "b", "c", "d"], true],
    [["c", "d"], ["c", "d", "e"], false],
    [["c", "d"], ["c", "d"], false],
    [["c", "d"], ["x", "y"], false],
    [[], ["a"], false],
    [["c", "d"], ["b", "c"], true],
  ])("%j → %j grew at the start: %s", (old, now, grew) => {
    expect(grewAtStart(old, now)).toBe(grew);
  });
});
