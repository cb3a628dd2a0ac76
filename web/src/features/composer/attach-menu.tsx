import { FileText, Image, ImageUp, List, MapPin, Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { IconButton } from "../../ui/icon-button";
import { Menu, type MenuEntry } from "../../ui/menu";
import type { Row } from "../conversations/api";
import type { Mode } from "./rules";
import { addFiles } from "./uploads";

const PlaceDialog = late(async () => (await import("./place-dialog")).PlaceDialog);

interface Props {
  row: Row;
  mode: Mode;
  withPlace: boolean;
  /** Types the picker offers of pictures and films, and of all files; empty for any. */
  accept: { media: string; file: string };
  /** Opens what builds a menu; none where the channel has none. */
  onMenu?: (() => void) | undefined;
}

/** Adds files and places: from the picker, where pictures are made smaller unless that is not wanted. */
export function AttachMenu({ row, mode, withPlace, accept, onMenu }: Props) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const original = useRef(false);
  const [place, setPlace] = useState(false);
  const choose = (types: string, asIs: boolean) => {
    const input = picker.current;
    if (!input) return;
    input.accept = types;
    original.current = asIs;
    input.click();
  };
  const { media } = accept;
  const items: MenuEntry[] = [
    { id: "media", label: t("composer.add_media"), icon: <Image size={16} />, onSelect: () => choose(media, false) },
    {
      id: "original",
      label: t("composer.add_original"),
      icon: <ImageUp size={16} />,
      onSelect: () => choose(media, true),
    },
    {
      id: "file",
      label: t("composer.add_file"),
      icon: <FileText size={16} />,
      onSelect: () => choose(accept.file, true),
    },
  ];
  if (withPlace) {
    items.push({
      id: "place",
      label: t("composer.add_place"),
      icon: <MapPin size={16} />,
      onSelect: () => setPlace(true),
    });
  }
  if (onMenu) items.push({ id: "menu", label: t("composer.add_menu"), icon: <List size={16} />, onSelect: onMenu });
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
      {place && <PlaceDialog conversation={row.id} mode={mode} onClose={() => setPlace(false)} />}
    </>
  );
}
