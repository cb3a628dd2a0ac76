/** Where the widget is. It is set once, before anything else runs. */
export const place = {
  /** Origin of Sapa: that of the script's own address. */
  base: "",
  /** The channel's public key. */
  key: "",
  /** The settings page of Sapa shows it: no request is made and nothing is kept. */
  preview: false,
};

/** The name under which this channel's things are kept in the browser. */
export function keptAs(part = ""): string {
  return `sapa:${place.key}${part}`;
}

/** An address of the server's in full; an empty string for none. */
export function absolute(path: string | null | undefined): string {
  return path ? new URL(path, place.base).href : "";
}
