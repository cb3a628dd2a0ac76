// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeAttachment } from "../../test/inbox-makers";
import { makeWebchat } from "../../test/makers";
import {
  charactersLeft,
  endingsOf,
  fileFault,
  fileKind,
  fitting,
  joined,
  leftOf,
  lengthOf,
  mentionAt,
  partsOf,
  readPlace,
  sends,
  spliced,
  stillMentioned,
  typesOf,
} from "./rules";

describe("the mention that is being typed", () => {
  test.each([
    ["@", { at: 0, query: "" }],
    ["halo @ek", { at: 5, query: "ek" }],
    ["halo @Eko Nu", { at: 5, query: "Eko Nu" }],
    ["(@ek", { at: 1, query: "ek" }],
    ["baris\n@ek", { at: 6, query: "ek" }],
    ["eko@toko.id", undefined],
    ["@Eko Nugroho tolong", undefined],
    ["halo", undefined],
  ])("%j", (text, found) => {
    expect(mentionAt(text, text.length)).toEqual(found);
  });
  test("is the one at the caret", () => {
    expect(mentionAt("@ek dan @ci", 3)).toEqual({ at: 0, query: "ek" });
  });
});

describe("the members that fit", () => {
  const members = ["Eko Nugroho", "Citra Éka", "Nur Ekawati", "Bagas"].map((name) => ({ id: name, name }));
  test.each([
    ["ek", ["Eko Nugroho", "Citra Éka", "Nur Ekawati"]],
    ["nug", ["Eko Nugroho"]],
    ["eko n", ["Eko Nugroho"]],
    ["ko", []],
    ["", ["Eko Nugroho", "Citra Éka", "Nur Ekawati", "Bagas"]],
  ])("%j", (query, names) => {
    expect(fitting(members, query).map(({ name }) => name)).toEqual(names);
  });
});

test("a note calls those whose name still stands in it, each once", () => {
  const chosen = [
    { id: "m2", name: "Eko" },
    { id: "m2", name: "Eko" },
    { id: "m3", name: "Citra" },
  ];
  expect(stillMentioned("@Eko tolong, bukan Citra", chosen)).toEqual(["m2"]);
});

test("text is put in place of a stretch, with the caret behind it", () => {
  expect(spliced("halo @ek ya", 5, 8, "@Eko ")).toEqual({ text: "halo @Eko  ya", caret: 10 });
});

describe("the limit", () => {
  test.each([
    [0, 100, undefined],
    [89, 100, undefined],
    [90, 100, 10],
    [100, 100, 0],
    [103, 100, -3],
    [500, 0, undefined],
  ])("%d characters of %d", (count, limit, left) => {
    expect(charactersLeft("a".repeat(count), limit)).toBe(left);
  });
  test("an emoji is one character", () => {
    expect(lengthOf("👍👍")).toBe(2);
    expect(charactersLeft("👍".repeat(60), 100)).toBeUndefined();
    expect(charactersLeft("👍".repeat(95), 100)).toBe(5);
  });

  test("counts bytes where the provider does, and says which of the two runs out", () => {
    const longest = { characters: 1000, bytes: 1000 };
    expect(leftOf("a".repeat(950), longest)).toEqual({ count: 50, bytes: false });
    expect(leftOf("👍".repeat(240), longest)).toEqual({ count: 40, bytes: true });
    expect(leftOf("👍".repeat(251), longest)).toEqual({ count: -4, bytes: true });
    expect(leftOf("é".repeat(400), longest)).toBeUndefined();
    expect(leftOf("é".repeat(460), longest)).toEqual({ count: 80, bytes: true });
  });
});

test.each([
  ["image/png", "image"],
  ["audio/ogg", "audio"],
  ["video/mp4", "video"],
  ["application/pdf", "file"],
  ["", "file"],
])("%j is attached as %s", (type, kind) => {
  expect(fileKind(type)).toBe(kind);
});

describe("places", () => {
  test.each([
    ["-6.2088, 106.8456", -6.2088, 106.8456],
    [" (-6.2088; 106.8456)", -6.2088, 106.8456],
    ["geo:-6.2,106.8", -6.2, 106.8],
    [
      "https://www.google.com/maps/place/Monas/@-6.1754,106.8272,17z/data=!3d-6.1753924!4d106.8271528",
      -6.1753924,
      106.8271528,
    ],
    ["https://www.google.com/maps/@-6.1754,106.8272,17z", -6.1754, 106.8272],
    ["https://maps.google.com/?q=-6.2,106.8", -6.2, 106.8],
    ["https://www.google.com/maps/search/?api=1&query=-6.2%2C106.8", -6.2, 106.8],
    ["https://www.openstreetmap.org/?mlat=-6.2&mlon=106.8#map=17/1/2", -6.2, 106.8],
    ["https://www.openstreetmap.org/#map=17/-6.2/106.8", -6.2, 106.8],
  ])("%j", (text, latitude, longitude) => {
    expect(readPlace(text)).toEqual({ latitude, longitude });
  });
  test.each(["", "Jl. Malioboro 12", "-96.2, 106.8", "6.2, 190", "https://toko.id/12,5"])("%j is none", (text) => {
    expect(readPlace(text)).toBeUndefined();
  });
});

