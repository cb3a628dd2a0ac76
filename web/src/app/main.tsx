import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../styles/app.css";
import { type Bootstrap, readStart } from "../features/account/api";
import { prepareAnnouncements } from "../lib/announce";
import { chosenLanguage, showLanguage } from "../lib/i18n";
import { followTheme } from "../lib/theme";
import { setZone } from "../lib/time";
import { connect, onReload } from "../realtime/hub";
import { watchTips } from "../ui/tooltip";
import { App } from "./app";
import { createQueryClient } from "./query-client";
import { createAppRouter } from "./router";
import { installWorker, offerReload } from "./worker";

async function begin(): Promise<void> {
  followTheme();
  watchTips();
  prepareAnnouncements();
  const [begun] = await Promise.all([readStart(), showLanguage(chosenLanguage() ?? "id")]);
  const client = createQueryClient();
  if (begun.state === "ready") {
    await enter(begun.bootstrap);
    onReload(() => void client.invalidateQueries());
  }
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <App client={client} router={createAppRouter()} />
    </StrictMode>,
  );
  void installWorker();
}

/** What depends on who is here. */
async function enter({ me, number }: Bootstrap): Promise<void> {
  setZone(me.time_zone);
  if (!chosenLanguage()) await showLanguage(me.language);
  connect(me.member.id, number);
}

// After an update the old chunks are gone from the server, and a page that asks for one must be loaded anew. When is
// the person's choice: there may be half a message in the composer.
window.addEventListener("vite:preloadError", () => navigator.onLine && offerReload());

void begin();
