import { Forward } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../../lib/cx";
import { useT, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { useMembers } from "../conversations/api";
import { fetchFiles } from "./acts";
import { AdCard } from "./ad-card";
import { Attachments, PlaceCard } from "./attachments";
import { Cards } from "./cards";
import { ChosenLine } from "./choice";
import { MenuBelow } from "./menu";
import { Meta } from "./meta";
import { QuoteBlock } from "./quote";
import { type Message, mailOf, mediaWidth } from "./rules";
import { StickerPicture } from "./sticker";
import { StoryLine } from "./story";
import { TemplateText } from "./template";
import { MessageText } from "./text";
import { UnsupportedLine } from "./unsupported";

const MailContent = late(async () => (await withWords(import("./mail-content"))).MailContent);

interface Props {
  message: Message;
  onAsk: (what: "versions", message: Message) => void;
  /** What stands at the end of the last line; absent: the time, whether it was changed, and how far it got. */
  meta?: ReactNode;
}

/** How somebody is called in a note: by the full name, or by the first. */
function callsOf(name: string): string[] {
  return name ? [name, name.split(" ")[0] ?? name] : [];
}

/** What a message holds, from what stands above it to the time. */
export function Content({ message, onAsk, meta: own }: Props) {
  const { attachments, content, location, reply_to } = message;
  const meta = own === undefined ? <Meta message={message} onEdited={() => onAsk("versions", message)} /> : own;
  if (mailOf(message)) return <MailContent message={message} meta={meta} />;
  const width = mediaWidth(message);
  if (message.kind === "sticker") {
    return (
      <>
        {reply_to && <QuoteBlock quote={reply_to} />}
        <StickerPicture message={message} meta={meta} />
      </>
    );
  }
  return (
    <div style={width > 0 ? { maxWidth: width } : undefined}>
      {content?.forwarded && <Forwarded />}
      {content?.ad && <AdCard ad={content.ad} />}
      {content?.story && <StoryLine story={content.story} />}
      {reply_to && <QuoteBlock quote={reply_to} />}
      {attachments.length > 0 && <Attachments files={attachments} onFetch={() => void fetchFiles(message)} />}
      {location && <PlaceCard place={location} />}
      <Words message={message} meta={meta} />
    </div>
  );
}

function Words({ message, meta }: { message: Message; meta: ReactNode }) {
  const { content, kind } = message;
  if (content?.template) return <TemplateText parts={content.template.parts} meta={meta} />;
  if (content?.cards) return <Cards cards={content.cards} meta={meta} />;
  if (content?.choice) return <ChosenLine choice={content.choice} meta={meta} />;
  if (kind === "story" && !message.text) return <div className="flow-root px-1">{meta}</div>;
  if (kind === "unsupported" && !message.text) return <UnsupportedLine was={content?.was ?? ""} meta={meta} />;
  return (
    <>
      <PlainWords message={message} meta={meta} />
      {content?.menu && <MenuBelow menu={content.menu} />}
    </>
  );
}

function PlainWords({ message, meta }: { message: Message; meta: ReactNode }) {
  const member = useMembers();
  const { attachments, location, mentions, text } = message;
  const names = mentions.flatMap((id) => callsOf(member(id)?.name ?? ""));
  const bare = attachments.length === 0 && !location;
  const onlyAudio = message.kind === "audio" && attachments.length === 1 && !attachments[0]?.state;
  if (text || bare) {
    return (
      <div className={bare ? "" : "pt-1"}>
        <MessageText text={text} names={names} end={meta} />
      </div>
    );
  }
  // A player leaves room for the time below its slider.
  return <div className={cx("flow-root px-1", onlyAudio && "-mt-5")}>{meta}</div>;
}

function Forwarded() {
  const t = useT();
  return (
    <p className="flex items-center gap-1 px-1 pb-0.5 text-12 text-muted italic">
      <Forward aria-hidden="true" size={13} />
      {t("messages.forwarded")}
    </p>
  );
}
