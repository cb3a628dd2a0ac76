/** Round lengths of time, in seconds: what stands at the side of a picture is one of them or a multiple. */
const rounds = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
];

/** How many lines a picture has above its ground, at most. */
const linesMost = 4;

/** The lines of a picture that reaches up to so many seconds, from the ground up; the last one is its top. */
export function linesUpTo(seconds: number): number[] {
  const step = rounds.find((round) => seconds <= round * linesMost) ?? Math.ceil(seconds / linesMost);
  return Array.from({ length: Math.max(1, Math.ceil(seconds / step)) + 1 }, (_, i) => i * step);
}

/** Which of so many points are named below a picture: the first, and then every so many. */
export function namedOf(points: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(points / most));
  return Array.from({ length: Math.ceil(points / step) }, (_, i) => i * step);
}

/** The point below a place of a picture, from 0 at its start to 1 at its end. */
export function pointAt(part: number, points: number): number {
  return Math.min(points - 1, Math.max(0, Math.floor(part * points)));
}
