import { Archive, Check, MoreVertical, Paperclip, Plus, Send, Trash2 } from "lucide-react";
import { Button, type ButtonLook } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { ButtonLink, NavTabLink } from "../ui/links";
import { NavTab, NavTabs } from "../ui/nav-tabs";
import { Line } from "./kit";

const looks: ButtonLook[] = ["primary", "secondary", "quiet", "danger"];

export function ButtonParts() {
  return (
    <>
      {looks.map((look) => (
        <Line key={look}>
          <Button look={look}>Selesaikan dan lanjut</Button>
          <Button look={look} icon={<Check size={16} />}>
            Selesaikan
          </Button>
          <Button look={look} size="small">
            Kecil
          </Button>
          <Button look={look} busy>
            Sedang sibuk
          </Button>
          <Button look={look} disabled>
            Tidak aktif
          </Button>
        </Line>
      ))}
      <Line>
        <IconButton label="Lampirkan berkas" icon={<Paperclip size={18} />} />
        <IconButton label="Kirim" look="primary" icon={<Send size={18} />} />
        <IconButton label="Sedang mengirim" busy icon={<Send size={18} />} />
        <IconButton label="Hapus" disabled icon={<Trash2 size={18} />} />
        <IconButton label="Arsipkan" aria-pressed icon={<Archive size={18} />} />
        <IconButton label="Lainnya" tip="end" icon={<MoreVertical size={18} />} />
      </Line>
      <Line>
        <ButtonLink to="." look="primary">
          <Plus size={16} /> Tambah kanal
        </ButtonLink>
      </Line>
      <NavTabs label="Bagian kotak masuk">
        <NavTabLink to="." count={3}>
          Milik saya
        </NavTabLink>
        <NavTab href="/a" count={128}>
          Antrean
        </NavTab>
        <NavTab href="/b">Tidak aktif</NavTab>
        <NavTab href="/c">Selesai</NavTab>
        <NavTab href="/d">Semua</NavTab>
      </NavTabs>
      <Button wide look="primary">
        Selebar tempatnya
      </Button>
    </>
  );
}
