// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeComment, makeMessage, minute } from "../../../test/inbox-makers";
import type { Message } from "../rules";
import { privacyOf } from "./private";

const week = 7 * 24 * 3600;
const now = Date.parse(minute(0));
const after = (seconds: number) => new Date(now + seconds * 1000).toISOString();

const comment = (part: Partial<Message["comment"]> = {}, message: Partial<Message> = {}) =>
  makeMessage({ seq: 1, comment: makeComment({ private_reply_until: after(60), ...part }), ...message });

describe("a comment's private answer", () => {
  test("is possible until its time is over, to the very moment", () => {
    expect(privacyOf(comment(), week, now)).toEqual({ state: "open", left: 60_000 });
    expect(privacyOf(comment(), week, now + 59_999)).toEqual({ state: "open", left: 1 });
    expect(privacyOf(comment(), week, now + 60_000)).toEqual({ state: "late" });
  });

  test("is possible once", () => {
    const used = comment({ private_reply_id: "x2", private_reply_until: null });
    expect(privacyOf(used, week, now)).toEqual({ state: "used", reply: "x2" });
  });

  test("cannot be to one that is deleted, to ours, to a note, or where the channel has none", () => {
    expect(privacyOf(comment({}, { deleted_at: minute(0) }), week, now)).toEqual({ state: "none" });
    expect(privacyOf(comment({}, { direction: "out" }), week, now)).toEqual({ state: "none" });
    expect(privacyOf(makeMessage({ seq: 1, direction: "note" }), week, now)).toEqual({ state: "none" });
    expect(privacyOf(comment(), 0, now)).toEqual({ state: "none" });
  });

  test("says that it is too late where the server only says that there can be none", () => {
    const closed = { private_reply_until: null };
    const old = new Date(now - (week + 1) * 1000).toISOString();
    expect(privacyOf(comment(closed, { provider_at: old }), week, now)).toEqual({ state: "late" });
    expect(privacyOf(comment(closed, { provider_at: minute(0) }), week, now)).toEqual({ state: "none" });
  });
});
