import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const done = vi.fn();
let commands: typeof import("./registry");
let keys: typeof import("./keys");
let early: typeof import("./early");
const leave: (() => void)[] = [];

const declare = (id: string, ...wanted: string[]) =>
  leave.push(commands.register([{ id, label: "common.retry", group: "app", keys: wanted, run: () => done(id) }]));
const order = () => done.mock.calls.map(([id]) => id);

// Each test is a page of its own: what is early is so once in a page's life.
beforeEach(async () => {
  vi.resetModules();
  done.mockClear();
  [commands, keys, early] = await Promise.all([import("./registry"), import("./keys"), import("./early")]);
});
afterEach(() => {
  for (const one of leave.splice(0)) one();
  vi.restoreAllMocks();
});

test("what is pressed before the commands are there is done as soon as they are, in its order", async () => {
  early.holdEarlyKeys();
  await userEvent.keyboard("jk");
  leave.push(keys.listenForKeys());
  expect(order()).toEqual([]);
  declare("next", "j");
  declare("back", "k");
  expect(order()).toEqual(["next", "back"]);
  await userEvent.keyboard("j");
  expect(order()).toEqual(["next", "back", "next"]);
});

test("a sequence is one", async () => {
  early.holdEarlyKeys();
  await userEvent.keyboard("gi");
  declare("go", "g i");
  declare("panel", "i");
  leave.push(keys.listenForKeys());
  expect(order()).toEqual(["go"]);
});

test("what is written in a field stays there", async () => {
  const field = document.body.appendChild(document.createElement("input"));
  early.holdEarlyKeys();
  await userEvent.type(field, "j");
  declare("next", "j");
  leave.push(keys.listenForKeys());
  expect([field.value, ...order()]).toEqual(["j"]);
  field.remove();
});

test("what was pressed long ago is not done any more", async () => {
  early.holdEarlyKeys();
  await userEvent.keyboard("j");
  leave.push(keys.listenForKeys());
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 3100);
  declare("next", "j");
  expect(order()).toEqual([]);
});

test("later pages of the same visit hold nothing", async () => {
  leave.push(keys.listenForKeys());
  early.holdEarlyKeys();
  await userEvent.keyboard("j");
  leave.push(keys.listenForKeys());
  declare("next", "j");
  expect(order()).toEqual([]);
});
