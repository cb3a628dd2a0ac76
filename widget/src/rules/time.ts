import type { Language } from "../contract";

// British English, because it writes the day and the clock as Indonesia does.
const localeOf = (language: Language) => (language === "en" ? "en-GB" : language);

/** The time of day where the reader is, such as 10.21 or 10:21. */
export function clock(at: Date, language: Language): string {
  return at.toLocaleTimeString(localeOf(language), { hour: "2-digit", minute: "2-digit" });
}

/** A day's name: today, yesterday, or its date. */
export function dayName(at: Date, now: Date, language: Language): string {
  const day = new Date(now);
  for (const ago of [0, -1]) {
    day.setDate(now.getDate() + ago);
    if (day.toDateString() === at.toDateString()) {
      return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(ago, "day");
    }
  }
  return at.toLocaleDateString(localeOf(language), { dateStyle: "full" });
}

/** Seconds as minutes and seconds: 75 is 1:15. */
export function minutes(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
