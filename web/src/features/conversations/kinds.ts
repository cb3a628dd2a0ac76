import {
  CircleDashed,
  CircleDot,
  CircleHelp,
  ContactRound,
  FileText,
  Image,
  LayoutTemplate,
  List,
  type LucideIcon,
  MapPin,
  Mic,
  Sticker,
  Video,
} from "lucide-react";
import type { Translate, WordKey } from "../../lib/i18n";

interface Kind {
  icon: LucideIcon;
  word: WordKey;
  /** How a text is introduced that does not say itself what it belongs to. */
  named?: WordKey;
}

/** The sign and the word of a message that is no plain text, by its kind. */
export const messageKinds: Readonly<Record<string, Kind>> = {
  image: { icon: Image, word: "inbox.kind_image" },
  audio: { icon: Mic, word: "inbox.kind_audio" },
  video: { icon: Video, word: "inbox.kind_video" },
  file: { icon: FileText, word: "inbox.kind_file" },
  location: { icon: MapPin, word: "inbox.kind_location" },
  sticker: { icon: Sticker, word: "inbox.kind_sticker" },
  cards: { icon: ContactRound, word: "inbox.kind_cards", named: "inbox.kind_cards_named" },
  menu: { icon: List, word: "inbox.kind_menu" },
  choice: { icon: CircleDot, word: "inbox.kind_choice", named: "inbox.kind_choice_named" },
  template: { icon: LayoutTemplate, word: "inbox.kind_template", named: "inbox.kind_template_named" },
  story: { icon: CircleDashed, word: "inbox.kind_story" },
  unsupported: { icon: CircleHelp, word: "inbox.kind_unsupported" },
};

/** What a message says in one line: its text, or what it is. An empty plain text is one that was taken back. */
export function kindWords(t: Translate, kind: string, text: string): string {
  const known = messageKinds[kind];
  if (!known) return text || t(kind === "text" ? "inbox.kind_deleted" : "inbox.kind_unsupported");
  if (!text) return t(known.word);
  return known.named ? t(known.named, { text }) : text;
}
