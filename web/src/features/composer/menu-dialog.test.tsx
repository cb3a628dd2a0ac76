import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeApi } from "../../test/fake-api";
import { changeMenu, dropMenu } from "./drawer";
import { MenuDialog } from "./menu-dialog";

afterEach(() => {
  cleanup();
  dropMenu("c1");
  vi.unstubAllGlobals();
});

const limits = { text: 1000, buttons: 3, button_title: 20, open: 20, rows: 0, row_title: 24, row_text: 72 };

async function open(text: string, bytes: number | undefined) {
  const calls = fakeApi(() => ({}));
  const closed = vi.fn();
  render(<MenuDialog conversation="c1" limits={limits} bytes={bytes} onClose={closed} />);
  const entries = [{ id: "a", title: "Ya", description: "" }];
  await act(async () => changeMenu("c1", { text, entries }));
  return { calls, closed };
}

test("a text with too many bytes is said so while it is written, and is not sent", async () => {
  const { calls, closed } = await open("😀".repeat(251), 1000);
  expect(await screen.findByText("Kelebihan 4 byte")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Kirim menu" }));
  expect(closed).not.toHaveBeenCalled();
  expect(calls).toHaveLength(0);
  expect(screen.getByRole("textbox", { name: /Teks/ }).getAttribute("aria-invalid")).toBe("true");
  await act(async () => changeMenu("c1", { text: "😀".repeat(240) }));
  expect(await screen.findByText("40 byte lagi")).toBeTruthy();
});

test("where nobody counts bytes, characters run out", async () => {
  await open("😀".repeat(251), undefined);
  expect(screen.queryByText(/byte/)).toBeNull();
  await act(async () => changeMenu("c1", { text: "x".repeat(1003) }));
  expect(await screen.findByText(/Kelebihan 3 karakter/)).toBeTruthy();
});
