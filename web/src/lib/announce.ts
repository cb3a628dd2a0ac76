type Urgency = "polite" | "assertive";

const regions = new Map<Urgency, HTMLElement>();

/**
 * Says something to people who use a screen reader, without showing it. `polite` waits for the end of what is being
 * read; `assertive` breaks in, and is for faults only.
 */
export function announce(text: string, urgency: Urgency = "polite"): void {
  const region = regionFor(urgency);
  // Each text is a new element: the same text twice in a row is then said twice.
  const line = document.createElement("div");
  line.textContent = text;
  region.replaceChildren(line);
}

/** Creates the regions early: a region that appears together with its text is not read by every reader. */
export function prepareAnnouncements(): void {
  regionFor("polite");
  regionFor("assertive");
}

function regionFor(urgency: Urgency): HTMLElement {
  const present = regions.get(urgency);
  if (present?.isConnected) return present;
  const region = document.createElement("div");
  region.className = "sr-only";
  region.setAttribute("role", urgency === "polite" ? "status" : "alert");
  region.setAttribute("aria-live", urgency);
  document.body.append(region);
  regions.set(urgency, region);
  return region;
}
