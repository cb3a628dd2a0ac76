import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { closeTop, openLayers, useClosable, useLayer } from "./layers";

const closed: string[] = [];

function Sheet({ open }: { open: boolean }) {
  useLayer(open, () => closed.push("sheet"));
  return null;
}

function Menu({ open }: { open: boolean }) {
  useClosable(open, () => closed.push("menu"));
  return null;
}

test("a way back closes what came last, and nothing that is not open", () => {
  const shown = (sheet: boolean, menu: boolean) => (
    <>
      <Sheet open={sheet} />
      <Menu open={menu} />
    </>
  );
  const { rerender, unmount } = render(shown(false, false));
  expect(closeTop()).toBe(false);
  rerender(shown(true, false));
  rerender(shown(true, true));
  expect(openLayers.get()).toBe(1);
  expect(closeTop()).toBe(true);
  expect(closed).toEqual(["menu"]);
  rerender(shown(true, false));
  expect(closeTop()).toBe(true);
  expect(closed).toEqual(["menu", "sheet"]);
  unmount();
  expect(closeTop()).toBe(false);
  expect(openLayers.get()).toBe(0);
});
