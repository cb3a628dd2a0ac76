import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { until } from "../test/until";
import { SaveBar } from "./save-bar";

test("who saved by key goes on in the content, and not at the top of the page", async () => {
  const page = (dirty: boolean) => (
    <main id="content" tabIndex={-1}>
      <SaveBar dirty={dirty} busy={false} onDiscard={() => undefined} />
    </main>
  );
  const { rerender } = render(page(true));
  screen.getByRole("button", { name: "Simpan" }).focus();
  rerender(page(false));
  await until(() => expect(document.activeElement?.id).toBe("content"));
});
