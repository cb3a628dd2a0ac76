import { FileText, Image, type LucideIcon, MapPin, Mic, Video } from "lucide-react";
import type { WordKey } from "../../lib/i18n";

/** The sign and the word of a message that is no plain text, by its kind. */
export const messageKinds: Readonly<Record<string, { icon: LucideIcon; word: WordKey }>> = {
  image: { icon: Image, word: "inbox.kind_image" },
  audio: { icon: Mic, word: "inbox.kind_audio" },
  video: { icon: Video, word: "inbox.kind_video" },
  file: { icon: FileText, word: "inbox.kind_file" },
  location: { icon: MapPin, word: "inbox.kind_location" },
};
