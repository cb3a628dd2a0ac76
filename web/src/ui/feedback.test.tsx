import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { closeToast, toast, toasts } from "../lib/toast";
import { Avatar, faceOf, initials } from "./avatar";
import { Count } from "./badge";
import { Banner } from "./banner";
import { Chip } from "./chip";
import { ErrorBoundary } from "./error-boundary";
import { Kbd } from "./kbd";
import { TimeText } from "./time-text";
import { Toasts } from "./toasts";

afterEach(() => {
  for (const one of toasts.get()) closeToast(one.id);
});

describe("Toasts", () => {
  test("are said, and their act can be done by key", async () => {
    const undo = vi.fn();
    render(<Toasts />);
    act(() => void toast({ text: "Percakapan diselesaikan", action: { label: "Urungkan", run: undo } }));
    expect(screen.getByRole("status").textContent).toContain("Percakapan diselesaikan");
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(undo).toHaveBeenCalledTimes(1);
    expect(screen.queryByText("Percakapan diselesaikan")).toBeNull();
  });

  test("stay while somebody has the focus in them", () => {
    vi.useFakeTimers();
    render(<Toasts />);
    act(() => void toast({ text: "Selesai" }));
    act(() => screen.getByRole("button", { name: "Tutup" }).focus());
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByText("Selesai")).toBeDefined();
    act(() => screen.getByRole("button", { name: "Tutup" }).blur());
    act(() => void vi.advanceTimersByTime(6000));
    expect(screen.queryByText("Selesai")).toBeNull();
    vi.useRealTimers();
  });
});

describe("avatars", () => {
  test.each([
    ["Rina Wulandari", "RW"],
    ["Siti Nur Aisyah", "SA"],
    ["budi", "B"],
    ["  ", "#"],
    ["+62 812-3456", "#"],
    ["王小明", "王"],
    ["🙏 Ayu", "A"],
    ["(Toko) Melati", "TM"],
  ])("%s has the initials %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  test("an id keeps its face, and faces are spread", () => {
    const faces = Array.from({ length: 800 }, (_, at) => faceOf(`member-${at}`, 8));
    expect(faceOf("member-1", 8)).toBe(faces[1]);
    for (let face = 0; face < 8; face++) expect(faces.filter((one) => one === face).length).toBeGreaterThan(50);
  });

  test("a picture that does not come leaves the initials", () => {
    const { container } = render(<Avatar id="1" name="Rina" src="/gone.jpg" />);
    act(() => void container.querySelector("img")?.dispatchEvent(new Event("error")));
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toBe("R");
  });
});

test.each([
  [0, ""],
  [3, "33 belum dibaca"],
  [9, "99 belum dibaca"],
  [12, "9+12 belum dibaca"],
])("a count of %d is drawn and said", (count, text) => {
  const { container } = render(<Count count={count} label={`${count} belum dibaca`} />);
  expect(container.textContent).toBe(text);
});

test("a chip names what its button takes away", async () => {
  const remove = vi.fn();
  render(<Chip label="Keluhan" onRemove={remove} />);
  await userEvent.click(screen.getByRole("button", { name: "Hapus Keluhan" }));
  expect(remove).toHaveBeenCalledTimes(1);
});

test("keys are drawn as they are printed", () => {
  const { container } = render(<Kbd keys="g i" />);
  expect(container.textContent).toBe("GlaluI");
});

test.each([
  ["bad", "alert"],
  ["warn", "status"],
] as const)("a live banner of kind %s is an %s", (kind, role) => {
  render(
    <Banner kind={kind} live>
      Gagal
    </Banner>,
  );
  expect(screen.getByRole(role).textContent).toBe("Gagal");
});

test("a banner can be put away", async () => {
  const dismiss = vi.fn();
  render(<Banner onDismiss={dismiss}>Info</Banner>);
  expect(screen.queryByRole("status")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Tutup" }));
  expect(dismiss).toHaveBeenCalledTimes(1);
});

test("a time can be read by machines and shows its whole self to who points at it", () => {
  render(<TimeText at="2026-11-22T05:59:00Z" as="clock" />);
  const time = screen.getByText("12.59");
  expect(time.getAttribute("datetime")).toBe("2026-11-22T05:59:00.000Z");
  expect(time.title).toBe("Minggu, 22 November 2026 pukul 12.59 WIB");
});

describe("ErrorBoundary", () => {
  function Broken({ broken }: { broken: boolean }) {
    if (broken) throw new Error("x is undefined");
    return <p>Baik</p>;
  }
  const quiet = () => vi.spyOn(console, "error").mockImplementation(() => undefined);

  test("keeps a fault to itself, says so, and tries again when asked", async () => {
    quiet();
    const told = vi.fn();
    const tree = (broken: boolean) => (
      <>
        <p>Lainnya</p>
        <ErrorBoundary onError={told}>
          <Broken broken={broken} />
        </ErrorBoundary>
      </>
    );
    const { rerender } = render(tree(true));
    expect(screen.getByText("Lainnya")).toBeDefined();
    expect(screen.getByRole("alert").textContent).toContain("Bagian ini mengalami gangguan");
    expect(told).toHaveBeenCalledTimes(1);
    rerender(tree(false));
    await userEvent.click(screen.getByRole("button", { name: "Coba lagi" }));
    expect(screen.getByText("Baik")).toBeDefined();
  });

  test("tries again by itself when its key changes", () => {
    quiet();
    const tree = (path: string) => (
      <ErrorBoundary resetKey={path}>
        <Broken broken={path === "/a"} />
      </ErrorBoundary>
    );
    const { rerender } = render(tree("/a"));
    expect(screen.getByRole("alert")).toBeDefined();
    rerender(tree("/b"));
    expect(screen.getByText("Baik")).toBeDefined();
  });

  test("small things can have a small substitute", () => {
    quiet();
    render(
      <ErrorBoundary fallback={(error) => <p>Pesan rusak: {error.message}</p>}>
        <Broken broken />
      </ErrorBoundary>,
    );
    expect(screen.getByText("Pesan rusak: x is undefined")).toBeDefined();
  });
});
