import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { laterWords, showLanguage } from "../lib/i18n";
import { patience } from "./until";

// Tests of pure rules run without a page.
if (typeof document !== "undefined") {
  configure({ asyncUtilTimeout: patience });
  beforeEach(async () => {
    await showLanguage("id");
    await Promise.all([laterWords(), laterWords("office")]);
  });
  afterEach(() => {
    cleanup();
    localStorage.clear();
  });
}
