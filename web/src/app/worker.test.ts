import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../lib/toast";
import { installWorker, offerReload } from "./worker";

/** Plays a browser's service workers. */
function fakeWorkers(controlled: boolean) {
  const container = new EventTarget() as EventTarget & {
    controller: object | null;
    register: ReturnType<typeof vi.fn>;
  };
  const registration = new EventTarget() as EventTarget & {
    waiting: object | null;
    installing: object | null;
    update: ReturnType<typeof vi.fn>;
  };
  Object.assign(registration, { waiting: null, installing: null, update: vi.fn(async () => undefined) });
  Object.assign(container, { controller: controlled ? {} : null, register: vi.fn(async () => registration) });
  vi.stubGlobal("navigator", { serviceWorker: container });
  /** A new worker comes and is installed. */
  const update = () => {
    const worker = Object.assign(new EventTarget(), { state: "installing", postMessage: vi.fn() });
    registration.installing = worker;
    registration.dispatchEvent(new Event("updatefound"));
    worker.state = "installed";
    registration.waiting = worker;
    worker.dispatchEvent(new Event("statechange"));
    return worker;
  };
  return { container, registration, update };
}

const reload = vi.fn();
beforeEach(() => {
  reload.mockClear();
  vi.stubEnv("PROD", true);
  vi.stubGlobal("location", { reload });
});
afterEach(() => {
  for (const one of toasts.get()) closeToast(one.id);
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

test("a new version is offered; when accepted it takes over, and then the page is loaded", async () => {
  const { container, update } = fakeWorkers(true);
  await installWorker();
  const worker = update();
  expect(toasts.get().map(({ text, stay }) => [text, stay])).toEqual([["Versi baru Sapa tersedia.", 0]]);
  toasts.get()[0]?.action?.run();
  expect(worker.postMessage).toHaveBeenCalledWith("take over");
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event("controllerchange"));
  expect(reload).toHaveBeenCalledTimes(1);
});

test("the first worker of all replaces nothing and is not offered", async () => {
  const { update } = fakeWorkers(false);
  await installWorker();
  update();
  expect(toasts.get()).toEqual([]);
});

test("a version that was waiting already is offered", async () => {
  const { registration } = fakeWorkers(true);
  registration.waiting = { postMessage: vi.fn() };
  await installWorker();
  expect(toasts.get()).toHaveLength(1);
});

test("coming back to the page looks for a new version, at most every ten minutes", async () => {
  vi.useFakeTimers();
  const { registration } = fakeWorkers(true);
  await installWorker();
  window.dispatchEvent(new Event("focus"));
  expect(registration.update).not.toHaveBeenCalled();
  vi.setSystemTime(Date.now() + 10 * 60_000);
  window.dispatchEvent(new Event("focus"));
  window.dispatchEvent(new Event("focus"));
  expect(registration.update).toHaveBeenCalledTimes(1);
});

test("however often it is found out, it is offered once", () => {
  offerReload();
  offerReload();
  expect(toasts.get()).toHaveLength(1);
  toasts.get()[0]?.action?.run();
  expect(reload).toHaveBeenCalledTimes(1);
});

test.each([["a refusal", async () => Promise.reject(new Error("blocked"))]])(
  "%s is no error",
  async (_name, register) => {
    const { container } = fakeWorkers(true);
    container.register.mockImplementation(register);
    await expect(installWorker()).resolves.toBeUndefined();
  },
);

test("a page without workers is no error", async () => {
  vi.stubGlobal("navigator", {});
  await expect(installWorker()).resolves.toBeUndefined();
});
