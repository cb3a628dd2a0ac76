import { render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { makeBootstrap, makeChannel, makeWebchat, makeWhatsApp } from "../../test/makers";
import { start } from "../account/api";
import { ChannelIcon } from "./channel-mark";
import type { ChannelKind } from "./people";

afterEach(() => start.set(undefined));

/** The drawing of a channel whose kind has this mark. */
function drawn(mark: string) {
  const channel_kinds = [{ ...makeWebchat(), mark: mark as ChannelKind["mark"] }];
  start.set({ state: "ready", bootstrap: { ...makeBootstrap(), channels: [makeChannel()], channel_kinds } });
  const { container, unmount } = render(<ChannelIcon channel="channel-1" />);
  const drawing = container.innerHTML;
  unmount();
  return drawing;
}

test("the mark decides on the drawing, whatever the kind is called", () => {
  expect(drawn("bubble")).toContain("lucide-message-circle");
  expect(drawn("call_bubble")).toContain('fill="currentColor"');
});

test("a mark that is newer than this app, and a kind nobody knows, are drawn all the same", () => {
  expect(drawn("plane")).toContain("lucide-messages-square");
  start.set({ state: "ready", bootstrap: { ...makeBootstrap(), channels: [makeWhatsApp()], channel_kinds: [] } });
  const { container } = render(<ChannelIcon channel="channel-2" />);
  expect(container.innerHTML).toContain("lucide-messages-square");
});
