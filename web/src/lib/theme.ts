import { load, onStored, save } from "./storage";
import { createStore } from "./store";

/** `system` follows the device, also when it changes at dusk. */
export type ThemeChoice = "system" | "light" | "dark";

const grounds = { light: "#f4f6f7", dark: "#0e1316" };

/** The person's choice. Read it with `useStore(theme)`, change it with `chooseTheme`. */
export const theme = createStore<ThemeChoice>(stored());

export function chooseTheme(choice: ThemeChoice): void {
  save("theme", choice);
  theme.set(choice);
  showTheme();
}

/** Which of the two is shown for a choice, given what the device prefers. */
export function shownTheme(choice: ThemeChoice, deviceIsDark: boolean): "light" | "dark" {
  if (choice === "system") return deviceIsDark ? "dark" : "light";
  return choice;
}

/** Shows the theme, and follows the device and this browser's other tabs. Call once; index.html did the first paint. */
export function followTheme(): void {
  device().addEventListener("change", showTheme);
  onStored("theme", () => {
    theme.set(stored());
    showTheme();
  });
  showTheme();
}

function showTheme(): void {
  const shown = shownTheme(theme.get(), device().matches);
  document.documentElement.dataset.theme = shown;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", grounds[shown]);
}

function stored(): ThemeChoice {
  const value = load<string>("theme", "system");
  return value === "light" || value === "dark" ? value : "system";
}

function device(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}
