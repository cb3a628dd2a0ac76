import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "./api-error";
import { sendTo } from "./upload-send";

/** Plays the browser's request. */
class FakeRequest {
  static last: FakeRequest;
  upload: { onprogress: ((event: unknown) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  status = 0;
  responseText = "";
  headers: Record<string, string> = {};
  answer: Record<string, string> = { "Content-Type": "application/json" };
  opened: unknown[] = [];
  sent: unknown;
  constructor() {
    FakeRequest.last = this;
  }
  open(...given: unknown[]) {
    this.opened = given;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader(name: string) {
    return this.answer[name] ?? null;
  }
  send(body: unknown) {
    this.sent = body;
  }
  abort() {
    this.onabort?.();
  }
  finish(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

beforeEach(() => void vi.stubGlobal("XMLHttpRequest", FakeRequest));
afterEach(() => void vi.unstubAllGlobals());

const file = new File(["abcd"], "struk.png", { type: "image/png" });
const send = (progress = vi.fn(), signal = new AbortController().signal) =>
  sendTo<{ id: string }>((given) => `/api/v1/uploads?name=${given.name}`)(file, progress, signal);

test("the bytes go as they are, with their type, and the share sent is told", async () => {
  const progress = vi.fn();
  const sent = send(progress);
  expect(FakeRequest.last.opened).toEqual(["POST", "/api/v1/uploads?name=struk.png"]);
  expect(FakeRequest.last.headers["Content-Type"]).toBe("image/png");
  expect(FakeRequest.last.sent).toBe(file);
  FakeRequest.last.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
  FakeRequest.last.upload.onprogress?.({ lengthComputable: false, loaded: 2, total: 0 });
  FakeRequest.last.finish(201, { id: "u1" });
  expect(await sent).toEqual({ id: "u1" });
  expect(progress.mock.calls).toEqual([[0.25]]);
});

test("a refusal is an ApiError with the server's code", async () => {
  const sent = send();
  FakeRequest.last.answer = { "Content-Type": "application/problem+json" };
  FakeRequest.last.finish(415, { code: "unsupported_type" });
  await expect(sent).rejects.toMatchObject({ status: 415, code: "unsupported_type" });
});

test("a broken line is offline", async () => {
  const sent = send();
  FakeRequest.last.onerror?.();
  await expect(sent).rejects.toEqual(new ApiError(0, "offline"));
});

test("the signal ends the transfer", async () => {
  const controller = new AbortController();
  const sent = send(vi.fn(), controller.signal);
  controller.abort();
  await expect(sent).rejects.toHaveProperty("name", "AbortError");
});
