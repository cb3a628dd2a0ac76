import { MessageCircle, MessagesSquare, Phone } from "lucide-react";

const icons = { webchat: MessageCircle, whatsapp: Phone };

/** The sign of a kind of channel. Decorative: the kind's name stands next to it. */
export function KindIcon({ kind, size = 22 }: { kind: string; size?: number }) {
  const Icon = kind in icons ? icons[kind as keyof typeof icons] : MessagesSquare;
  return <Icon aria-hidden="true" size={size} />;
}
