import { ExternalLink, FileWarning, Newspaper } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "../../../lib/cx";
import { failureWords } from "../../../lib/error-words";
import { useT } from "../../../lib/i18n";
import { late } from "../../../lib/late";
import { Failed } from "../../../ui/failed";
import { TimeText } from "../../../ui/time-text";
import { useProvider } from "../../channels/api";
import type { Row } from "../../conversations/api";
import { type Post, usePost } from "./post";

const LightBox = late(async () => (await import("../../../ui/light-box")).LightBox);

/** The post that is commented on, with its picture, its text and the way to it. */
export function PostCard({ row }: { row: Row }) {
  const t = useT();
  const post = usePost(row);
  return (
    <section aria-label={t("comments.post")} className="mx-3 mt-3 rounded-card border bg-surface p-3 md:mx-4">
      {post.isPending ? (
        <Placeholder words={t("common.loading")} />
      ) : post.isError ? (
        <Failed live error={post.error} onRetry={post.refetch} />
      ) : (
        <Shown post={post.data} channel={row.channel_id} />
      )}
    </section>
  );
}

function Shown({ post, channel }: { post: Post; channel: string }) {
  const t = useT();
  if (post.state === "waiting") return <Placeholder words={t("comments.post_waiting")} />;
  if (post.state === "failed") return <Missing post={post} channel={channel} />;
  return (
    <div className="flex gap-3">
      {post.picture_url && <Picture src={post.picture_url} />}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-1.5 text-12 text-muted">
          <span className="max-w-full truncate text-13 font-semibold text-ink" dir="auto">
            {post.author || t("comments.post")}
          </span>
          {post.at && <TimeText at={post.at} />}
        </p>
        <PostText text={post.text} />
        <PostLink url={post.url} />
      </div>
    </div>
  );
}

/** Characters from which a text is folded. */
const long = 160;

function PostText({ text }: { text: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!text) return <p className="text-13 text-muted italic">{t("comments.post_wordless")}</p>;
  const folds = text.length > long || text.split("\n").length > 3;
  return (
    <>
      <p
        className={cx("text-13 whitespace-pre-wrap [overflow-wrap:anywhere]", folds && !open && "line-clamp-3")}
        dir="auto"
      >
        {text}
      </p>
      {folds && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="hit-area me-3 rounded-[2px] text-12 font-medium text-muted hover:text-ink hover:underline"
        >
          {t(open ? "comments.post_less" : "comments.post_more")}
        </button>
      )}
    </>
  );
}

function PostLink({ url }: { url: string }) {
  const t = useT();
  if (!url) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="hit-area inline-flex w-fit items-center gap-1 rounded-[2px] text-12 font-medium text-brand underline-offset-2 hover:underline"
    >
      {t("comments.post_open")}
      <ExternalLink aria-hidden="true" size={12} />
    </a>
  );
}

/** The provider does not let the house see the post: why, and the way there if one knows it. */
function Missing({ post, channel }: { post: Post; channel: string }) {
  const t = useT();
  const provider = useProvider(channel);
  return (
    <div className="flex items-start gap-2.5 text-13">
      <FileWarning aria-hidden="true" size={18} className="mt-px shrink-0 text-warn" />
      <div className="min-w-0">
        <p className="font-medium">{t("comments.post_failed")}</p>
        <p className="text-muted">{failureWords(t, post.failure_code, provider)}</p>
        <PostLink url={post.url} />
      </div>
    </div>
  );
}

/** As high as a short post, so that little moves once it is there. */
function Placeholder({ words }: { words: ReactNode }) {
  return (
    <p role="status" className="flex h-18 items-center gap-2.5 text-13 text-muted">
      <Newspaper aria-hidden="true" size={18} className="shrink-0" />
      {words}
    </p>
  );
}

function Picture({ src }: { src: string }) {
  const t = useT();
  const [broken, setBroken] = useState(false);
  const [open, setOpen] = useState(false);
  if (broken) return null;
  const name = t("comments.post_picture");
  return (
    <>
      <button
        type="button"
        aria-label={t("messages.open_picture", { name })}
        onClick={() => setOpen(true)}
        className="size-18 shrink-0 overflow-hidden rounded-control bg-line md:size-24"
      >
        <img src={src} alt="" onError={() => setBroken(true)} className="size-full object-cover" />
      </button>
      {open && (
        <LightBox pictures={[{ id: src, src, name, width: 0, height: 0 }]} index={0} onIndex={() => setOpen(false)} />
      )}
    </>
  );
}
