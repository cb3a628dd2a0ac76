import { describe, expect, it } from "vitest";
import type { Config, Message } from "../contract";
import { backoff } from "./backoff";
import { luminance, textOn } from "./colour";
import { isEmojiOnly } from "./emoji";
import { bareType, fileKind, refusal, sizeName } from "./files";
import { pickLanguage } from "./language";
import { pieces, safeHref } from "./links";
import { lastOf, merge, unread, withReaction } from "./merge";
import { clock, dayName, minutes } from "./time";

const message = (n: number, part: Partial<Message> = {}): Message => ({
  n,
  from: "agent",
  author: null,
  kind: "text",
  text: `text ${n}`,
  attachments: [],
  location: null,
  reply_to: null,
  reactions: [],
  at: "2026-11-22T03:04:05Z",
  edited: false,
  deleted: false,
  ...part,
});

describe("merge", () => {
  it("orders by n, whatever order things come in, and keeps each once", () => {
    const merged = merge([message(3), message(9)], [message(12), message(6), message(3)]);
    expect(merged.map(({ n }) => n)).toEqual([3, 6, 9, 12]);
  });

  it("lets the newer form win and leaves the others the same objects", () => {
    const old = [message(3), message(6)];
    const merged = merge(old, [message(6, { text: "edited", edited: true })]);
    expect(merged[0]).toBe(old[0]);
    expect(merged[1]?.text).toBe("edited");
  });

  it("gives the same whatever way the news are cut up", () => {
    const all = [message(3), message(6), message(9), message(12)];
    const [a, b, c, d] = all as [Message, Message, Message, Message];
    expect(merge(merge([a], [b, c]), [d])).toEqual(merge(merge([], [d, a]), [c, b]));
  });
});

describe("what was said", () => {
  const list = [message(3), message(5, { from: "me" }), message(8), message(11, { deleted: true })];

  it("finds the last of a side, 0 for none", () => {
    expect(lastOf(list, "agent")).toBe(11);
    expect(lastOf(list, "me")).toBe(5);
    expect(lastOf([], "me")).toBe(0);
  });

  it("counts what agents said after the mark and did not take back", () => {
    expect(unread(list, 0)).toBe(2);
    expect(unread(list, 3)).toBe(1);
    expect(unread(list, 8)).toBe(0);
  });

  it("replaces the visitor's own reaction and no other", () => {
    const reacted = message(3, {
      reactions: [
        { emoji: "👍", from: "agent" },
        { emoji: "😂", from: "me" },
      ],
    });
    expect(withReaction(reacted, "🙏").reactions).toEqual([
      { emoji: "👍", from: "agent" },
      { emoji: "🙏", from: "me" },
    ]);
    expect(withReaction(reacted, "").reactions).toEqual([{ emoji: "👍", from: "agent" }]);
    expect(reacted.reactions).toHaveLength(2);
  });
});

describe("links", () => {
  const links = (text: string) => pieces(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.href]));

  it.each([
    ["lihat https://contoh.id/batik?a=1&b=2#x ya", ["https://contoh.id/batik?a=1&b=2#x"]],
    ["www.contoh.id", ["https://www.contoh.id/"]],
    ["tulis ke rina@contoh.co.id.", ["mailto:rina@contoh.co.id"]],
    ["mailto:rina@contoh.id dan tel:+62-811-1234", ["mailto:rina@contoh.id", "tel:+62-811-1234"]],
    ["(https://id.wikipedia.org/wiki/Batik_(kain))", ["https://id.wikipedia.org/wiki/Batik_(kain))"]],
    ["(lihat https://contoh.id), lalu https://a.id!", ["https://contoh.id/", "https://a.id/"]],
    ["javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd", []],
    ["jam 10.30 harga 1.500.000 versi 2.0", []],
    ["", []],
  ])("in %j", (text, hrefs) => {
    expect(links(text)).toEqual(hrefs);
  });

  it("lose nothing of the text", () => {
    for (const text of ["a https://b.id c", "https://b.id", "x@y.id,z", "https:// tel:1 www.", "<b>https://a.id</b>"]) {
      const whole = pieces(text).map((piece) => (typeof piece === "string" ? piece : piece.text));
      expect(whole.join("")).toBe(text);
    }
  });

  it("have only the four schemes", () => {
    for (const raw of ["javascript:alert(1)", "JaVaScRiPt:x", "data:x", "//evil", "ftp://a.id", "\u0001javascript:x"]) {
      expect(safeHref(raw), raw).toBe("");
    }
  });

  it("are found in long text without taking long", () => {
    const begun = performance.now();
    pieces("a".repeat(400_000));
    pieces("a.".repeat(200_000));
    pieces("www.".repeat(100_000));
    // Some milliseconds; minutes, if the work grew with the square of the length.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe("emoji", () => {
  it.each(["👍", "👍😂", "❤️", "👨‍👩‍👧", "🇮🇩", "👍🏽 🙏"])("%s is large", (text) => {
    expect(isEmojiOnly(text)).toBe(true);
  });

  it.each(["", "  ", "1", "12#", "ok 👍", "👍".repeat(20)])("%j is not", (text) => {
    expect(isEmojiOnly(text)).toBe(false);
  });
});

