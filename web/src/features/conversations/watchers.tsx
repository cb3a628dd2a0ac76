import { Eye, Pencil } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { useMembers } from "./people";
import { usePresence } from "./presence";

/** Colleagues who have it open at this moment. */
export function Watchers({ id }: { id: string }) {
  const t = useT();
  const member = useMembers();
  const { looking, replying } = usePresence(id);
  const all = [...new Set([...replying, ...looking])].flatMap((one) => member(one) ?? []);
  if (all.length === 0) return null;
  const names = all.map(({ name }) => name).join(", ");
  const text = t(replying.length > 0 ? "inbox.replying" : "inbox.looking", { name: names });
  const Icon = replying.length > 0 ? Pencil : Eye;
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="flex shrink-0 items-center gap-1 text-muted max-sm:hidden"
    >
      <Icon aria-hidden="true" size={14} className={replying.length > 0 ? "text-warn" : ""} />
      <span className="flex -space-x-1.5">
        {all.slice(0, 3).map(({ id: one, name, avatar_url }) => (
          <Avatar key={one} id={one} name={name} src={avatar_url} size={24} />
        ))}
      </span>
    </span>
  );
}
