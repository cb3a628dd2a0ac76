import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { components } from "../../gen/api";
import { fakeApi } from "../../test/fake-api";
import { makeAttachment, makeConversation, makeHouse } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import { changeDesk, changeSheet, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import { addFiles, dropUploads, uploadsOf } from "./uploads";

type Caps = components["schemas"]["Caps"];

/** A file of so many bytes that takes no room. */
function file(name: string, type: string, bytes = 10): File {
  const made = new File(["x"], name, { type });
  Object.defineProperty(made, "size", { value: bytes });
  return made;
}
const reasons = (mode: "reply" | "note" = "reply") =>
  uploadsOf("c1", mode)
    .uploads.get()
    .map(({ file: one, reason }) => `${one.name} ${reason}`.trim());

function house(part: Partial<Caps> = {}): void {
  const bootstrap = makeHouse();
  const [kind] = bootstrap.channel_kinds;
  if (kind) bootstrap.channel_kinds = [{ ...kind, caps: { ...kind.caps, ...part } }];
  start.set({ state: "ready", bootstrap });
}

/** An upload that never ends, so that the queue stands still and can be looked at. */
class Endless {
  upload = {};
  open() {}
  setRequestHeader() {}
  send() {}
  abort() {}
}

let stop: () => void;
beforeEach(() => {
  house();
  fakeApi(() => undefined);
  vi.stubGlobal("XMLHttpRequest", Endless);
  openBook("m1");
  put(makeConversation());
  clearDesks();
  stop = keepDrafts("m1");
});
afterEach(() => {
  dropUploads();
  stop();
  start.set(undefined);
  vi.unstubAllGlobals();
});

test("each kind has its own limit, and what the channel does not know by kind goes as a document", () => {
  house({ files: { image: { bytes: 100 }, file: { bytes: 1000 } } });
  const files = [
    file("foto.png", "image/png", 101),
    file("kecil.png", "image/png", 100),
    file("surat.pdf", "application/pdf", 1000),
    file("arsip.zip", "application/zip", 1001),
    file("lagu.mp3", "audio/mpeg", 1001),
  ];
  addFiles("c1", files, true);
  expect(reasons()).toEqual([
    "foto.png too_large",
    "kecil.png",
    "surat.pdf",
    "arsip.zip too_large",
    "lagu.mp3 too_large",
  ]);
});

test("a channel without documents takes only the kinds it knows", () => {
  house({ files: { image: { bytes: 100 } } });
  addFiles("c1", [file("foto.png", "image/png"), file("surat.pdf", "application/pdf")], true);
  expect(reasons()).toEqual(["foto.png", "surat.pdf unsupported_type"]);
});

const lying = (count: number) => Array.from({ length: count }, (_, at) => makeAttachment({ key: `a${at}` }));

test("what lies on the sheet already counts for how many may go", () => {
  house({ files_per_message: 12 });
  changeSheet("c1", "reply", { files: lying(11) });
  addFiles("c1", [file("a.pdf", "application/pdf"), file("b.pdf", "application/pdf")], true);
  expect(reasons()).toEqual(["a.pdf", "b.pdf too_many"]);
});

test("a full sheet takes none, though 0 means no limit to the queue", () => {
  house({ files_per_message: 1 });
  changeSheet("c1", "reply", { files: lying(10) });
  addFiles("c1", [file("a.pdf", "application/pdf")], true);
  expect(reasons()).toEqual(["a.pdf too_many"]);
});

test("where a message takes one file, several can lie on the sheet: they become several messages", () => {
  house({ files_per_message: 1 });
  changeSheet("c1", "reply", { files: lying(1) });
  addFiles("c1", [file("a.pdf", "application/pdf")], true);
  expect(reasons()).toEqual(["a.pdf"]);
});

test("types are those the channel lists; what a browser does not know is left to the server", () => {
  house({ files: { image: { bytes: 1000, types: ["image/png"] }, audio: { bytes: 1000, types: ["audio/ogg"] } } });
  const files = [file("a.png", "image/png"), file("a.gif", "image/gif"), file("a.webm", "audio/webm"), file("a", "")];
  addFiles("c1", files, true);
  expect(reasons()).toEqual(["a.png", "a.gif unsupported_type", "a.webm", "a"]);
});

test("files go to the mode one writes in; notes do not ask the channel", () => {
  house({ files: {} });
  changeDesk("c1", () => ({ mode: "note" }));
  addFiles("c1", [file("a.pdf", "application/pdf")], true);
  expect([reasons("note"), reasons("reply")]).toEqual([["a.pdf"], []]);
});

test("a file that has arrived lies on the sheet and is in the queue no more", async () => {
  const sent = makeAttachment({ key: "a7", name: "a.pdf" });
  class Done extends Endless {
    status = 201;
    responseText = JSON.stringify(sent);
    response = this.responseText;
    onload: (() => void) | null = null;
    getResponseHeader = () => "application/json";
    getAllResponseHeaders = () => "content-type: application/json";
    override send() {
      queueMicrotask(() => this.onload?.());
    }
  }
  vi.stubGlobal("XMLHttpRequest", Done);
  addFiles("c1", [file("a.pdf", "application/pdf")], true);
  await until(() => expect(deskOf("c1").reply.files.map(({ key }) => key)).toEqual(["a7"]));
  expect(reasons()).toEqual([]);
});
