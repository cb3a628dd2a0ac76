/** A phone number in groups, as it is read out: `+6281234567890` becomes `+62 812-3456-7890`. Others stay as they are. */
export function phoneText(number: string): string {
  const rest = /^\+62(\d{7,13})$/.exec(number)?.[1];
  if (!rest) return number;
  const groups = [rest.slice(0, 3), rest.slice(3, 7), rest.slice(7)].filter(Boolean);
  return `+62 ${groups.join("-")}`;
}
