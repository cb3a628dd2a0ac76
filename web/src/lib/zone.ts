/** Rules about time zones and calendar days. Pure: the zone is always an argument. */
import { cached } from "./cached";

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a zone, as `2026-11-22`. */
export function dayOf(at: number, zone: string): string {
  // The Canadian way of writing dates is the ISO one.
  const parts = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return cached(dayFormats, zone, () => new Intl.DateTimeFormat("en-CA", parts)).format(at);
}

/** How many calendar days lie between two moments: 0 on the same day, 1 if `earlier` was yesterday. */
export function daysBetween(earlier: number, later: number, zone: string): number {
  return Math.round((Date.parse(dayOf(later, zone)) - Date.parse(dayOf(earlier, zone))) / 86_400_000);
}

const indonesian: Record<string, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Ujung_Pandang": "WITA",
  "Asia/Jayapura": "WIT",
};

/** What people call a zone: WIB, WITA or WIT in Indonesia, else the offset that holds at that moment, as `GMT+8`. */
export function zoneName(zone: string, at: number): string {
  const known = indonesian[zone];
  if (known) return known;
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** Whether the browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
