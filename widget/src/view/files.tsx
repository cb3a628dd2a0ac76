import { renewMessage } from "../chat/feed";
import { change, state } from "../chat/state";
import { addressOf } from "../chat/waiting";
import type { Attachment, Message } from "../contract";
import { absolute } from "../place";
import { sizeName } from "../rules/files";
import { Button } from "./button";
import { Icon } from "./icon";
import { Player } from "./player";
import { Away, Label } from "./text";

/** The files of a message, each in its own way. */
export function Files({ message }: { message: Message }) {
  const { attachments } = message;
  const pictures = attachments.filter(({ kind }) => kind === "image").length;
  // The addresses of files run out after some hours.
  const onError = () => void renewMessage(message);
  return attachments.length ? (
    <div class={`files ${pictures > 1 && "many"}`}>
      {attachments.map((file, i) => draw(file, addressOf(message, i), onError))}
    </div>
  ) : null;
}

function draw(file: Attachment, src: string, onError: () => void) {
  const { kind, name, width, height } = file;
  const poster = absolute(file.thumb_url);
  // The place is kept before the picture is there, so that nothing moves when it comes.
  const style = { "--ratio": width && height ? width / height : 1.5 };
  if (src && kind === "image") {
    const small = src.startsWith("blob:") ? src : poster || src;
    return (
      <Button class="picture" style={style} onClick={() => change({ viewing: { url: src, name } })}>
        <img src={small} alt={name} loading="lazy" onError={onError} />
      </Button>
    );
  }
  if (src && kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said.
      <video
        src={src}
        style={style}
        poster={poster}
        preload={poster ? "none" : "metadata"}
        aria-label={name}
        controls
        playsInline
        onError={onError}
      />
    );
  }
  if (src && kind === "audio") return <Player src={src} seconds={file.duration_ms / 1000} onError={onError} />;
  return (
    <Away class="card" href={src} download={name}>
      <Icon name="file" />
      <Label name={name} detail={sizeName(file.size, state.language)} />
    </Away>
  );
}
