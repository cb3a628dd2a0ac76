import { CircleDashed } from "lucide-react";
import { useT, type WordKey } from "../../lib/i18n";
import type { Story } from "./rules";

/** Which story a message is about. It can be looked at where it is shown, for as long as it is. */
export function StoryLine({ story }: { story: Story }) {
  const t = useT();
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 px-1 pb-0.5 text-12 text-muted">
      <CircleDashed aria-hidden="true" size={13} className="shrink-0" />
      {t(`messages.story_${story.as}` as WordKey)}
      {story.url ? (
        <a
          href={story.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="rounded-[2px] underline underline-offset-2"
        >
          {t("messages.story_open")}
        </a>
      ) : (
        <span>· {t("messages.story_gone")}</span>
      )}
    </p>
  );
}
