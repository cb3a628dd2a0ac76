import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { until } from "../test/until";
import { ErrorBoundary } from "../ui/error-boundary";
import { late } from "./late";

const Greeting = ({ name }: { name: string }) => <p>Halo {name}</p>;

test("what waits is drawn until the code is there, and then the part with its props", async () => {
  const load = vi.fn(async () => Greeting);
  const Part = late(load, { waiting: <p>sebentar</p> });
  render(<Part name="Rina" />);
  expect(screen.getByText("sebentar")).toBeTruthy();
  expect(await screen.findByText("Halo Rina")).toBeTruthy();
  render(<Part name="Eko" />);
  expect(screen.getByText("Halo Eko")).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});

test("fetched before, it is drawn at once", async () => {
  const Part = late(async () => Greeting, { waiting: <p>sebentar</p> });
  await Part.preload();
  render(<Part name="Rina" />);
  expect(screen.getByText("Halo Rina")).toBeTruthy();
});

test("a part the page can do without fails in silence, and is tried again when it is next drawn", async () => {
  const load = vi.fn(async () => Greeting).mockRejectedValueOnce(new Error("offline"));
  const Part = late(load);
  const { container, unmount } = render(<Part name="Rina" />);
  await until(() => expect(load).toHaveBeenCalledTimes(1));
  expect(container.textContent).toBe("");
  unmount();
  render(<Part name="Rina" />);
  expect(await screen.findByText("Halo Rina")).toBeTruthy();
});

test("one it cannot do without goes to the error boundary", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const Part = late<{ name: string }>(() => Promise.reject(new Error("offline")), { needed: true });
  render(
    <ErrorBoundary fallback={() => <p>gagal</p>}>
      <Part name="Rina" />
    </ErrorBoundary>,
  );
  expect(await screen.findByText("gagal")).toBeTruthy();
});
