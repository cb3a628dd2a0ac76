import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openLayers } from "../lib/layers";
import { listenForKeys, setSingleKeys } from "./keys";
import { type Command, register } from "./registry";

const done = vi.fn();
const leave: (() => void)[] = [];

function declare(...declared: [id: string, keys: string, more?: Partial<Command>][]) {
  leave.push(
    register(
      declared.map(([id, keys, more]) => ({
        id,
        label: "common.retry",
        group: "app",
        keys: [keys],
        run: () => done(id),
        ...more,
      })),
    ),
  );
}

beforeEach(() => {
  done.mockClear();
  leave.push(listenForKeys());
});
afterEach(() => {
  for (const one of leave.splice(0)) one();
  setSingleKeys(true);
  openLayers.set(0);
});

const order = () => done.mock.calls.map(([id]) => id);

test("a letter does its command", async () => {
  declare(["next", "j"], ["back", "k"]);
  await userEvent.keyboard("jjk");
  expect(order()).toEqual(["next", "next", "back"]);
});

test("letters rest while somebody writes; Alt and Ctrl do not", async () => {
  declare(["reply", "r"], ["reply-alt", "alt+r"], ["palette", "mod+k"]);
  render(<textarea aria-label="Pesan" />);
  await userEvent.click(screen.getByRole("textbox"));
  await userEvent.keyboard("r{Alt>}r{/Alt}{Control>}k{/Control}");
  expect(order()).toEqual(["reply-alt", "palette"]);
  expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("r");
});

test.each(["checkbox", "button", "radio"])("a %s takes no letters", async (type) => {
  declare(["next", "j"]);
  render(<input type={type} data-testid="it" />);
  screen.getByTestId("it").focus();
  await userEvent.keyboard("j");
  expect(order()).toEqual(["next"]);
});

test.each(["menu", "listbox"])("a %s takes letters for itself", async (role) => {
  declare(["next", "j"]);
  render(
    <div role={role}>
      <button type="button">Satu</button>
    </div>,
  );
  screen.getByRole("button").focus();
  await userEvent.keyboard("j");
  expect(order()).toEqual([]);
});

test("one switch turns all letters off, sequences as well", async () => {
  setSingleKeys(false);
  declare(["next", "j"], ["inbox", "g i"], ["help", "?"], ["palette", "mod+k"]);
  await userEvent.keyboard("jgi?{Control>}k{/Control}");
  expect(order()).toEqual(["palette"]);
  expect(localStorage.getItem("sapa.single-keys")).toBe("false");
});

describe("sequences", () => {
  test("two keys in a row", async () => {
    declare(["inbox", "g i"], ["panel", "i"]);
    await userEvent.keyboard("gi");
    expect(order()).toEqual(["inbox"]);
  });

  test("the second key alone is itself", async () => {
    declare(["inbox", "g i"], ["panel", "i"]);
    await userEvent.keyboard("xi");
    expect(order()).toEqual(["panel"]);
  });

  test("a sequence is spent once", async () => {
    declare(["inbox", "g i"], ["panel", "i"]);
    await userEvent.keyboard("gii");
    expect(order()).toEqual(["inbox", "panel"]);
  });

  test("too slow is not a sequence", () => {
    declare(["inbox", "g i"], ["panel", "i"]);
    const press = (key: string, at: number) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true });
      Object.defineProperty(event, "timeStamp", { value: at });
      document.body.dispatchEvent(event);
    };
    press("g", 1000);
    press("i", 2001);
    press("g", 3000);
    press("i", 3999);
    expect(order()).toEqual(["panel", "inbox"]);
  });
});

test("while a dialog is open only what may stand over it works", async () => {
  declare(["next", "j"], ["palette", "mod+k", { overLayers: true }]);
  openLayers.set(1);
  await userEvent.keyboard("j{Control>}k{/Control}");
  expect(order()).toEqual(["palette"]);
});

test("of two commands with one key the later declared is done", async () => {
  declare(["page", "e"]);
  declare(["row", "e"]);
  await userEvent.keyboard("e");
  expect(order()).toEqual(["row"]);
});

test("a command that cannot be done leaves its key to the browser", () => {
  declare(["find", "mod+k", { when: () => false }]);
  const event = new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});

test("presses of an input method and presses already used are left alone", () => {
  declare(["next", "j"]);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", isComposing: true, bubbles: true }));
  const used = new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true });
  used.preventDefault();
  document.body.dispatchEvent(used);
  expect(order()).toEqual([]);
});
