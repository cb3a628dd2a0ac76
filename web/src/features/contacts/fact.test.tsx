import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { makeWebchat, makeWhatsAppKind } from "../../test/makers";
import { NumberFact } from "./fact";

test("a number leads to where the channel's kind says", () => {
  const kind = { ...makeWhatsAppKind(), kind: "other" };
  render(
    <NumberFact kind={{ ...kind, caps: { ...kind.caps, phone_link: "https://t.example/+" } }} phone="0812 3456 789" />,
  );
  expect(screen.getByRole("link", { name: "0812 3456 789" }).getAttribute("href")).toBe(
    "https://t.example/+628123456789",
  );
});

test("a number may be hidden", () => {
  render(<NumberFact kind={makeWhatsAppKind()} phone="" />);
  expect(screen.getByText("WhatsApp")).toBeTruthy();
  expect(screen.getByText("Nomornya disembunyikan")).toBeTruthy();
});

test("a kind that knows nobody by a number says nothing of one", () => {
  const { container } = render(<NumberFact kind={makeWebchat()} phone="0812 3456 789" />);
  expect(container.textContent).toBe("");
});