describe("Enter", () => {
  const press = {
    key: "Enter",
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
  };
  test.each<[string, Partial<typeof press>, boolean, boolean, boolean]>([
    ["sends", {}, true, false, true],
    ["with Shift makes a line", { shiftKey: true }, true, false, false],
    ["in the middle of a composed word does nothing", { isComposing: true }, true, false, false],
    ["with Alt does nothing", { altKey: true }, true, false, false],
    ["on touch makes a line", {}, true, true, false],
    ["when swapped makes a line", {}, false, false, false],
    ["when swapped sends with Ctrl", { ctrlKey: true }, false, false, true],
    ["on touch sends with Ctrl", { ctrlKey: true }, true, true, true],
    ["sends with ⌘", { metaKey: true }, false, false, true],
    ["with Ctrl and Shift belongs to send and go on", { ctrlKey: true, shiftKey: true }, true, false, false],
  ])("%s", (_, part, enterSends, touch, result) => {
    expect(sends({ ...press, ...part }, enterSends, touch)).toBe(result);
  });
  test("is the only key that sends", () => {
    expect(sends({ ...press, key: "a" }, true, false)).toBe(false);
  });
});

test.each([
  ["a", "b", "a\nb"],
  ["a", " ", "a"],
  ["", "b", "b"],
])("%j before %j is %j", (first, second, both) => {
  expect(joined(first, second)).toBe(both);
});

describe("what a channel takes", () => {
  const caps = {
    ...makeWebchat().caps,
    files_per_message: 1,
    text_limit: 4096,
    caption_limit: 1024,
    caption_not: ["audio"],
    files: {
      image: { bytes: 100, types: ["image/jpeg", "image/png"] },
      audio: { bytes: 100, types: ["audio/ogg"] },
      file: { bytes: 1000, types: ["application/pdf", "text/plain"] },
    },
  };
  const image = makeAttachment({ key: "i", size: 100 });
  const other = makeAttachment({ key: "j", size: 100 });
  const audio = makeAttachment({ key: "a", kind: "audio", type: "audio/ogg", size: 10 });
  const keys = (text: string, ...files: (typeof image)[]) =>
    partsOf(text, files, caps).map((part) => [part.text.slice(0, 5), ...part.files.map(({ key }) => key)]);

  test.each([
    ["image/png", "image", 100, ""],
    ["image/gif", "image", 10, "unsupported_type"],
    ["image/png", "image", 101, "too_large"],
    ["audio/webm;codecs=opus", "audio", 10, ""],
    ["", "file", 10, ""],
    ["video/mp4", "video", 10, "unsupported_type"],
  ] as const)("%s as %s of %d bytes: %j", (type, kind, size, fault) => {
    expect(fileFault(caps, { type, kind, size })).toBe(fault);
  });

  test("types for the picker, with what becomes one of them", () => {
    expect(typesOf(caps, ["image"])).toEqual(["image/jpeg", "image/png"]);
    expect(typesOf(caps, ["audio"])).toEqual(["audio/ogg", "audio/webm"]);
    expect(typesOf(makeWebchat().caps)).toEqual([]);
  });

  test("types as people call them", () => {
    expect(endingsOf(["image/jpeg", "image/png", "text/csv", "application/vnd.oasis.opendocument.text"])).toBe(
      "JPG, PNG, CSV",
    );
  });

  test("several files become several messages, the text with the first", () => {
    expect(keys("Halo", image, other)).toEqual([
      ["Halo", "i"],
      ["", "j"],
    ]);
    expect(keys("Halo")).toEqual([["Halo"]]);
    expect(partsOf("Halo", [image, other], undefined)).toEqual([{ text: "Halo", files: [image, other] }]);
  });

  test("a text that cannot stand with a file goes before it", () => {
    expect(keys("Halo", audio)).toEqual([["Halo"], ["", "a"]]);
    expect(keys("x".repeat(1025), image)).toEqual([["xxxxx"], ["", "i"]]);
    expect(keys("x".repeat(1024), image)).toEqual([["xxxxx", "i"]]);
    expect(keys("", audio)).toEqual([["", "a"]]);
  });
});
