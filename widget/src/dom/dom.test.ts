import { Fragment as PreactFragment, h as preactH, render as preactRender } from "preact";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Fragment as ourFragment, h as ourH, render as ourRender } from "./dom";

type Make = (type: unknown, props: Record<string, unknown> | null, ...children: unknown[]) => unknown;

interface Library {
  h: Make;
  fragment: unknown;
  render(plan: unknown, root: Element): void;
}

const ours = { h: ourH, fragment: ourFragment, render: ourRender } as unknown as Library;
const preact = { h: preactH, fragment: PreactFragment, render: preactRender } as unknown as Library;

/** Numbers that look random and are the same each time (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

/** A page as the widget draws: a keyed list whose lines come, go, move and change their looks. */
function page({ h, fragment }: Library, throwOf: (below: number) => number): unknown {
  const Pair = ({ text, children }: { text: string; children: unknown }) =>
    h(fragment, null, h("b", null, text), h("i", { class: text }, children));
  const Note = ({ on }: { on: boolean }) => (on ? h("small", null, "note") : null);
  const line = (key: number) =>
    h(
      "li",
      { key, class: throwOf(2) ? "me" : "agent", "aria-expanded": Boolean(throwOf(2)), title: throwOf(3) ? "t" : null },
      throwOf(2) && h("span", null, key),
      throwOf(2) ? h(Pair, { text: `p${throwOf(4)}` }, "in", throwOf(9)) : `text ${throwOf(3)}`,
      h(Note, { on: Boolean(throwOf(2)) }),
      [throwOf(2) ? "a" : false, null, undefined, throwOf(3)],
    );
  const keys = Array.from({ length: 8 }, (_, key) => key).filter(() => throwOf(3));
  if (throwOf(3) === 0) keys.sort(() => throwOf(3) - 1);
  return h(
    "div",
    { lang: "id" },
    throwOf(2) && h("p", null, "head"),
    h("ol", null, keys.map(line)),
    h(Note, { on: true }),
  );
}

describe("next to Preact", () => {
  it("draws the same through long histories of changes", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const roots = [ours, preact].map((library) => {
        const root = document.createElement("div");
        const throwOf = dice(seed);
        const seen = Array.from({ length: 12 }, () => {
          library.render(page(library, throwOf), root);
          return root.innerHTML;
        });
        return seen;
      });
      expect(roots[0], `seed ${seed}`).toEqual(roots[1]);
    }
  });

  it("keeps the element of a key wherever it goes", () => {
    for (const { h, render } of [ours, preact]) {
      const root = document.createElement("ul");
      const show = (keys: string[]) =>
        render(
          keys.map((key) => h("li", { key, id: key })),
          root,
        );
      show(["a", "b", "c"]);
      const before = new Map([...root.children].map((element) => [element.id, element]));
      show(["x", "c", "a", "y"]);
      expect([...root.children].map(({ id }) => id)).toEqual(["x", "c", "a", "y"]);
      for (const key of ["a", "c"]) expect(root.querySelector(`#${key}`)).toBe(before.get(key));
      expect(before.get("b")?.isConnected).toBe(false);
    }
  });
});

describe("the renderer", () => {
  const { h, fragment, render } = ours;
  let root: HTMLElement;

  beforeEach(() => {
    root = document.createElement("div");
    document.body.replaceChildren(root);
  });

  it("does not touch what is given again, nor call its component", () => {
    const Line = vi.fn(({ text }: { text: string }) => h("p", null, text));
    const line = h(Line, { key: 1, text: "one" });
    render(h("div", null, line), root);
    const element = root.querySelector("p");
    render(h("div", null, h("b", null), line), root);
    expect(Line).toHaveBeenCalledTimes(1);
    expect(root.querySelector("p")).toBe(element);
    expect(root.innerHTML).toBe("<div><b></b><p>one</p></div>");
  });

  it("does not give one component's element to another", () => {
    const Form = () => h("form", { id: "form" }, h("input", null));
    const Composer = () => h("form", null, h("input", null));
    render(h(Form, null), root);
    const input = root.querySelector("input");
    render(h(Composer, null), root);
    expect(root.querySelector("input")).not.toBe(input);
    expect(root.querySelector("#form")).toBeNull();
  });

  it("calls a ref when its element stands in the page, and again before it leaves", () => {
    const undo = vi.fn(() => expect(root.querySelector("p")).not.toBeNull());
    const ref = vi.fn((element: Element) => {
      expect(element.isConnected).toBe(true);
      return undo;
    });
    render(h("section", null, h("p", { ref })), root);
    render(h("section", null, h("p", { ref })), root);
    expect(ref).toHaveBeenCalledTimes(1);
    render(h("section", null), root);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it("tells a ref without an answer by null that its element leaves, however deep", () => {
    const ref = vi.fn();
    render(h("section", null, h("div", null, h("p", { ref }))), root);
    render(null, root);
    expect(ref.mock.calls.map(([element]) => element === null)).toEqual([false, true]);
  });

  it("calls a new ref after each drawing", () => {
    const seen: string[] = [];
    const show = (text: string) =>
      render(h("p", { ref: (p: Element | null) => p && seen.push(p.innerHTML) }, text), root);
    show("one");
    show("two");
    expect(seen).toEqual(["one", "two"]);
  });

  it("sets properties, attributes, events and custom properties of the style", () => {
    const press = vi.fn();
    const props = { class: "go", disabled: false, "aria-pressed": false, onClick: press, style: { "--ratio": 1.5 } };
    render(h("button", props), root);
    const button = root.querySelector("button") as HTMLButtonElement;
    button.click();
    expect(press).toHaveBeenCalledTimes(1);
    expect(button.className).toBe("go");
    expect(button.getAttribute("aria-pressed")).toBe("false");
    expect(button.style.getPropertyValue("--ratio")).toBe("1.5");
    render(h("button", { disabled: true }), root);
    expect(button.disabled).toBe(true);
    expect(button.hasAttribute("class")).toBe(false);
    button.disabled = false;
    button.click();
    expect(press).toHaveBeenCalledTimes(1);
  });

  it("puts back a value that was typed over, and leaves what is equal alone", () => {
    render(h("textarea", { value: "one" }), root);
    const field = root.querySelector("textarea") as HTMLTextAreaElement;
    field.value = "typed";
    render(h("textarea", { value: "one" }), root);
    expect(field.value).toBe("one");
  });

  it("makes SVG what is inside svg", () => {
    render(h("p", null, h("svg", { viewBox: "0 0 24 24" }, h("path", { d: "M1 1" }))), root);
    expect(root.querySelector("path")?.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(root.querySelector("svg")?.getAttribute("viewBox")).toBe("0 0 24 24");
  });

  it("writes text as text", () => {
    render(h(fragment, null, "<img src=x onerror=alert(1)>"), root);
    expect(root.children.length).toBe(0);
    expect(root.textContent).toBe("<img src=x onerror=alert(1)>");
  });
});
