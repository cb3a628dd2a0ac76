export type Piece = string | { text: string; href: string };

// The parts are bounded so that 10,000 letters without a space cost no more than ten times 1,000.
const candidate =
  /\b(?:(?:https?:\/\/|mailto:|www\.)[^\s<>"]+|tel:[+\d][\d().-]{2,30}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190})/gi;
const allowed = ["http:", "https:", "mailto:", "tel:"];

/** The address if it may become a link: http, https, mailto or tel; otherwise an empty string. */
export function safeHref(raw: string): string {
  const address = /^www\./i.test(raw) ? `https://${raw}` : /^[^:/]+@/.test(raw) ? `mailto:${raw}` : raw;
  try {
    const url = new URL(address);
    return allowed.includes(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

/** Without the punctuation that ends the sentence, and without a closing bracket that opened before the address. */
function trimmed(raw: string): string {
  return raw.replace(raw.includes("(") ? /[.,:;!?'"*_~]+$/ : /[.,:;!?'"*_~)]+$/, "");
}

/** The text cut into plain pieces and links. */
export function pieces(text: string): Piece[] {
  const out: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const link = trimmed(match[0]);
    const href = safeHref(link);
    if (!href) continue;
    if (match.index > end) out.push(text.slice(end, match.index));
    out.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) out.push(text.slice(end));
  return out;
}
