import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { VirtualLog } from "./virtual-log";

const rows = ["satu", "dua", "tiga"];
const rowKey = (row: string) => row;

afterEach(cleanup);

/** A log whose view is 400 pixels high. */
async function show() {
  render(<VirtualLog label="Pesan" rows={rows} rowKey={rowKey} renderRow={(row) => row} />);
  // The list begins to listen a moment after it is drawn.
  await act(async () => {});
  const scroller = screen.getByRole("region", { name: "Pesan" });
  Object.defineProperty(scroller, "clientHeight", { value: 400 });
  const scroll = (top: number, height: number) => {
    Object.defineProperty(scroller, "scrollHeight", { value: height, configurable: true });
    scroller.scrollTop = top;
    fireEvent.scroll(scroller);
  };
  return { scroller, scroll };
}

const away = () => screen.queryByRole("button", { name: "Ke pesan terbaru" });

test("what comes below while a hand is at work does not let go of the end, going up does", async () => {
  const { scroller, scroll } = await show();
  scroll(600, 1000);
  fireEvent.pointerDown(scroller);
  // A row was added and shown; before that is told, what stands around the log has made it lower.
  scroll(650, 1200);
  expect(away()).toBeNull();
  scroll(640, 1200);
  expect(away()).not.toBeNull();
  scroll(700, 1200);
  expect(away()).not.toBeNull();
  scroll(800, 1200);
  expect(away()).toBeNull();
});

test("without a hand nothing lets go of the end", async () => {
  const { scroll } = await show();
  scroll(600, 1000);
  scroll(500, 1200);
  expect(away()).toBeNull();
});
