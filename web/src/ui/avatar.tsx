import { useState } from "react";
import { cx } from "../lib/cx";

export type AvatarSize = 20 | 24 | 32 | 40 | 56;

interface Props {
  name: string;
  /** What the colour is chosen by, so that a person keeps it after a change of name. */
  id: string;
  /** Address of a picture; initials are shown without one and until it is there. */
  src?: string | null | undefined;
  /** Pixels; default 40. */
  size?: AvatarSize | undefined;
}

// Whole class names, because Tailwind finds them by reading the source.
const faces = [
  "bg-face-1",
  "bg-face-2",
  "bg-face-3",
  "bg-face-4",
  "bg-face-5",
  "bg-face-6",
  "bg-face-7",
  "bg-face-8",
] as const;
const sizes: Record<AvatarSize, string> = {
  20: "size-5 text-[9px]",
  24: "size-6 text-[10px]",
  32: "size-8 text-12",
  40: "size-10 text-14",
  56: "size-14 text-20",
};

/** A face beside a name. Decorative: the name always stands next to it, so it is not read out. */
export function Avatar({ name, id, src, size = 40 }: Props) {
  const [broken, setBroken] = useState("");
  return (
    <span
      aria-hidden="true"
      className={cx(
        "relative inline-flex shrink-0 select-none items-center justify-center overflow-hidden rounded-chip font-medium text-ink forced-edge",
        faces[faceOf(id, faces.length)],
        sizes[size],
      )}
    >
      {initials(name)}
      {src && src !== broken && (
        <img src={src} alt="" className="absolute inset-0 size-full object-cover" onError={() => setBroken(src)} />
      )}
    </span>
  );
}

/** The first letters of the first and the last word, at most two: "Siti Nur Aisyah" gives "SA". A bare number gives "#". */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => /\p{L}/u.exec(word ?? "")?.[0] ?? "");
  return letters.join("").toUpperCase() || "#";
}

/** Which of `count` faces an id has: always the same, and evenly spread. */
export function faceOf(id: string, count: number): number {
  let hash = 0;
  for (const letter of id) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % count;
}
