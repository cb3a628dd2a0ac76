// @vitest-environment node
import { describe, expect, test } from "vitest";
import { ariaKeys, type KeyPress, keyCaps, matches, readChord } from "./chord";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

describe("matching", () => {
  test.each<[string, KeyPress, boolean, boolean]>([
    ["j", press("j"), false, true],
    ["j", press("J", { shiftKey: true }), false, false],
    ["shift+j", press("J", { shiftKey: true }), false, true],
    ["j", press("j", { ctrlKey: true }), false, false],
    ["j", press("j", { metaKey: true }), false, false],
    ["mod+k", press("k", { ctrlKey: true }), false, true],
    ["mod+k", press("k", { metaKey: true }), false, false],
    ["mod+k", press("k", { metaKey: true }), true, true],
    ["mod+k", press("k", { ctrlKey: true }), true, false],
    ["mod+shift+enter", press("Enter", { ctrlKey: true, shiftKey: true }), false, true],
    ["mod+enter", press("Enter", { ctrlKey: true, shiftKey: true }), false, false],
    ["?", press("?", { shiftKey: true }), false, true],
    ["?", press("?"), false, true],
    ["/", press("/"), false, true],
    ["alt+r", press("r", { altKey: true }), false, true],
    ["alt+r", press("®", { altKey: true, code: "KeyR" }), false, true],
    ["alt+r", press("r", { altKey: true, code: "KeyO" }), false, true],
    ["alt+r", press("o", { altKey: true, code: "KeyO" }), false, false],
    ["arrowdown", press("ArrowDown"), false, true],
    ["escape", press("Escape"), false, true],
  ])("%s, %j, on a Mac %s: %s", (chord, key, mac, expected) => {
    expect(matches(readChord(chord), key, mac)).toBe(expected);
  });
});

test.each([
  ["mod+k", false, [["Ctrl", "K"]]],
  ["mod+k", true, [["⌘", "K"]]],
  ["g i", false, [["G"], ["I"]]],
  ["alt+r", true, [["⌥", "R"]]],
  ["arrowdown", false, [["↓"]]],
  ["mod+shift+enter", false, [["Ctrl", "Shift", "Enter"]]],
])("the caps of %s, on a Mac %s", (keys, mac, caps) => {
  expect(keyCaps(keys, mac)).toEqual(caps);
});

test.each([
  ["mod+k", false, "Control+K"],
  ["mod+k", true, "Meta+K"],
  ["mod+shift+enter", false, "Control+Shift+Enter"],
  ["g i", false, ""],
])("%s is said to screen readers, on a Mac %s, as %s", (keys, mac, text) => {
  expect(ariaKeys(keys, mac)).toBe(text);
});
