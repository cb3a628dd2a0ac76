import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { readStart } from "../features/account/api";
import { prepareAnnouncements } from "../lib/announce";
import { chosenLanguage, showLanguage } from "../lib/i18n";
import { followTheme } from "../lib/theme";
import { watchTips } from "../ui/tooltip";
import { App } from "./app";
import { createAppRouter } from "./router";
import { enter, prepareVisits } from "./visit";
import { installWorker, offerReload } from "./worker";

async function begin(): Promise<void> {
  followTheme();
  watchTips();
  prepareAnnouncements();
  const [begun] = await Promise.all([readStart(), showLanguage(chosenLanguage() ?? "id")]);
  prepareVisits();
  if (begun.state === "ready") await enter(begun.bootstrap);
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <App router={createAppRouter()} />
    </StrictMode>,
  );
  void installWorker();
}

// After an update the old chunks are gone from the server, and a page that asks for one must be loaded anew. When is
// the person's choice: there may be half a message in the composer.
window.addEventListener("vite:preloadError", () => navigator.onLine && offerReload());

void begin();
