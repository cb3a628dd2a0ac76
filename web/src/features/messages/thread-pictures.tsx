import { useMemo, useRef } from "react";
import { late } from "../../lib/late";
import { isHere, type Message } from "./rules";

const LightBox = late(async () => (await import("../../ui/light-box")).LightBox);

interface Props {
  messages: readonly Message[];
  /** Key of the picture that is shown; empty for none. */
  shown: string;
  onShow: (key: string) => void;
}

/** All pictures of a thread, one after another, over the whole window. */
export function ThreadPictures({ messages, shown, onShow }: Props) {
  const wanted = useRef(false);
  wanted.current ||= shown !== "";
  const pictures = useMemo(
    () =>
      messages.flatMap((message) =>
        message.attachments
          .filter((file) => file.kind === "image" && isHere(file) && message.kind !== "sticker")
          .map(({ key, url, name, width, height }) => ({ id: key, src: url, name, width, height })),
      ),
    [messages],
  );
  if (!wanted.current) return null;
  return (
    <LightBox
      pictures={pictures}
      index={pictures.findIndex((picture) => picture.id === shown)}
      onIndex={(index) => onShow(pictures[index]?.id ?? "")}
    />
  );
}
