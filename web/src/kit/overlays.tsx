import { Archive, MoreVertical, Tag, Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { CheatSheet } from "../commands/cheat-sheet";
import { Palette } from "../commands/palette";
import { useCommands } from "../commands/registry";
import { ApiError } from "../lib/api-error";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ContextMenu } from "../ui/context-menu";
import { Dialog, Sheet } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { LightBox, type Picture } from "../ui/light-box";
import { Menu, type MenuEntry } from "../ui/menu";
import { Popover } from "../ui/popover";
import { TextField } from "../ui/text-field";
import { Line } from "./kit";

const items: MenuEntry[] = [
  { id: "assign", label: "Tugaskan ke agen", icon: <UserPlus size={16} />, keys: "a", onSelect: () => undefined },
  {
    kind: "submenu",
    id: "label",
    label: "Label",
    icon: <Tag size={16} />,
    items: [
      { kind: "check", id: "one", label: "Keluhan", checked: true, onChange: () => undefined },
      { kind: "check", id: "two", label: "Pengiriman", checked: false, onChange: () => undefined },
    ],
  },
  {
    kind: "radio",
    id: "order",
    label: "Urutkan",
    value: "waiting",
    options: [
      { value: "waiting", label: "Menunggu paling lama" },
      { value: "newest", label: "Terbaru" },
    ],
    onChange: () => undefined,
  },
  { kind: "separator", id: "line" },
  { id: "archive", label: "Arsipkan", icon: <Archive size={16} />, disabled: true, onSelect: () => undefined },
  { id: "delete", label: "Hapus", icon: <Trash2 size={16} />, danger: true, onSelect: () => undefined },
];

const pictures: Picture[] = ["#0b6b62", "#b7791f", "#b3261e"].map((color, at) => ({
  id: color,
  name: `struk-transfer-${at + 1}.jpg`,
  width: 1200,
  height: 800,
  src: `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="${color}"/><circle cx="600" cy="400" r="250" fill="#fff8"/></svg>`)}`,
}));

type Open = "dialog" | "sheet" | "confirm" | "palette" | "cheat-sheet" | "";

export function OverlayParts() {
  const [open, setOpen] = useState<Open>("");
  const [picture, setPicture] = useState(-1);
  const close = () => setOpen("");
  useCommands(() => [
    {
      id: "kit.dialog",
      label: "app.preferences",
      find: "app.preferences_find",
      group: "go",
      keys: ["g p"],
      icon: MoreVertical,
      run: () => setOpen("dialog"),
    },
    {
      id: "kit.sheet",
      label: "app.use_dark",
      group: "app",
      keys: ["mod+shift+enter", "alt+r"],
      run: () => setOpen("sheet"),
    },
    { id: "kit.keys", label: "commands.cheat_sheet", group: "app", keys: ["?"], run: () => setOpen("cheat-sheet") },
  ]);
  return (
    <>
      <Line>
        <Button onClick={() => setOpen("dialog")}>Buka dialog</Button>
        <Button onClick={() => setOpen("sheet")}>Buka panel</Button>
        <Button onClick={() => setOpen("confirm")}>Buka pertanyaan</Button>
        <Button onClick={() => setOpen("palette")}>Buka palet</Button>
        <Button onClick={() => setOpen("cheat-sheet")}>Buka daftar pintasan</Button>
        <Button onClick={() => setPicture(0)}>Buka gambar</Button>
        <Menu
          label="Tindakan"
          items={items}
          align="end"
          trigger={(props) => <IconButton {...props} label="Tindakan" icon={<MoreVertical size={18} />} />}
        />
        <Popover label="Saring" trigger={(props) => <Button {...props}>Buka saringan</Button>}>
          {(done) => (
            <div className="flex w-60 flex-col gap-3">
              <TextField label="Nama kontak" />
              <Button look="primary" onClick={done}>
                Terapkan
              </Button>
            </div>
          )}
        </Popover>
      </Line>
      <ContextMenu label="Tindakan" items={() => items}>
        <button type="button" className="w-full rounded-control border border-dashed p-6">
          Klik kanan atau tekan lama di sini
        </button>
      </ContextMenu>
      <Layers open={open} close={close} />
      <Palette open={open === "palette"} onClose={close} />
      <CheatSheet open={open === "cheat-sheet"} onClose={close} />
      <LightBox pictures={pictures} index={picture} onIndex={setPicture} />
    </>
  );
}

function Layers({ open, close }: { open: Open; close: () => void }) {
  const footer = (
    <>
      <Button onClick={close}>Batal</Button>
      <Button look="primary" onClick={close}>
        Tugaskan
      </Button>
    </>
  );
  return (
    <>
      <Dialog
        open={open === "dialog"}
        onClose={close}
        title="Tugaskan percakapan"
        description="Agen langsung menerima pemberitahuan."
        footer={footer}
      >
        <TextField label="Catatan untuk agen" optional />
      </Dialog>
      <Sheet open={open === "sheet"} onClose={close} title="Rina Wulandari" footer={footer}>
        <div className="flex flex-col gap-4">
          <TextField label="Nama" defaultValue="Rina Wulandari" />
          <TextField label="Email" type="email" defaultValue="rina@contoh.id" />
        </div>
      </Sheet>
      <ConfirmDialog
        open={open === "confirm"}
        onClose={close}
        danger
        title="Hapus kanal Toko Melati?"
        confirmLabel="Hapus"
        onConfirm={() => Promise.reject(new ApiError(403, "forbidden"))}
      >
        Widget berhenti bekerja di situs Anda. Percakapan lama tetap ada.
      </ConfirmDialog>
    </>
  );
}
