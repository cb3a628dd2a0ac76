/** Ranges of days, each written as `2026-11-22`, in the workspace's calendar. Pure. */

export interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** A day some days later; before, for a negative number. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

export const presets = ["today", "yesterday", "week", "month"] as const;
export type Preset = (typeof presets)[number];

/** The days of a preset: of the last 7 and 30 days, today is one. */
export function daysOf(preset: Preset, today: string): Required<Days> {
  const yesterday = addDays(today, -1);
  const ranges: Record<Preset, Required<Days>> = {
    today: { from: today, to: today },
    yesterday: { from: yesterday, to: yesterday },
    week: { from: addDays(today, -6), to: today },
    month: { from: addDays(today, -29), to: today },
  };
  return ranges[preset] as Required<Days>;
}

/** The preset that means these days; `undefined` for others. */
export function presetOf({ from, to }: Days, today: string): Preset | undefined {
  return presets.find((preset) => {
    const days = daysOf(preset, today);
    return days.from === from && days.to === to;
  });
}
