// @vitest-environment node
import { expect, test } from "vitest";
import { makeBootstrap, makeMember } from "../../test/makers";
import { withPresence } from "./rules";

const away = { state: "offline", since: "2026-11-20T02:00:00Z", why: "idle" } as const;

test("somebody's presence is noted of them alone, and of oneself in both places", () => {
  const eko = makeMember();
  const begun = makeBootstrap();
  const house = { ...begun, members: [...begun.members, eko] };
  const without = withPresence(house, eko.id, away);
  expect(without.members.map(({ presence }) => presence.state)).toEqual(["online", "offline"]);
  expect(without.members[1]?.presence).toEqual(away);
  expect(without.me.member.presence.state).toBe("online");
  expect(withPresence(house, "m1", away).me.member.presence).toEqual(away);
  expect(withPresence(house, "m1", undefined).me.member.presence.state).toBe("online");
});
