import { zoneName } from "./zone";

/** A zone to choose. */
export interface ZoneChoice {
  /** IANA name. */
  id: string;
  /** The city it is named after, in Indonesia with the name of the zone: "Jakarta (WIB)". */
  label: string;
  /** Other large cities of the zone, or where in the world it is. */
  hint: string;
}

/** Most choices shown for one query. */
const mostShown = 40;

// By how many live there. A city finds its zone although the zone is named after another one.
const indonesian: readonly { id: string; others: string }[] = [
  { id: "Asia/Jakarta", others: "Surabaya, Bandung, Medan, Semarang, Palembang" },
  { id: "Asia/Makassar", others: "Denpasar, Balikpapan, Samarinda, Manado, Mataram" },
  { id: "Asia/Jayapura", others: "Ambon, Sorong, Ternate, Manokwari" },
  { id: "Asia/Pontianak", others: "Palangka Raya" },
];

/** A zone as it is offered. */
export function zoneChoice(id: string): ZoneChoice {
  const city = (id.split("/").at(-1) ?? id).replaceAll("_", " ");
  const others = indonesian.find((zone) => zone.id === id)?.others;
  if (others) return { id, label: `${city} (${zoneName(id, 0)})`, hint: others };
  return { id, label: city, hint: id.replaceAll("_", " ") };
}

/** The choices for a query, Indonesian ones first. Each word may stand anywhere in a choice or in its IANA name. */
export function findZones(query: string, known: readonly string[]): ZoneChoice[] {
  const words = query
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const home = indonesian.map(({ id }) => id);
  const all = [...home, ...known.filter((id) => !home.includes(id))].map(zoneChoice);
  const text = ({ id, label, hint }: ZoneChoice) => `${label} ${hint} ${id}`.toLowerCase().replaceAll("_", " ");
  return all.filter((choice) => words.every((word) => text(choice).includes(word))).slice(0, mostShown);
}

let known: readonly string[] | undefined;

/** All zones the browser knows. */
export function knownZones(): readonly string[] {
  known ??= Intl.supportedValuesOf("timeZone");
  return known;
}
