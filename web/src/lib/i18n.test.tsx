import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { chooseLanguage, chosenLanguage, language, showLanguage, t, useT, withWords } from "./i18n";

function Retry() {
  return <button type="button">{useT()("common.retry")}</button>;
}

test("everything follows a change of language, and the page says which it is", async () => {
  render(<Retry />);
  expect(screen.getByRole("button").textContent).toBe("Coba lagi");
  await act(() => chooseLanguage("en"));
  expect(screen.getByRole("button").textContent).toBe("Try again");
  expect(document.documentElement.lang).toBe("en");
  expect(t("common.retry")).toBe("Try again");
  expect(language()).toBe("en");
});

test("the texts that come later come with every language from then on", async () => {
  const part = await withWords(Promise.resolve("part"));
  expect(part).toBe("part");
  const indonesian = t("channels.add");
  await showLanguage("en");
  expect(t("channels.add")).toBe("Connect a channel");
  await showLanguage("id");
  expect(t("channels.add")).toBe(indonesian);
});

test("only a choice is remembered", async () => {
  await showLanguage("en");
  expect(chosenLanguage()).toBeUndefined();
  await chooseLanguage("en");
  expect(chosenLanguage()).toBe("en");
});

test("a language that is not ours does not count as chosen", () => {
  localStorage.setItem("sapa.language", '"fr"');
  expect(chosenLanguage()).toBeUndefined();
});
