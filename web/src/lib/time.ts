import { useMemo } from "react";
import { cached } from "./cached";
import { type Language, language, useLanguage } from "./i18n";
import { createStore, useStore } from "./store";
import { daysBetween, isZone, zoneName } from "./zone";

/** A moment: milliseconds since 1970, or the API's text, as `2026-11-22T03:04:05Z`. */
export type Moment = number | string;

/** The workspace's zone: every time on the screen is shown in it. */
const zone = createStore("Asia/Jakarta");

/** Sets the workspace's zone, by its IANA name. A zone the browser does not know leaves the old one. */
export function setZone(name: string): void {
  if (isZone(name)) zone.set(name);
}

/** Milliseconds since 1970 of a moment; `NaN` if the text is not a time. */
export function millis(at: Moment): number {
  return typeof at === "number" ? at : Date.parse(at);
}

/** Writes moments and lengths of time as people of the language read them. */
export interface TimeWords {
  /** 12.59 */
  clock(at: Moment): string;
  /** Sabtu, 22 November 2026 pukul 12.59 WIB: for tooltips. */
  full(at: Moment): string;
  /** Minggu, 22 November; with the year if it is not this one. "hari ini" and "kemarin" for the last two days. */
  day(at: Moment, now: number): string;
  /** For rows of a list: 12.59 today, kemarin, Sen this week, 12 Nov this year, 12/11/25 before. */
  row(at: Moment, now: number): string;
  /** How long ago, in one unit: 5 mnt, 2 jam, 3 hari. "sekarang" below a minute. */
  since(at: Moment, now: number): string;
  /** How long ago, as a phrase: 5 menit yang lalu, Kemarin, 3 hari yang lalu. "Sekarang" below a minute. */
  ago(at: Moment, now: number): string;
  /** A length of time in its two largest units, from milliseconds: 1 jam 5 mnt. Least one second. */
  length(milliseconds: number): string;
  /** Position in a recording, from milliseconds: 1:05. */
  position(milliseconds: number): string;
  /** WIB, WITA, WIT or the offset. */
  zone(at: Moment): string;
}

/** The writer of times in the workspace's zone, for a component. Renders again on a change of language or zone. */
export function useTime(): TimeWords {
  const code = useLanguage();
  const name = useStore(zone);
  return useMemo(() => timeWords(code, name), [code, name]);
}

/** The writer of times outside a component. */
export function time(): TimeWords {
  return timeWords(language(), zone.get());
}

// British English, not American: day before month and a 24-hour clock, as all of Indonesia writes.
const tags: Record<Language, string> = { id: "id-ID", en: "en-GB" };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(code: Language, zoneId: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${code} ${zoneId} ${JSON.stringify(options)}`;
  return cached(formats, key, () => new Intl.DateTimeFormat(tags[code], { timeZone: zoneId, ...options }));
}

const units = new Map<string, Intl.NumberFormat>();

function unit(code: Language, name: string, amount: number): string {
  // In Indonesian the short forms of hour and day are "j" and "hr", which few people read at a glance.
  const unitDisplay = code === "id" && (name === "hour" || name === "day") ? "long" : "short";
  const make = () => new Intl.NumberFormat(tags[code], { style: "unit", unit: name, unitDisplay });
  return cached(units, `${code} ${name}`, make).format(amount);
}

const hourMinute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const dayMonth = { weekday: "long", day: "numeric", month: "long" } as const;

/** The writer for a language and a zone. Pure, but for the caches of formats. */
export function timeWords(code: Language, zoneId: string): TimeWords {
  const write = (at: Moment, options: Intl.DateTimeFormatOptions) => format(code, zoneId, options).format(millis(at));
  const year = (at: Moment) => write(at, { year: "numeric" });
  const ago = new Intl.RelativeTimeFormat(tags[code], { numeric: "auto" });
  const counted = new Intl.RelativeTimeFormat(tags[code]);
  return {
    clock: (at) => write(at, hourMinute),
    full: (at) =>
      `${write(at, { dateStyle: "full", timeStyle: "short", hourCycle: "h23" })} ${zoneName(zoneId, millis(at))}`,
    zone: (at) => zoneName(zoneId, millis(at)),
    day(at, now) {
      const days = daysBetween(millis(at), now, zoneId);
      if (days === 0 || days === 1) return capital(ago.format(-days, "day"));
      return write(at, year(at) === year(now) ? dayMonth : { ...dayMonth, year: "numeric" });
    },
    row(at, now) {
      const days = daysBetween(millis(at), now, zoneId);
      if (days <= 0) return write(at, hourMinute);
      if (days === 1) return capital(ago.format(-1, "day"));
      if (days < 7) return write(at, { weekday: "short" });
      if (year(at) === year(now)) return write(at, { day: "numeric", month: "short" });
      return write(at, { day: "2-digit", month: "2-digit", year: "2-digit" });
    },
    since(at, now) {
      const passed = now - millis(at);
      return passed < minute ? ago.format(0, "second") : lengthIn(code, passed, 1);
    },
    ago(at, now) {
      const passed = now - millis(at);
      if (passed < minute) return capital(ago.format(0, "second"));
      const [name, size] = steps.find(([, size]) => passed >= size) ?? steps[2];
      const amount = name === "day" ? daysBetween(millis(at), now, zoneId) : Math.floor(passed / size);
      return capital((amount === 1 ? ago : counted).format(-amount, name));
    },
    length: (milliseconds) => lengthIn(code, Math.max(milliseconds, 1000), 2),
    position: (milliseconds) => position(milliseconds),
  };
}

const minute = 60_000;
const steps = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", minute],
  ["second", 1000],
] as const;

function lengthIn(code: Language, milliseconds: number, most: number): string {
  const first = steps.findIndex(([, size]) => milliseconds >= size);
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [name, size] of steps.slice(first, first + most)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(unit(code, name, amount));
  }
  return parts.join(" ");
}

function position(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
