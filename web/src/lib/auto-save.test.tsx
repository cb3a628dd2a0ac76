import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { typingPause, useAutoSave } from "./auto-save";

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

function Name({ send }: { send: (value: string) => Promise<void> }) {
  const [saved, setSaved] = useState("Melati");
  const save = async (value: string) => {
    await send(value);
    setSaved(value);
  };
  const name = useAutoSave({ saved, save, valid: (value) => value !== "" });
  return (
    <>
      <input
        aria-label="Nama"
        value={name.value}
        onChange={(event) => name.type(event.target.value)}
        onBlur={() => void name.flush()}
      />
      <output>{name.state}</output>
      <button type="button" onClick={name.retry}>
        Lagi
      </button>
    </>
  );
}

const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Nama" });
const state = () => screen.getByRole("status").textContent;
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const keys = userEvent.setup({ advanceTimers: (by) => vi.advanceTimersByTime(by), delay: 1 });

test("a text is saved once, when the typing pauses", async () => {
  const send = vi.fn(async () => undefined);
  render(<Name send={send} />);
  await keys.type(field(), " Indah");
  expect(send).not.toHaveBeenCalled();
  await pass(typingPause);
  expect(send.mock.calls).toEqual([["Melati Indah"]]);
  expect(state()).toBe("saved");
  await pass(3000);
  expect(state()).toBe("still");
});

test("leaving the field saves at once", async () => {
  const send = vi.fn(async () => undefined);
  render(<Name send={send} />);
  await keys.type(field(), "!");
  await keys.tab();
  expect(send).toHaveBeenCalledWith("Melati!");
});

test("a failure shows the old value again; trying again sends the new one", async () => {
  const send = vi.fn(async (_value: string): Promise<void> => undefined);
  send.mockRejectedValueOnce(new Error("no line"));
  render(<Name send={send} />);
  await keys.type(field(), "!");
  await pass(typingPause);
  expect(state()).toBe("failed");
  expect(field().value).toBe("Melati");
  await keys.click(screen.getByRole("button"));
  await pass(0);
  expect(send).toHaveBeenLastCalledWith("Melati!");
  expect(field().value).toBe("Melati!");
});

test("what is typed while an older text is being saved is neither lost nor overtaken", async () => {
  const ends: (() => void)[] = [];
  const send = vi.fn(() => new Promise<void>((done) => void ends.push(done)));
  render(<Name send={send} />);
  await keys.type(field(), "1");
  await pass(typingPause);
  await keys.type(field(), "2");
  await pass(typingPause);
  expect(send).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await pass(0);
  expect(field().value).toBe("Melati12");
  expect(send.mock.calls).toEqual([["Melati1"], ["Melati12"]]);
});

test("what cannot be sent waits in its field", async () => {
  const send = vi.fn(async () => undefined);
  render(<Name send={send} />);
  await keys.clear(field());
  await pass(typingPause);
  expect(send).not.toHaveBeenCalled();
  expect(field().value).toBe("");
});
