import { ChevronDown, Newspaper } from "lucide-react";
import { useState } from "react";
import { useT } from "../../../lib/i18n";
import type { Row } from "../../conversations/api";
import { usePost } from "./post";
import { PostCard } from "./post-card";

/** The post in one line, over the thread while the post itself is scrolled away. Pressing it unfolds the post. */
export function PostLine({ row }: { row: Row }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { data } = usePost(row);
  const words = data?.text || data?.author || t("comments.post");
  return (
    <div className="absolute inset-x-0 top-0 z-3 border-b bg-surface [@media(max-height:30rem)]:hidden">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full items-center gap-2 px-3 text-start text-13 hover:bg-hover focus-visible:-outline-offset-2 md:px-4 coarse:min-h-11"
      >
        {data?.picture_url ? (
          <img src={data.picture_url} alt="" className="size-6 shrink-0 rounded-[4px] bg-line object-cover" />
        ) : (
          <Newspaper aria-hidden="true" size={16} className="shrink-0 text-muted" />
        )}
        <span className="sr-only">{t("comments.post")}: </span>
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {words}
        </span>
        <ChevronDown aria-hidden="true" size={16} className={`shrink-0 text-muted ${open ? "rotate-180" : ""}`} />
      </button>
      {open && (
        <div className="max-h-[50dvh] overflow-y-auto pb-3">
          <PostCard row={row} />
        </div>
      )}
    </div>
  );
}
