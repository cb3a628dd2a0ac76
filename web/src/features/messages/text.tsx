import { Fragment, type ReactNode } from "react";
import { cx } from "../../lib/cx";
import { emojiCount, type Piece, readText } from "./marks";

interface Props {
  text: string;
  /** Names of members that are called in it. */
  names?: readonly string[];
  /** Stands at the end of the last line: the time. */
  end?: ReactNode;
}

/** What somebody wrote, with links, marks and mentions. Emoji alone are drawn larger. */
export function MessageText({ text, names = [], end }: Props) {
  const emoji = emojiCount(text);
  const size = emoji === 0 || emoji > 6 ? "" : emoji <= 3 ? "text-[32px] leading-[1.3]" : "text-[24px] leading-[1.3]";
  return (
    <div className="flow-root px-1">
      <span className={cx("whitespace-pre-wrap [overflow-wrap:anywhere]", size)} dir="auto">
        {draw(readText(text, names))}
      </span>
      {end}
    </div>
  );
}

function draw(pieces: readonly Piece[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity and never move.
  return pieces.map((piece, at) => <Fragment key={at}>{drawOne(piece)}</Fragment>);
}

function drawOne(piece: Piece): ReactNode {
  if (typeof piece === "string") return piece;
  switch (piece.kind) {
    case "bold":
      return <strong className="font-semibold">{draw(piece.parts)}</strong>;
    case "italic":
      return <em>{draw(piece.parts)}</em>;
    case "strike":
      return <s>{draw(piece.parts)}</s>;
    case "code":
      return <code className="rounded-[4px] bg-ink/5 px-1 font-mono text-13">{piece.text}</code>;
    case "block":
      return (
        <code className="my-1 block overflow-x-auto rounded-control bg-ink/5 p-2 font-mono text-13">{piece.text}</code>
      );
    case "mention":
      return <strong className="font-semibold text-brand-strong">{piece.text}</strong>;
    case "link":
      return (
        <a
          href={piece.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="rounded-[2px] underline decoration-from-font underline-offset-2 hover:decoration-2"
        >
          {piece.text}
        </a>
      );
  }
}
