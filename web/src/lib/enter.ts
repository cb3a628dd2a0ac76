import { load, save } from "./storage";
import { createStore } from "./store";

/** Whether Enter sends and Shift+Enter makes a new line, in this browser. Read it with `useStore(enterSends)`. */
export const enterSends = createStore(load("enter-sends", true));

export function setEnterSends(on: boolean): void {
  save("enter-sends", on);
  enterSends.set(on);
}
