import { describe, expect, test } from "vitest";
import { until } from "../test/until";
import { ApiError } from "./api-error";
import { createUploads, refusal, type UploadLimits } from "./upload";

const file = (name: string, size = 10, type = "image/png") => new File([new Uint8Array(size)], name, { type });
const limits: UploadLimits = { bytes: 100, types: ["image/*", "application/pdf"], files: 3 };
const asItIs = async (given: File) => given;
const settled = (check: () => void) => until(check, 1);

/** A transfer that ends when told. */
function line() {
  const going: {
    name: string;
    done: (result: string) => void;
    fail: (error: unknown) => void;
    progress: (share: number) => void;
    signal: AbortSignal;
  }[] = [];
  const send = (sent: File, progress: (share: number) => void, signal: AbortSignal) =>
    new Promise<string>((done, fail) => going.push({ name: sent.name, done, fail, progress, signal }));
  return { going, send };
}

test.each([
  [file("a.png"), ""],
  [file("a.pdf", 10, "application/pdf"), ""],
  [file("a.exe", 10, "application/x-msdownload"), "unsupported_type"],
  [file("a", 10, ""), "unsupported_type"],
  [file("a.png", 101), "too_large"],
  [file("a.png", 100), ""],
])("%#: a file is judged before a byte is sent", (given, reason) => {
  expect(refusal(given, limits)).toBe(reason);
});

test("no limits allow everything", () => {
  expect(refusal(file("a.exe", 9999, "x/y"), { bytes: 0, types: [] })).toBe("");
});

test("two files travel at once, the third when one has arrived", async () => {
  const { going, send } = line();
  const queue = createUploads(send, limits, asItIs);
  queue.add([file("1"), file("2"), file("3")]);
  await settled(() => expect(going.map(({ name }) => name)).toEqual(["1", "2"]));
  going[0]?.progress(0.5);
  expect(queue.uploads.get()[0]).toMatchObject({ state: "sending", progress: 0.5 });
  going[0]?.done("id-1");
  await settled(() => expect(going).toHaveLength(3));
  expect(queue.uploads.get()[0]).toMatchObject({ state: "done", progress: 1, result: "id-1" });
});

test("a failed file says why, and can be tried again", async () => {
  const { going, send } = line();
  const queue = createUploads(send, limits, asItIs);
  queue.add([file("1")]);
  await settled(() => expect(going).toHaveLength(1));
  going[0]?.fail(new ApiError(0, "offline"));
  await settled(() => expect(queue.uploads.get()[0]).toMatchObject({ state: "failed", reason: "offline" }));
  queue.retry(queue.uploads.get()[0]?.id ?? "");
  await settled(() => expect(going).toHaveLength(2));
  expect(queue.uploads.get()[0]).toMatchObject({ state: "sending", reason: "" });
});

test("files that break a limit are shown as failed and not sent", async () => {
  const { going, send } = line();
  const queue = createUploads(send, limits, asItIs);
  queue.add([file("1"), file("bad.exe", 1, "x/exe"), file("2"), file("3"), file("4")]);
  await settled(() => expect(going).toHaveLength(2));
  expect(queue.uploads.get().map(({ state, reason }) => reason || state)).toEqual([
    "sending",
    "unsupported_type",
    "sending",
    "waiting",
    "too_many",
  ]);
});

describe("size", () => {
  test("counts after the picture was made smaller", async () => {
    const { going, send } = line();
    const queue = createUploads(send, limits, async () => file("small.png", 50));
    queue.add([file("big.png", 5000)]);
    await settled(() => expect(going.map(({ name }) => name)).toEqual(["small.png"]));
  });

  test("counts as chosen when the original is wanted", () => {
    const { send } = line();
    const queue = createUploads(send, limits, async () => file("small.png", 50));
    queue.add([file("big.png", 5000)], true);
    expect(queue.uploads.get()[0]).toMatchObject({ state: "failed", reason: "too_large" });
  });

  test("is refused if the picture cannot be made small enough", async () => {
    const { going, send } = line();
    const queue = createUploads(send, limits, asItIs);
    queue.add([file("big.png", 5000)]);
    await settled(() => expect(queue.uploads.get()[0]).toMatchObject({ state: "failed", reason: "too_large" }));
    expect(going).toEqual([]);
  });
});

test("removing a file ends its transfer and lets the next begin", async () => {
  const { going, send } = line();
  const queue = createUploads(
    (sent, progress, signal) => {
      const sending = send(sent, progress, signal);
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
        void sending.then(resolve, reject);
      });
    },
    limits,
    asItIs,
  );
  queue.add([file("1"), file("2"), file("3")]);
  await settled(() => expect(going).toHaveLength(2));
  queue.remove(queue.uploads.get()[0]?.id ?? "");
  await settled(() => expect(going.map(({ name }) => name)).toEqual(["1", "2", "3"]));
  expect(going[0]?.signal.aborted).toBe(true);
  queue.clear();
  expect(queue.uploads.get()).toEqual([]);
  expect(going[2]?.signal.aborted).toBe(true);
});
