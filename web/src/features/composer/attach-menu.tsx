import { FileText, Image, ImageUp, MapPin, Paperclip } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { Menu, type MenuEntry } from "../../ui/menu";
import type { Row } from "../conversations/api";
import type { Mode } from "./rules";
import { addFiles } from "./uploads";

const PlaceDialog = lazy(() => import("./place-dialog").then((part) => ({ default: part.PlaceDialog })));

interface Props {
  row: Row;
  mode: Mode;
  withPlace: boolean;
}

/** Adds files and places: from the picker, where pictures are made smaller unless that is not wanted. */
export function AttachMenu({ row, mode, withPlace }: Props) {
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
