import { afterEach, beforeEach, expect, test } from "vitest";
import { makeHouse, withComments } from "../../test/inbox-makers";
import { start } from "../account/api";
import { readInboxSearch, viewOf } from "./address";
import { channelFits, hasComments, keepKind } from "./conversation-kinds";
import { setCounts } from "./counts";
import { ofKind } from "./switch-kind";

const withPage = () => start.set({ state: "ready", bootstrap: withComments(makeHouse()) });
beforeEach(() => start.set({ state: "ready", bootstrap: makeHouse() }));
afterEach(() => start.set(undefined));

test("a house whose channels have no comments has only messages, whatever an address says", () => {
  expect(hasComments()).toBe(false);
  keepKind("comments");
  expect(viewOf(readInboxSearch({ kind: "comments" })).kind).toBe("messages");
});

test("a kind that could be connected and is not makes no tab", () => {
  const house = withComments(makeHouse());
  start.set({ state: "ready", bootstrap: { ...house, channels: makeHouse().channels } });
  expect(hasComments()).toBe(false);
});

test("a channel whose comments are switched off makes a tab only for those that are left", () => {
  const house = withComments(makeHouse());
  const channels = house.channels.map((channel) => ({ ...channel, comments: false }));
  start.set({ state: "ready", bootstrap: { ...house, channels } });
  expect(hasComments()).toBe(false);
  const none = { mine: 0, mine_unread: 0, queue: 0 };
  setCounts({ ...none, comments: { ...none, queue: 1 } });
  expect(hasComments()).toBe(true);
  setCounts({ ...none, comments: none });
});

test("comments of a channel that was disconnected stay within reach", () => {
  const house = withComments(makeHouse());
  const channels = house.channels.map((channel) => ({ ...channel, state: "disconnected" as const }));
  start.set({ state: "ready", bootstrap: { ...house, channels } });
  expect(hasComments()).toBe(true);
});

test("an address without a kind means the one that was looked at last", () => {
  withPage();
  expect(viewOf({}).kind).toBe("messages");
  keepKind("comments");
  expect(viewOf({}).kind).toBe("comments");
  expect(viewOf({ kind: "messages" }).kind).toBe("messages");
  expect(readInboxSearch({ kind: "mails" })).toEqual({});
});

test("a filter goes along to the other kind only where it leaves something to show", () => {
  withPage();
  expect([channelFits("channel-9", "comments"), channelFits("channel-9", "messages")]).toEqual([true, false]);
  expect([channelFits("channel-1", "comments"), channelFits(undefined, "comments")]).toEqual([false, true]);
  const search = { tab: "queue", channel: "channel-1", assignee: "m2", q: "kain" } as const;
  expect(ofKind(search, "comments")).toEqual({ tab: "queue", assignee: "m2", kind: "comments" });
  expect(ofKind({ channel: "channel-9" }, "comments")).toEqual({ channel: "channel-9", kind: "comments" });
});
