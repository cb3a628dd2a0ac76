import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { until } from "../test/until";
import { holdKeys } from "./ahead";
import { CheatSheet } from "./cheat-sheet";
import { setSingleKeys } from "./keys";
import { Palette } from "./palette";
import { register } from "./registry";

const done = vi.fn();
const close = vi.fn();
let leave: () => void;

beforeEach(() => {
  done.mockClear();
  close.mockClear();
  leave = register([
    { id: "one", label: "app.use_dark", group: "app", keys: ["g d"], run: () => done("one") },
    { id: "two", label: "app.preferences", find: "app.preferences_find", group: "go", run: () => done("two") },
    { id: "three", label: "app.reload", group: "app", when: () => false, keys: ["r"], run: () => done("three") },
    {
      id: "four",
      label: "app.language",
      group: "list",
      keys: ["j", "arrowdown"],
      onlyKey: true,
      run: () => done("four"),
    },
  ]);
});
afterEach(() => {
  leave();
  setSingleKeys(true);
});

const options = () => screen.queryAllByRole("option").map((option) => option.textContent);

test("it offers what can be done, finds by further words, and does it by Enter", async () => {
  render(<Palette open onClose={close} />);
  const box = await screen.findByRole("combobox", { name: "Cari perintah" });
  expect(options()).toEqual(["Pakai tema gelapGlaluD", "Preferensi"]);
  await userEvent.type(box, "pintasan");
  expect(options()).toEqual(["Preferensi"]);
  await userEvent.keyboard("{Enter}");
  expect(done).toHaveBeenCalledWith("two");
  expect(close).toHaveBeenCalledTimes(1);
});

test("arrows choose, and the field says which is chosen", async () => {
  render(<Palette open onClose={close} />);
  const box = await screen.findByRole("combobox");
  const chosen = () => document.getElementById(box.getAttribute("aria-activedescendant") ?? "")?.textContent;
  box.focus();
  expect(chosen()).toContain("Pakai tema gelap");
  await userEvent.keyboard("{ArrowDown}");
  expect(chosen()).toBe("Preferensi");
  await userEvent.keyboard("{Enter}");
  expect(done).toHaveBeenCalledWith("two");
});

test("what was used last comes first next time", async () => {
  const { unmount } = render(<Palette open onClose={close} />);
  await userEvent.click(await screen.findByRole("option", { name: "Preferensi" }));
  unmount();
  render(<Palette open onClose={close} />);
  await screen.findByRole("combobox");
  expect(options()[0]).toBe("Preferensi");
});

test("what was typed before it was there is looked for, and done if Enter came too", async () => {
  holdKeys();
  await userEvent.keyboard("pintas");
  const { unmount } = render(<Palette open onClose={close} />);
  expect(await screen.findByDisplayValue("pintas")).toBe(document.activeElement);
  expect(options()).toEqual(["Preferensi"]);
  expect(done).not.toHaveBeenCalled();
  unmount();
  holdKeys();
  await userEvent.keyboard("pintasan{Enter}");
  render(<Palette open onClose={close} />);
  await until(() => expect(done).toHaveBeenCalledWith("two"));
  expect(close).toHaveBeenCalledTimes(1);
});

test("nothing found is said", async () => {
  render(<Palette open onClose={close} />);
  await userEvent.type(await screen.findByRole("combobox"), "zzz{Enter}");
  expect(screen.getByText("Tidak ada perintah yang cocok")).toBeDefined();
  expect(done).not.toHaveBeenCalled();
});

test("the cheat sheet lists every key by group, also of what cannot be done now", async () => {
  render(<CheatSheet open onClose={close} />);
  const sheet = await screen.findByRole("dialog", { name: "Pintasan papan ketik" });
  expect(
    within(sheet)
      .getAllByRole("heading", { level: 3 })
      .map((heading) => heading.textContent),
  ).toEqual(["Daftar", "Aplikasi"]);
  expect(
    within(sheet)
      .getAllByRole("term")
      .map((term) => term.textContent),
  ).toEqual(["Bahasa", "Pakai tema gelap", "Muat ulang"]);
  expect(within(sheet).queryByText(/sedang dimatikan/)).toBeNull();
});

test("it says when letters are switched off", async () => {
  setSingleKeys(false);
  render(<CheatSheet open onClose={close} />);
  expect(await screen.findByText(/sedang dimatikan/)).toBeDefined();
});
