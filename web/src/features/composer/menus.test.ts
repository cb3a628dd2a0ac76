import { describe, expect, test } from "vitest";
import { type MenuDraft, menuFaults, menuOf } from "./menus";

const limits = { text: 1024, buttons: 3, button_title: 20, open: 20, rows: 10, row_title: 24, row_text: 72 };
const entry = (id: string, title = `Pilihan ${id}`, description = "") => ({ id, title, description });
const draft = (part: Partial<MenuDraft> = {}): MenuDraft => ({
  kind: "buttons",
  text: "Pilih satu",
  open: "",
  entries: [entry("1"), entry("2")],
  ...part,
});

describe("limits", () => {
  test("a menu that says everything can be sent", () => {
    expect(menuFaults(draft(), limits)).toEqual({});
    expect(menuFaults(draft({ kind: "list", open: "Lihat" }), limits)).toEqual({});
  });

  test("buttons are short, rows may be longer", () => {
    const entries = [entry("1", "x".repeat(22))];
    expect(menuFaults(draft({ entries }), limits)).toEqual({ "title.1": "too_long" });
    expect(menuFaults(draft({ kind: "list", open: "Lihat", entries }), limits)).toEqual({});
  });

  test("what is missing, and what is too long, is said where it is", () => {
    const entries = [entry("1", " "), entry("2", "b", "x".repeat(73))];
    expect(menuFaults(draft({ kind: "list", text: "", open: "x".repeat(21), entries }), limits)).toEqual({
      text: "required",
      open: "too_long",
      "title.1": "required",
      "description.2": "too_long",
    });
  });

  test("a text that is short in characters may be too long in bytes", () => {
    const text = "😀".repeat(251);
    expect(menuFaults(draft({ text }), { ...limits, text: 1000 })).toEqual({});
    expect(menuFaults(draft({ text }), { ...limits, text: 1000 }, 1000)).toEqual({ text: "too_many_bytes" });
    expect(menuFaults(draft({ text: `${text.slice(2)}  ` }), { ...limits, text: 1000 }, 1000)).toEqual({});
    expect(menuFaults(draft({ text: "x".repeat(1001) }), { ...limits, text: 1000 }, 1000)).toEqual({
      text: "too_long",
    });
  });

  test("too many, and two that read the same", () => {
    const entries = [entry("1", "Ya"), entry("2", "ya "), entry("3"), entry("4")];
    expect(menuFaults(draft({ entries }), limits)).toEqual({ entries: "too_many", "title.2": "taken" });
  });
});

test("what is sent has no description on buttons, and none that is empty", () => {
  const entries = [entry("1", " Ya ", "abaikan"), entry("2", "Tidak")];
  expect(menuOf(draft({ entries }))).toEqual({
    buttons: [
      { id: "1", title: "Ya" },
      { id: "2", title: "Tidak" },
    ],
  });
  expect(menuOf(draft({ kind: "list", open: " Buka ", entries }))).toEqual({
    open: "Buka",
    rows: [
      { id: "1", title: "Ya", description: "abaikan" },
      { id: "2", title: "Tidak" },
    ],
  });
});
