import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { T } from "./sentence";

vi.mock("../locales/id/index", () => ({
  default: { ui: { removed: "<b>{{name}}</b> dihapus, <link>urungkan</link>" } },
}));

test("tags become elements, and values stay text", () => {
  render(
    <p>
      <T
        k="ui.removed"
        values={{ name: "<link>Budi</link>" }}
        tags={{ b: (words) => <b>{words}</b>, link: (words) => <a href="/x">{words}</a> }}
      />
    </p>,
  );
  expect(screen.getByRole("link").textContent).toBe("urungkan");
  expect(document.querySelector("b")?.textContent).toBe("<link>Budi</link>");
});

test("a tag without a drawing is its words", () => {
  render(
    <p data-testid="whole">
      <T k="ui.removed" values={{ name: "Budi" }} tags={{}} />
    </p>,
  );
  expect(screen.getByTestId("whole").textContent).toBe("Budi dihapus, urungkan");
});
