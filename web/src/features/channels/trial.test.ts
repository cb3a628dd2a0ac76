import { expect, test } from "vitest";
import { forgetVisitor, isTrial } from "./trial";

const from = (page_url?: string) => ({ contact: { facts: page_url ? { page_url } : {} } }) as never;

test.each([
  ["https://sapa.example/widget/try/wk_a", true],
  ["https://sapa.example/widget/try/wk_b", false],
  ["https://tokomelati.id/katalog", false],
  [undefined, false],
])("written from %s: %s", (page, trial) => {
  expect(isTrial(from(page), "wk_a")).toBe(trial);
});

test("a new customer is somebody else, and other chats keep theirs", () => {
  localStorage.setItem("sapa:wk_a", "secret");
  localStorage.setItem("sapa:wk_a outbox", "[]");
  localStorage.setItem("sapa:wk_b", "other");
  localStorage.setItem("sapa.theme", '"dark"');
  forgetVisitor("wk_a");
  expect(Object.keys(localStorage).sort()).toEqual(["sapa.theme", "sapa:wk_b"]);
});
