import { render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { SearchResults } from "./search-results";

afterEach(() => vi.unstubAllGlobals());

test("a page that ends before it found anything is not the end of the search", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    const url = new URL(typeof input === "string" ? input : input.url, "http://localhost");
    asked.push(url.searchParams.get("after") ?? "");
    const next = asked.length < 3 ? `further-${asked.length}` : "";
    return new Response(JSON.stringify({ hits: [], next }), { headers: { "Content-Type": "application/json" } });
  });
  render(<SearchResults question="zamrud" />);
  await screen.findByText(/zamrud/, {}, { timeout: 10_000 });
  expect(asked).toEqual(["", "further-1", "further-2"]);
}, 15_000);
