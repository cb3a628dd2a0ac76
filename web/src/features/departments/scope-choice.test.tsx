import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeBootstrap } from "../../test/makers";
import { start } from "../account/api";
import { ScopeChoice } from "./scope-choice";

afterEach(() => {
  cleanup();
  start.set(undefined);
  vi.unstubAllGlobals();
});

const chosen = (name: string) =>
  (screen.getByRole("radio", { name: new RegExp(`^${name}`) }) as HTMLInputElement).checked;

test("what supervisors see saves itself, and is taken back with the reason when that fails", async () => {
  const answers: unknown[] = [new Refusal(403, "forbidden"), { settings: { supervisor_scope: "own_departments" } }];
  const asked = fakeApi(() => answers.shift());
  start.set({ state: "ready", bootstrap: makeBootstrap() });
  const root = createRootRoute({ component: ScopeChoice });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
  expect(chosen("Semua departemen")).toBe(true);
  await userEvent.click(screen.getByRole("radio", { name: /^Hanya departemennya sendiri/ }));
  const again = await screen.findByRole("button", { name: "Coba lagi" });
  expect(chosen("Semua departemen")).toBe(true);
  await userEvent.click(again);
  await waitFor(() => expect(screen.getByText("Tersimpan")).toBeTruthy());
  expect(chosen("Hanya departemennya sendiri")).toBe(true);
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ["PATCH", "/settings", { supervisor_scope: "own_departments" }],
    ["PATCH", "/settings", { supervisor_scope: "own_departments" }],
  ]);
});