describe("time", () => {
  const now = new Date(2026, 10, 22, 0, 30);

  it("is written as the language writes it", () => {
    const at = new Date(2026, 10, 20, 9, 5);
    expect(clock(at, "id")).toBe("09.05");
    expect(clock(at, "en")).toBe("09:05");
    expect(dayName(at, now, "id")).toBe("Jumat, 20 November 2026");
    expect(dayName(at, now, "en")).toMatch(/^Friday,? 20 November 2026$/);
  });

  it("calls days by the calendar, not by 24 hours", () => {
    expect(dayName(new Date(2026, 10, 22, 0, 1), now, "id")).toBe("hari ini");
    expect(dayName(new Date(2026, 10, 21, 23, 59), now, "id")).toBe("kemarin");
    expect(dayName(new Date(2026, 10, 21, 0, 0), now, "en")).toBe("yesterday");
    expect(dayName(new Date(2026, 10, 1), new Date(2026, 10, 2), "en")).toBe("yesterday");
    expect(dayName(new Date(2026, 9, 31), new Date(2026, 10, 1), "en")).toBe("yesterday");
    expect(dayName(new Date(2026, 10, 20, 23, 59), now, "id")).toContain("20");
  });

  it("counts seconds as minutes", () => {
    expect([0, 7.9, 75, 600].map(minutes)).toEqual(["0:00", "0:07", "1:15", "10:00"]);
  });
});

describe("text on a colour", () => {
  const contrast = (one: string, other: string) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };
  const long = (hex: string) => (hex === "#fff" ? "#ffffff" : "#000000");

  it("is white where that can be read", () => {
    expect(textOn("#0b6b62")).toBe("#fff");
    expect(textOn("#ffd54f")).toBe("#000");
  });

  it("can be read on every colour there is", () => {
    const steps = [0, 51, 102, 153, 204, 255].map((part) => part.toString(16).padStart(2, "0"));
    for (const red of steps) {
      for (const green of steps) {
        for (const blue of [...steps, "76", "77"]) {
          const colour = `#${red}${green}${blue}`;
          expect(contrast(colour, long(textOn(colour))), colour).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });
});

describe("files", () => {
  const limits: Config["limits"] = { text: 10, file_bytes: 1000, files: 2, file_types: ["image/png", "audio/webm"] };

  it("are taken by size and by type without its parameters", () => {
    expect(refusal({ size: 1000, type: "image/png" }, limits)).toBe("");
    expect(refusal({ size: 10, type: "audio/webm;codecs=opus" }, limits)).toBe("");
    expect(refusal({ size: 1001, type: "image/png" }, limits)).toBe("too_large");
    expect(refusal({ size: 10, type: "text/html" }, limits)).toBe("unsupported_type");
    expect(refusal({ size: 10, type: "" }, limits)).toBe("unsupported_type");
  });

  it("have a kind by their type", () => {
    expect(["image/png", "audio/ogg", "video/mp4", "application/pdf", ""].map(fileKind)).toEqual([
      "image",
      "audio",
      "video",
      "file",
      "file",
    ]);
    expect(bareType("Audio/WebM; codecs=opus")).toBe("audio/webm");
  });

  it("have their size in the reader's notation", () => {
    expect(sizeName(1258291, "id")).toBe("1,2 MB");
    expect(sizeName(1258291, "en")).toBe("1.2 MB");
    expect(sizeName(26214400, "id")).toBe("25 MB");
    expect(sizeName(512, "id")).toBe("0,5 KB");
    expect(sizeName(1, "id")).toBe("0,1 KB");
  });
});

describe("waiting", () => {
  it("begins at a second, grows by half and ends at thirty, with up to a third on top", () => {
    expect(backoff(1, 0)).toBe(1000);
    expect(backoff(2, 0)).toBe(1500);
    expect(backoff(99, 0)).toBe(30_000);
    expect(backoff(1, 1)).toBeCloseTo(1333, 0);
    expect(backoff(99, 1)).toBeCloseTo(40_000, 0);
  });
});

describe("language", () => {
  it("is the first wish that is one of ours", () => {
    expect(pickLanguage(undefined, "fr", "EN-us")).toBe("en");
    expect(pickLanguage("id-ID", "en")).toBe("id");
    expect(pickLanguage(null, "")).toBe("id");
  });
});
