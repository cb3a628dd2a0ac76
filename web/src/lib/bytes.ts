/** A size for people, from bytes: 640 B, 12 KB, 3,4 MB. Steps of 1024, at most one digit after the comma. */
export function sizeText(bytes: number, language: string): string {
  const units = ["B", "KB", "MB", "GB"];
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  const digits = size < 10 && step > 0 ? 1 : 0;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(size)} ${units[step]}`;
}
