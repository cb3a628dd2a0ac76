import { Search } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../ui/avatar";
import { Checkbox } from "../ui/checkbox";
import { ColorField } from "../ui/color-field";
import { Combobox, type ComboboxOption, MultiCombobox } from "../ui/combobox";
import { CopyField } from "../ui/copy-field";
import { ListField } from "../ui/list-field";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Switch } from "../ui/switch";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

const people: ComboboxOption[] = [
  "Rina Wulandari",
  "Budi Santoso",
  "Siti Nur Aisyah",
  "Made Wirawan",
  "Yohanes Kogoya",
].map((name, at) => ({
  value: `m${at}`,
  label: name,
  hint: `${name.split(" ")[0]?.toLowerCase()}@tokomelati.id`,
  icon: <Avatar id={`m${at}`} name={name} size={24} />,
  disabled: at === 4,
}));
const labels: ComboboxOption[] = ["Keluhan", "Pengiriman", "Pembayaran", "Tanya stok", "Grosir"].map((label) => ({
  value: label,
  label,
}));

const findPeople = async (query: string) =>
  people.filter((person) => person.label.toLowerCase().includes(query.toLowerCase()));

export function FieldParts() {
  const [agent, setAgent] = useState<ComboboxOption | null>(people[0] ?? null);
  const [found, setFound] = useState<ComboboxOption | null>(null);
  const [chosen, setChosen] = useState(labels.slice(0, 2));
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField label="Nama perusahaan" hint="Terlihat oleh pelanggan di widget." defaultValue="Toko Melati" />
      <TextField
        label="Email"
        type="email"
        error="Tulis alamat email yang lengkap, misalnya nama@toko.id."
        defaultValue="rina@toko"
      />
      <TextField label="Kata sandi" type="password" defaultValue="rahasia123" />
      <TextField label="Nomor telepon" optional placeholder="0812…" />
      <TextField label="Cari kontak" hideLabel type="search" icon={<Search size={16} />} placeholder="Cari kontak" />
      <TextField label="Batas waktu" type="number" end="menit" defaultValue={30} />
      <TextField label="Kode kanal" disabled defaultValue="wk_AbC123" />
      <Select
        label="Zona waktu"
        options={[
          { value: "Asia/Jakarta", label: "Jakarta (WIB)" },
          { value: "Asia/Makassar", label: "Makassar (WITA)" },
          { value: "Asia/Jayapura", label: "Jayapura (WIT)" },
        ]}
      />
      <TextArea label="Sapaan" hint="Paling panjang 200 huruf." defaultValue={"Halo!\nAda yang bisa kami bantu?"} />
      <TextArea label="Catatan" error="Teks ini terlalu panjang." optional />
      <Combobox label="Tugaskan ke agen" options={people} value={agent} onChange={setAgent} clearable />
      <Combobox
        label="Cari di server"
        options={[]}
        search={findPeople}
        value={found}
        onChange={setFound}
        placeholder="Ketik nama"
      />
      <MultiCombobox label="Label" options={labels} value={chosen} onChange={setChosen} placeholder="Tambah label" />
      <More />
    </div>
  );
}

function More() {
  const [color, setColor] = useState("#0b6b62");
  const [origins, setOrigins] = useState(["https://tokomelati.id", "https://www.tokomelati.id"]);
  return (
    <>
      <ColorField label="Warna utama" value={color} onChange={setColor} readableOn="#ffffff" />
      <ListField
        label="Situs yang boleh memuat widget"
        hint="Kosongkan untuk mengizinkan semua situs."
        values={origins}
        onChange={setOrigins}
        placeholder="https://contoh.id"
        check={(text) => (text.startsWith("https://") ? undefined : "Alamat harus diawali https://")}
      />
      <CopyField label="Tautan undangan" value="https://sapa.tokomelati.id/invitation/9f8e7d6c5b4a" />
      <CopyField
        block
        label="Kode untuk situs Anda"
        value={'<script async src="https://sapa.tokomelati.id/widget/wk_AbC123.js"></script>'}
      />
    </>
  );
}

export function ChoiceParts() {
  const [theme, setTheme] = useState("system");
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <div>
        <Switch label="Bunyikan pemberitahuan" hint="Paling sering sekali dalam 3 detik." defaultChecked />
        <Switch label="Tampilkan formulir sebelum mengobrol" />
        <Switch label="Tidak dapat diubah" disabled defaultChecked />
      </div>
      <div>
        <Checkbox label="Pilih semua" mixed />
        <Checkbox label="Ingat saya di perangkat ini" defaultChecked />
        <Checkbox label="Saya setuju" error="Bagian ini wajib diisi." />
        <Checkbox label="Tidak dapat diubah" disabled />
      </div>
      <RadioGroup
        label="Tema"
        inline
        value={theme}
        onChange={setTheme}
        options={[
          { value: "system", label: "Ikuti perangkat" },
          { value: "light", label: "Terang" },
          { value: "dark", label: "Gelap" },
        ]}
      />
      <RadioGroup
        label="Peran"
        hint="Dapat diubah nanti."
        value="agent"
        onChange={() => undefined}
        error="Pilih peran."
        options={[
          { value: "admin", label: "Admin", hint: "Mengatur seluruh ruang kerja." },
          { value: "agent", label: "Agen", hint: "Membalas percakapan." },
        ]}
      />
    </div>
  );
}
