import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { prepareAnnouncements } from "../lib/announce";
import { type Language, showLanguage } from "../lib/i18n";
import { chooseTheme, followTheme } from "../lib/theme";
import { loadOverlays } from "../ui/overlays/load";
import { watchTips } from "../ui/tooltip";
import { Kit } from "./kit";

// The kit draws every component in all its states. It is built only for pictures and for the accessibility test:
// kit.html?language=en&theme=dark&part=fields
const wish = new URLSearchParams(location.search);

async function begin(): Promise<void> {
  followTheme();
  chooseTheme(wish.get("theme") === "dark" ? "dark" : "light");
  prepareAnnouncements();
  watchTips();
  await Promise.all([showLanguage((wish.get("language") ?? "id") as Language), loadOverlays()]);
  const tree = createRootRoute({ component: () => <Kit part={wish.get("part") ?? "all"} /> });
  const router = createRouter({ routeTree: tree, history: createMemoryHistory({ initialEntries: ["/"] }) });
  const root = document.getElementById("root");
  // The kit's router has other routes than the app's, whose type is the registered one.
  if (root) createRoot(root).render(<RouterProvider router={router as never} />);
}

void begin();
