import { expect, type Page } from "@playwright/test";

/** Pixels that a finger needs (WCAG 2.5.5). */
const finger = 44;

/** Fails when a page can be moved sideways, when it can be moved as a whole beside what is in it, or when what one presses is too small for a finger. */
export async function expectHandy(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(page.viewportSize()?.width);
  // Only parts of a page can be moved up and down; something hidden that reaches out of its part makes the whole one longer.
  expect(await page.evaluate(() => document.scrollingElement?.scrollHeight)).toBe(page.viewportSize()?.height);
  expect(await page.evaluate(findSmall, finger)).toEqual([]);
}

/** What is in view and smaller than a finger. Links in the middle of a text are as high as the text. Runs in the page. */
function findSmall(finger: number): string[] {
  // What is drawn smaller may reach further, so what counts is whether a press near its edge still meets it.
  const meets = (one: Element, x: number, y: number) => one.contains(document.elementFromPoint(x, y));
  const isSmall = (pressed: Element) => {
    // Whoever presses a label presses its control.
    const one = pressed.closest("label") ?? pressed;
    const { x, y, width, height } = one.getBoundingClientRect();
    const [middle, center, reach] = [x + width / 2, y + height / 2, finger / 2 - 1];
    const isTall = height >= finger || (meets(one, middle, center - reach) && meets(one, middle, center + reach));
    const isBroad = width >= finger || (meets(one, middle - reach, center) && meets(one, middle + reach, center));
    return !isTall || !isBroad;
  };
  const isOffered = (one: Element) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    const inView = x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight && width > 1;
    return inView && meets(one, x + width / 2, y + height / 2) && one.closest("p, [inert]") === null;
  };
  const pressed = document.querySelectorAll("a, button, input, textarea, select, [role=menuitem]");
  return [...pressed].filter((one) => isOffered(one) && isSmall(one)).map((one) => one.outerHTML.slice(0, 160));
}
