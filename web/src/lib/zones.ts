import { zoneName } from "./zone";

/** A zone to choose. */
export interface ZoneChoice {
  /** IANA name. */
  id: string;
  /** What people look for: the short name in Indonesia with its larger cities, elsewhere the city. */
  label: string;
}

/** Most choices shown for one query. */
const mostShown = 40;

// By how many live there. A city finds its zone although the zone is named after another one.
const indonesian: readonly { id: string; cities: string }[] = [
  { id: "Asia/Jakarta", cities: "Jakarta, Surabaya, Bandung, Medan, Semarang, Palembang" },
  { id: "Asia/Makassar", cities: "Makassar, Denpasar, Balikpapan, Samarinda, Manado, Mataram" },
  { id: "Asia/Jayapura", cities: "Jayapura, Ambon, Sorong, Ternate, Manokwari" },
  { id: "Asia/Pontianak", cities: "Pontianak, Palangka Raya" },
];

/** A zone as it is offered. */
export function zoneChoice(id: string): ZoneChoice {
  const cities = indonesian.find((zone) => zone.id === id)?.cities;
  if (cities) return { id, label: `${zoneName(id, 0)} – ${cities}` };
  return { id, label: (id.split("/").at(-1) ?? id).replaceAll("_", " ") };
}

/** The choices for a query, Indonesian ones first. Each word may stand in the label or in the IANA name. */
export function findZones(query: string, known: readonly string[]): ZoneChoice[] {
  const words = query
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const home = indonesian.map(({ id }) => id);
  const all = [...home, ...known.filter((id) => !home.includes(id))].map(zoneChoice);
  const text = ({ id, label }: ZoneChoice) => `${label} ${id}`.toLowerCase().replaceAll("_", " ");
  return all.filter((choice) => words.every((word) => text(choice).includes(word))).slice(0, mostShown);
}

/** All zones the browser knows. */
export function knownZones(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}
