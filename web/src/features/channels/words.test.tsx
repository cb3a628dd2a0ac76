import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { useT } from "../../lib/i18n";
import { makeTelegram, makeWhatsApp } from "../../test/makers";
import type { Channel } from "./api";
import { channelName } from "./words";

function Name({ of, all }: { of: Channel; all: readonly Channel[] }) {
  return channelName(useT(), of, all);
}

const nameOf = (of: Channel, all: readonly Channel[]) => render(<Name of={of} all={all} />).container.textContent;

test("a channel is told by its kind too where another is called the same", () => {
  const one = makeWhatsApp({ id: "1", name: "Toko Melati" });
  const other = makeTelegram({ id: "2", name: "Toko Melati" });
  expect(nameOf(one, [one, other])).toBe("Toko Melati (WhatsApp)");
  expect(nameOf(other, [one, other])).toBe("Toko Melati (Telegram)");
  expect(nameOf(one, [one, { ...other, name: "Bot Melati" }])).toBe("Toko Melati");
  expect(nameOf(one, [one, { ...other, state: "disconnected" }])).toBe("Toko Melati");
});
