import { LayoutTemplate, Lock, Mic, SendHorizontal } from "lucide-react";
import type { RefObject } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { type Row, useCaps } from "../conversations/api";
import { AttachMenu } from "./attach-menu";
import { useDesk } from "./desk";
import { EmojiButton } from "./emoji-button";
import { leftWords } from "./left-words";
import { canRecord } from "./recorder";
import { leftOf, type Mode, typesOf } from "./rules";
import { useUploads } from "./use-uploads";
import { textLimit } from "./writing";

interface Props {
  row: Row;
  area: RefObject<HTMLTextAreaElement | null>;
  /** It was sent, and waits for files. */
  busy: boolean;
  onSend: () => void;
  onRecord: () => void;
  onOpen: (what: "template" | "menu") => void;
}

/** What can be added to a text, and the button that sends it. */
export function Toolbar({ row, area, busy, onSend, onRecord, onOpen }: Props) {
  const t = useT();
  const { mode, editing } = useDesk(row.id);
  const takes = useTakes(row, mode);
  return (
    <div className="flex items-center gap-0.5 px-1.5 pb-1.5">
      <EmojiButton conversation={row.id} area={area} />
      {!editing && takes.files && (
        <AttachMenu
          row={row}
          mode={mode}
          withPlace={takes.place}
          accept={takes.accept}
          onMenu={takes.menu ? () => onOpen("menu") : undefined}
        />
      )}
      {!editing && takes.audio && canRecord() && (
        <IconButton label={t("composer.record")} tip="top" icon={<Mic size={18} />} onClick={onRecord} />
      )}
      {!editing && takes.templates && (
        <IconButton
          label={t("composer.templates")}
          tip="top"
          icon={<LayoutTemplate size={18} />}
          onClick={() => onOpen("template")}
        />
      )}
      <span className="flex-1" />
      <Left conversation={row.id} />
      <Send {...{ row, mode, busy, onSend }} editing={editing !== undefined} />
    </div>
  );
}

const anyMedia = "image/*,video/*";

/** What may go with a message here. Notes stay in the house, so there everything may. */
function useTakes(row: Row, mode: Mode) {
  const caps = useCaps(row);
  if (mode === "note" || !caps) {
    const note = mode === "note";
    return {
      files: note,
      audio: note,
      place: note,
      menu: false,
      templates: false,
      accept: { media: anyMedia, file: "" },
    };
  }
  const kinds = Object.keys(caps.files);
  return {
    files: kinds.length > 0 && caps.files_per_message > 0,
    audio: kinds.includes("audio"),
    place: caps.location,
    menu: caps.menu !== undefined,
    templates: caps.templates,
    accept: { media: typesOf(caps, ["image", "video"]).join() || anyMedia, file: typesOf(caps).join() },
  };
}

interface SendProps {
  row: Row;
  mode: Mode;
  editing: boolean;
  busy: boolean;
  onSend: () => void;
}

function Send({ row, mode, editing, busy, onSend }: SendProps) {
  const t = useT();
  const desk = useDesk(row.id);
  const uploads = useUploads(row.id, mode);
  const text = desk.editing ? desk.editing.text : desk[mode].text;
  const empty = text.trim() === "" && (editing || (desk[mode].files.length === 0 && uploads.length === 0));
  const note = mode === "note" && !editing;
  const words = t(editing ? "composer.save" : note ? "composer.save_note" : "composer.send");
  const Icon = note ? Lock : SendHorizontal;
  return (
    <Button
      look={note ? "secondary" : "primary"}
      busy={busy}
      disabled={empty}
      onClick={onSend}
      aria-label={words}
      className={cx("max-sm:gap-0! max-sm:px-2.5!", note && "border-note-line!")}
      icon={<Icon size={16} />}
    >
      <span className="max-sm:hidden">{words}</span>
    </Button>
  );
}

/** How many characters are left, or bytes where those count, once that matters. */
function Left({ conversation }: { conversation: string }) {
  const t = useT();
  const desk = useDesk(conversation);
  const text = desk.editing ? desk.editing.text : desk[desk.mode].text;
  const left = leftOf(text, textLimit(conversation, desk.mode));
  if (left === undefined) return null;
  const { count, bytes } = left;
  return (
    <span
      role="status"
      className={cx("px-2 text-13", count < 0 ? "font-medium text-bad" : "text-muted")}
      title={bytes ? t("composer.bytes_hint") : undefined}
      data-number=""
    >
      {leftWords(t, left)}
    </span>
  );
}
