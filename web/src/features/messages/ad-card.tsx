import { Megaphone } from "lucide-react";
import { useT } from "../../lib/i18n";
import type { Ad } from "./rules";

/** The advertisement or post from which the contact began to write. */
export function AdCard({ ad }: { ad: Ad }) {
  const t = useT();
  const words = t(ad.source === "post" ? "messages.from_post" : "messages.from_ad");
  return (
    <div className="mb-1 flex w-72 max-w-full items-start gap-2 rounded-control bg-ink/5 p-2 text-13">
      <Megaphone aria-hidden="true" size={16} className="mt-px shrink-0 text-brand" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="text-muted">{words}</span>{" "}
        <span className="font-medium" dir="auto">
          {ad.headline || ad.id}
        </span>
        {ad.body && (
          <span className="line-clamp-2 text-muted" dir="auto">
            {ad.body}
          </span>
        )}
        {ad.url && (
          <a
            href={ad.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="block w-fit rounded-[2px] text-12 underline underline-offset-2"
          >
            {t("messages.open_ad")}
          </a>
        )}
      </span>
    </div>
  );
}
