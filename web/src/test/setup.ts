import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { showLanguage } from "../lib/i18n";

// Tests of pure rules run without a page.
if (typeof document !== "undefined") {
  beforeEach(() => showLanguage("id"));
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
