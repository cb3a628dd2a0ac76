import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../lib/toast";
import { loadFailed } from "./load-failure";

const reload = vi.fn();
const main = '<script type="module" src="/assets/index-old.js"></script>';
const missing = new TypeError(
  "Failed to fetch dynamically imported module: https://sapa.example/assets/menu-dialog-old.js",
);

/** The server's page; nothing when it cannot be reached. */
function server(page: string | undefined, status = 200) {
  const asked = vi.fn(async () => {
    if (page === undefined) throw new TypeError("Failed to fetch");
    return new Response(page, { status });
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}

const shown = () => toasts.get().map(({ text }) => text);
const act = async () => {
  const action = toasts.get()[0]?.action?.run;
  closeToast(toasts.get()[0]?.id ?? "");
  await action?.();
};

const again = "Sebagian Sapa gagal dimuat. Periksa koneksi Anda, lalu coba lagi.";
const newer = "Versi baru Sapa tersedia.";

beforeEach(() => {
  reload.mockClear();
  // Not put into the page: it would be run.
  const script = { getAttribute: () => "/assets/index-old.js" } as unknown as Element;
  vi.spyOn(document, "querySelector").mockReturnValue(script);
  vi.stubGlobal("location", { reload });
});
afterEach(() => {
  for (const one of toasts.get()) closeToast(one.id);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("a server with another page has a new version", async () => {
  server(main.replace("old", "new"));
  await loadFailed(missing);
  expect(shown()).toEqual([newer]);
});

test.each([
  ["offline", undefined, 200],
  ["while the server is being repaired", "Bad Gateway", 502],
])("%s it can be tried again, and the page is loaded once that helps", async (_name, page, status) => {
  server(page, status);
  await loadFailed(missing);
  await loadFailed(new Error("Unable to preload CSS for /assets/menu-dialog-old.css"));
  expect(shown()).toEqual([again]);
  await act();
  expect(shown()).toEqual([again]);
  expect(reload).not.toHaveBeenCalled();
  server(main);
  await act();
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a server that comes back with a new version offers that", async () => {
  server(undefined);
  await loadFailed(missing);
  server(main.replace("old", "new"));
  await act();
  expect(shown()).toEqual([newer]);
  expect(reload).not.toHaveBeenCalled();
});

test("a file that does not come from a server with the same version is no new version", async () => {
  server(main);
  await loadFailed(new TypeError("Importing a module script failed."));
  expect(shown()).toEqual([again]);
});

test.each([
  ["a fault in the code", new TypeError("undefined is not an object (evaluating 'row.id')")],
  ["what is no error", "gone"],
])("%s is left to where it shows", async (_name, error) => {
  const asked = server(main.replace("old", "new"));
  await loadFailed(error);
  expect(shown()).toEqual([]);
  expect(asked).not.toHaveBeenCalled();
});
