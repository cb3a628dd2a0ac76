import type { WordKey } from "../../lib/i18n";
import type { ThemeChoice } from "../../lib/theme";

/** The themes, in the order in which they are offered. */
export const themeLabels: readonly { value: ThemeChoice; label: WordKey }[] = [
  { value: "system", label: "app.theme_system" },
  { value: "light", label: "app.theme_light" },
  { value: "dark", label: "app.theme_dark" },
];
