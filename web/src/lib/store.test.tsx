import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createStore, useStore } from "./store";

test("listeners hear of changes until they leave", () => {
  const store = createStore(1);
  const listener = vi.fn();
  const leave = store.subscribe(listener);
  store.set(2);
  store.set(2);
  store.set((now) => now + 1);
  leave();
  store.set(9);
  expect(listener).toHaveBeenCalledTimes(2);
  expect(store.get()).toBe(9);
});

test("a component renders again only when its part changes", () => {
  const store = createStore({ name: "Rina", count: 1 });
  const drawn = vi.fn();
  function Name() {
    const name = useStore(store, (value) => value.name);
    drawn();
    return <p>{name}</p>;
  }
  render(<Name />);
  act(() => store.set((now) => ({ ...now, count: 2 })));
  expect(drawn).toHaveBeenCalledTimes(1);
  act(() => store.set((now) => ({ ...now, name: "Budi" })));
  expect(screen.getByText("Budi")).toBeDefined();
});

test("a part that is made anew each time keeps its identity while it is the same", () => {
  const store = createStore([1, 2, 3]);
  const drawn = vi.fn();
  const same = (a: number[], b: number[]) => `${a}` === `${b}`;
  function Odd() {
    drawn();
    return <p>{useStore(store, (all) => all.filter((one) => one % 2), same).join()}</p>;
  }
  render(<Odd />);
  act(() => store.set([1, 3, 4]));
  expect(drawn).toHaveBeenCalledTimes(1);
});
