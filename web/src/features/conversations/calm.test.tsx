import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inOrderOf, useCalmOrder } from "./calm";

const rows = (ids: string, mark = "") => [...ids].map((id) => ({ id, mark }));

function List({ shown }: { shown: { id: string; mark: string }[] }) {
  const { rows, handlers } = useCalmOrder(shown);
  return (
    <ul {...handlers} aria-label="daftar">
      {rows.map(({ id, mark }) => (
        <li key={id}>{id + mark}</li>
      ))}
    </ul>
  );
}
const text = () => screen.getByRole("list").textContent;
/** A movement of a pointer; happy-dom drops the kind of pointer, so it is put on by hand. */
const point = (pointerType: string) => {
  const move = new Event("pointermove", { bubbles: true });
  Object.assign(move, { pointerType });
  fireEvent(screen.getByRole("list"), move);
};

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

test("without a pointer rows move at once", () => {
  const { rerender } = render(<List shown={rows("abc")} />);
  rerender(<List shown={rows("cab")} />);
  expect(text()).toBe("cab");
});

test("while somebody aims the order waits, what rows say does not, and then the order follows", () => {
  const { rerender } = render(<List shown={rows("abc")} />);
  point("mouse");
  rerender(<List shown={rows("cab", "!")} />);
  expect(text()).toBe("a!b!c!");
  act(() => void vi.advanceTimersByTime(1100));
  expect(text()).toBe("c!a!b!");
});

test("somebody who goes on aiming waits a second at most", () => {
  const { rerender } = render(<List shown={rows("abc")} />);
  for (let tenth = 0; tenth < 12; tenth++) {
    point("mouse");
    rerender(<List shown={rows("cab")} />);
    act(() => void vi.advanceTimersByTime(100));
  }
  expect(text()).toBe("cab");
});

test("a pointer that leaves, and a finger, hold nothing", () => {
  const { rerender } = render(<List shown={rows("abc")} />);
  point("mouse");
  // React takes leaving from the pointer's going out.
  fireEvent.pointerOut(screen.getByRole("list"), { relatedTarget: document.body });
  rerender(<List shown={rows("cab")} />);
  expect(text()).toBe("cab");
  point("touch");
  rerender(<List shown={rows("bca")} />);
  expect(text()).toBe("bca");
});

test("a row that is gone stays until the order may change; one that is new waits", () => {
  expect(inOrderOf(rows("abc", "old"), rows("dca", "new")).map(({ id, mark }) => id + mark)).toEqual([
    "anew",
    "bold",
    "cnew",
  ]);
});
