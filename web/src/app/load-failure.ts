import { t } from "../lib/i18n";
import { closeToast, toast } from "../lib/toast";
import { offerReload } from "./worker";

/** Milliseconds the server has to say which version it has. */
const patience = 10_000;

/** What browsers and the build say when code could not be fetched: they have no other sign for it than these words. */
const notFetched = /dynamically imported module|module script failed|preload CSS|MIME type/i;

/**
 * Code that comes later did not come. After an update the old files are gone from the server, and the page must be loaded
 * anew; else the server is away, or the line is. A fault in the code itself is neither, and is left to where it shows.
 */
export async function loadFailed(error: unknown): Promise<void> {
  if (!(error instanceof Error && notFetched.test(error.message))) return;
  if ((await askVersion()) === "newer") offerNewer();
  else offerAgain();
}

/** The page names its main script by what is in it: another name is another version. */
async function askVersion(): Promise<"same" | "newer" | "away"> {
  const own = document.querySelector("script[type=module][src]")?.getAttribute("src");
  try {
    const answer = await fetch("/", { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(patience) });
    if (!answer.ok) return "away";
    return own && !(await answer.text()).includes(own) ? "newer" : "same";
  } catch {
    return "away";
  }
}

// When is the person's choice: there may be half a message in the composer.
function offerNewer(): void {
  closeToast(offered);
  offerReload();
  // A page from this device comes from there again, unless its worker learns of the new version, and offers it then.
  void navigator.serviceWorker
    ?.getRegistration()
    .then((found) => found?.update())
    .catch(() => undefined);
}

let offered = "";

function offerAgain(): void {
  closeToast(offered);
  offered = toast({
    kind: "failed",
    stay: 0,
    text: t("app.load_failed"),
    action: { label: t("common.retry"), run: again },
  });
}

/** What was not fetched once is not asked for again by itself, so the page is loaded, once there is a server to load it from. */
async function again(): Promise<void> {
  const found = await askVersion();
  if (found === "same") location.reload();
  else if (found === "newer") offerNewer();
  else offerAgain();
}
