import { FileText, Image, ImageUp, Lock, MapPin, Mic, Paperclip, SendHorizontal, Smile } from "lucide-react";
import { lazy, type RefObject, Suspense, useRef, useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Menu, type MenuEntry } from "../../ui/menu";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { type Row, useKind } from "../conversations/api";
import { changeDesk, deskOf, useDesk } from "./desk";
import { canRecord } from "./recorder";
import { charactersLeft, type Mode, spliced } from "./rules";
import { addFiles } from "./uploads";
import { useUploads } from "./use-uploads";
import { textLimit, write } from "./writing";

const EmojiPicker = lazy(() => import("../../ui/emoji/picker").then((part) => ({ default: part.EmojiPicker })));
const PlaceDialog = lazy(() => import("./place-dialog").then((part) => ({ default: part.PlaceDialog })));

interface Props {
  row: Row;
  area: RefObject<HTMLTextAreaElement | null>;
  /** It was sent, and waits for files. */
  busy: boolean;
  onSend: () => void;
  onRecord: () => void;
}

/** What can be added to a text, and the button that sends it. */
export function Toolbar({ row, area, busy, onSend, onRecord }: Props) {
  const t = useT();
  const { mode, editing } = useDesk(row.id);
  const takes = useTakes(row, mode);
  return (
    <div className="flex items-center gap-0.5 px-1.5 pb-1.5">
      <Emoji conversation={row.id} area={area} />
      {!editing && takes.files && <Attach row={row} mode={mode} withPlace={takes.place} />}
      {!editing && takes.audio && canRecord() && (
        <IconButton label={t("composer.record")} tip="top" icon={<Mic size={18} />} onClick={onRecord} />
      )}
      <span className="flex-1" />
      <Left conversation={row.id} />
      <Send {...{ row, mode, busy, onSend }} editing={editing !== undefined} />
    </div>
  );
}

/** What may go with a message here. Notes stay in the house, so there everything may. */
function useTakes(row: Row, mode: Mode) {
  const caps = useKind(row.channel_id)?.caps;
  if (mode === "note") return { files: true, audio: true, place: true };
  const kinds = Object.keys(caps?.files ?? {});
  return {
    files: kinds.length > 0 && (caps?.files_per_message ?? 0) > 0,
    audio: kinds.includes("audio"),
    place: caps?.location ?? false,
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
      className={cx("max-sm:px-2.5!", note && "border-note-line!")}
      icon={<Icon size={16} />}
    >
      <span className="max-sm:hidden">{words}</span>
    </Button>
  );
}

/** How many characters are left, once that matters. */
function Left({ conversation }: { conversation: string }) {
  const t = useT();
  const desk = useDesk(conversation);
  const text = desk.editing ? desk.editing.text : desk[desk.mode].text;
  const left = charactersLeft(text, textLimit(conversation, desk.mode));
  if (left === undefined) return null;
  return (
    <span role="status" className={cx("px-2 text-13", left < 0 ? "font-medium text-bad" : "text-muted")} data-number="">
      {left < 0 ? t("composer.too_many", { count: -left }) : t("composer.left", { count: left })}
    </span>
  );
}

function Emoji({ conversation, area }: { conversation: string; area: Props["area"] }) {
  const t = useT();
  const put = (emoji: string) => {
    const element = area.current;
    if (!element) return;
    const { selectionStart, selectionEnd, value } = element;
    const next = spliced(value, selectionStart, selectionEnd, emoji);
    const { mode, editing } = deskOf(conversation);
    if (editing) changeDesk(conversation, () => ({ editing: { ...editing, text: next.text } }));
    else write(conversation, mode, next.text);
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret));
  };
  return (
    <Popover
      label={t("composer.emoji")}
      side="top"
      trigger={(props) => <IconButton {...props} label={t("composer.emoji")} tip="top" icon={<Smile size={18} />} />}
    >
      {(close) => (
        <Suspense fallback={<Spinner />}>
          <EmojiPicker
            onPick={(emoji, more) => {
              put(emoji);
              if (more) return;
              close();
              setTimeout(() => area.current?.focus(), 30);
            }}
          />
        </Suspense>
      )}
    </Popover>
  );
}

interface AttachProps {
  row: Row;
  mode: Mode;
  withPlace: boolean;
}

function Attach({ row, mode, withPlace }: AttachProps) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const original = useRef(false);
  const [place, setPlace] = useState(false);
  const choose = (accept: string, asIs: boolean) => {
    const input = picker.current;
    if (!input) return;
    input.accept = accept;
    original.current = asIs;
    input.click();
  };
  const media = "image/*,video/*";
  const items: MenuEntry[] = [
    { id: "media", label: t("composer.add_media"), icon: <Image size={16} />, onSelect: () => choose(media, false) },
    {
      id: "original",
      label: t("composer.add_original"),
      icon: <ImageUp size={16} />,
      onSelect: () => choose(media, true),
    },
    { id: "file", label: t("composer.add_file"), icon: <FileText size={16} />, onSelect: () => choose("", true) },
  ];
  if (withPlace) {
    items.push({
      id: "place",
      label: t("composer.add_place"),
      icon: <MapPin size={16} />,
      onSelect: () => setPlace(true),
    });
  }
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label={t("composer.attach")}
        onChange={(event) => {
          addFiles(row.id, [...(event.target.files ?? [])], original.current);
          event.target.value = "";
        }}
      />
      <Menu
        label={t("composer.attach")}
        side="top"
        items={items}
        trigger={(props) => (
          <IconButton {...props} label={t("composer.attach")} tip="top" icon={<Paperclip size={18} />} />
        )}
      />
      {place && (
        <Suspense fallback={null}>
          <PlaceDialog conversation={row.id} mode={mode} onClose={() => setPlace(false)} />
        </Suspense>
      )}
    </>
  );
}
