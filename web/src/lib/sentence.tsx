import { Fragment, type ReactNode } from "react";
import { useWords, type WordKey } from "./i18n";
import { fill, find, pieces, type Values } from "./translate";

interface Props {
  k: WordKey;
  values?: Values;
  /** What to draw for each tag of the text, given the words inside it. A tag without an entry is drawn as its words. */
  tags: Record<string, (words: string) => ReactNode>;
}

/** A sentence with a link or strong words inside: `<T k="x.rules" tags={{ link: (w) => <a href="…">{w}</a> }} />`. */
export function T({ k, values = {}, tags }: Props): ReactNode {
  const { language, words } = useWords();
  // Split before filling in, so that a name such as "<link>" stays a name.
  return pieces(find(words, language, k, values)).map((piece, at) => {
    const text = fill(piece.text, language, values);
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity and never move.
    return <Fragment key={at}>{tags[piece.tag]?.(text) ?? text}</Fragment>;
  });
}
