import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { makeBootstrap } from "../../test/makers";
import { start } from "../account/api";
import { beginFirstRun, endFirstRun } from "./first-run";
import { FirstRunCard } from "./first-run-card";

vi.mock("../../ui/links", () => ({
  ButtonLink: ({ to, children }: { to: string; children: React.ReactNode }) => <a href={to}>{children}</a>,
}));

afterEach(() => {
  cleanup();
  endFirstRun();
  start.set(undefined);
});

function show(can: Record<string, boolean>) {
  const house = makeBootstrap();
  start.set({ state: "ready", bootstrap: { ...house, me: { ...house.me, can } } });
  beginFirstRun();
  render(<FirstRunCard />);
}

test("whoever may change channels is shown the way to connect one", () => {
  show({ manage_channels: true });
  expect(screen.getByRole("link", { name: "Hubungkan kanal" }).getAttribute("href")).toBe("/settings/channels/new");
});

test("nobody else is", () => {
  show({});
  expect(screen.queryByRole("link", { name: "Hubungkan kanal" })).toBeNull();
});
