import { setDraft } from "../chat/chat";
import { state, t } from "../chat/state";
import { sizeName } from "../rules/files";
import { IconButton } from "./button";
import { Icon, type IconName } from "./icon";
import { authorOf, summary } from "./rows";
import { Label, type LabelProps, pointOf } from "./text";

/** What will go with the text: the message it answers, files, a place. Each can be taken out. */
export function Tray() {
  const { replyTo, files, location } = state.draft;
  return (
    <div class="tray">
      {replyTo && (
        <Item
          icon="reply"
          name={authorOf(replyTo)}
          detail={summary(replyTo)}
          drop={() => setDraft({ replyTo: null })}
        />
      )}
      {files.map((one) => (
        <Item
          key={one.url}
          icon="file"
          name={one.name}
          detail={sizeName(one.size, state.language)}
          picture={one.kind === "image" ? one.url : ""}
          drop={() => setDraft({ files: files.filter((other) => other !== one) })}
        />
      ))}
      {location && (
        <Item
          icon="location"
          name={t("location")}
          detail={pointOf(location)}
          drop={() => setDraft({ location: null })}
        />
      )}
    </div>
  );
}

interface ItemProps extends LabelProps {
  icon: IconName;
  /** Shown instead of the icon. */
  picture?: string;
  drop(): void;
}

function Item({ icon, picture, drop, ...label }: ItemProps) {
  return (
    <div class="card">
      {picture ? <img src={picture} alt="" /> : <Icon name={icon} />}
      <Label {...label} />
      <IconButton icon="close" label={`${t("delete")} ${label.name}`} onClick={drop} />
    </div>
  );
}
