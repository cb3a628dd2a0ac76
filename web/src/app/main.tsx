import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { readStart } from "../features/account/api";
import { prepareAnnouncements } from "../lib/announce";
import { chosenLanguage, showLanguage } from "../lib/i18n";
import { followTheme } from "../lib/theme";
import { watchTips } from "../ui/tooltip";
import { App } from "./app";
import { loadFailed } from "./load-failure";
import { createAppRouter } from "./router";
import { enter, prepareVisits } from "./visit";
import { installWorker } from "./worker";

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

window.addEventListener("vite:preloadError", ({ payload }) => void loadFailed(payload));

void begin();
