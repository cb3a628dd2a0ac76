/** How bright a `#rrggbb` colour is to the eye, 0 to 1 (relative luminance, WCAG 2). */
export function luminance(hex: string): number {
  const part = (start: number) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Text for a ground of this colour: white where that has a contrast of 4.5, otherwise black, which then has more. */
export function textOn(hex: string): string {
  return 1.05 / (luminance(hex) + 0.05) >= 4.5 ? "#fff" : "#000";
}
