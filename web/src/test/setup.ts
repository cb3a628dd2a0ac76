import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { laterWords, showLanguage } from "../lib/i18n";

// Tests of pure rules run without a page.
if (typeof document !== "undefined") {
  beforeEach(async () => {
    await showLanguage("id");
    await laterWords();
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
