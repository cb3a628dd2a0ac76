import { render } from "renderer";
import { drawWith } from "./chat/state";
import css from "./style.css?inline";
import { App } from "./view/app";
import { holdingStill } from "./view/thread";

export const elementName = "sapa-chat";

/** The widget's place in the page. */
class ChatElement extends HTMLElement {
  #body = document.body;

  /** Sites that change pages without loading put a new body in the place of the old one: go along. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.#body === document.body) return;
      this.#body = document.body;
      this.#body.append(this);
    });
  }
}

/** Puts the widget at the end of the page; `z` is its z-index, as text. */
export function mount(z?: string): void {
  customElements.define(elementName, ChatElement);
  const host = document.createElement(elementName);
  const root = host.attachShadow({ mode: "open" });
  const draw = () => holdingStill(() => render(<App />, root));
  if (z) host.style.setProperty("--z", z);
  dress(root);
  document.body.append(host);
  drawWith(draw);
  draw();
}

/** A constructed sheet, because a content-security policy without 'unsafe-inline' forbids a style element. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4, the last for many phones that are still in use.
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}
