import { expect, test } from "vitest";
import { type Message, merged, type Status } from "./rules";

const message = (seq: number, status: Status, text = ""): Message =>
  ({ id: `m${seq}`, seq, direction: "out", status, text }) as Message;

test("messages stand in the order of their numbers, each once", () => {
  const now = merged([message(1, "sent"), message(3, "sent")], [message(2, "sent"), message(3, "sent", "new")]);
  expect(now.map(({ seq, text }) => [seq, text])).toEqual([
    [1, ""],
    [2, ""],
    [3, "new"],
  ]);
});

test("an answer that is older than a live report does not take its status back", () => {
  expect(merged([message(1, "read")], [message(1, "sent", "new")])).toEqual([message(1, "read", "new")]);
  expect(merged([message(1, "queued")], [message(1, "failed")])).toEqual([message(1, "failed")]);
  expect(merged([message(1, "sent")], [message(1, "delivered")])).toEqual([message(1, "delivered")]);
});
