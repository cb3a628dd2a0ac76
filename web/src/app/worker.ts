import { t } from "../lib/i18n";
import { closeToast, toast } from "../lib/toast";

/** Milliseconds between two looks for a new version. */
const lookEvery = 10 * 60_000;

/**
 * Installs the service worker, which makes the next visit start from this device, and offers new versions as they
 * come. Browsers give workers to secure pages only; without one the app works the same, from the network.
 */
export async function installWorker(): Promise<void> {
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    offerNewVersions(registration);
    lookNowAndThen(registration);
  } catch {
    // Blocked by a policy or a full disk: nothing is lost but speed.
  }
}

function offerNewVersions(registration: ServiceWorkerRegistration): void {
  const waiting = () => {
    // The first worker of all replaces nothing.
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  };
  waiting();
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => coming.state === "installed" && waiting());
  });
}

function offer(worker: ServiceWorker): void {
  const run = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take over");
  };
  offerReload(run);
}

let offered = "";

/** Says that there is a new version and offers to load it. Says it once, however often it is found out. */
export function offerReload(run: () => void = () => location.reload()): void {
  closeToast(offered);
  offered = toast({ kind: "told", stay: 0, text: t("app.new_version"), action: { label: t("app.reload"), run } });
}

function lookNowAndThen(registration: ServiceWorkerRegistration): void {
  let last = Date.now();
  window.addEventListener("focus", () => {
    if (Date.now() - last < lookEvery) return;
    last = Date.now();
    void registration.update().catch(() => undefined);
  });
}
