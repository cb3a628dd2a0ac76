/** Links to people by their number. Pure. */

/** The digits of a number with its country; empty when it is not written that way. */
function digitsOf(phone: string): string {
  const written = phone.trim();
  const digits = written.replace(/\D/g, "");
  // Who is here writes 0812…; abroad that would be nobody.
  const whole = digits.startsWith("0") && !written.startsWith("+") ? `62${digits.slice(1)}` : digits;
  return whole.length >= 8 && whole.length <= 15 ? whole : "";
}

/** A link that calls a number. */
export function phoneLink(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, "")}`;
}

/** A link that begins with `start` and ends with the digits of a number; empty when it is no whole number. */
export function numberLink(start: string, phone: string): string {
  const digits = digitsOf(phone);
  return digits && start + digits;
}

/** A link that writes to a number on WhatsApp, which most people have; empty when it is no whole number. */
export const chatLink = (phone: string) => numberLink("https://wa.me/", phone);
