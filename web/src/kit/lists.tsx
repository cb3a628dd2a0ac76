import { useState } from "react";
import { now } from "../lib/clock";
import { Avatar } from "../ui/avatar";
import { Count } from "../ui/badge";
import { Button } from "../ui/button";
import { TimeText } from "../ui/time-text";
import { type ListPlace, type RowFocus, VirtualList } from "../ui/virtual-list";
import { VirtualLog } from "../ui/virtual-log";
import { Line } from "./kit";

const names = ["Rina Wulandari", "Budi Santoso", "Siti Nur Aisyah", "Made Wirawan", "Yohanes Kogoya"];
const said = [
  "Kak, pesanan saya belum sampai",
  "Apakah stok ukuran M masih ada?",
  "Terima kasih banyak ya 🙏",
  "Ongkir ke Jayapura berapa?",
];
const sample = (from: readonly string[], at: number) => from[at % from.length] ?? "";

const rows = Array.from({ length: 10_000 }, (_, at) => ({
  id: `c${at}`,
  name: `${sample(names, at)} ${at + 1}`,
  text: sample(said, at * 3),
  at: now() - at * 420_000,
  unread: at % 4,
}));
type Row = (typeof rows)[number];
const keyOf = (row: Row) => row.id;

export function ListParts() {
  const [all, setAll] = useState(rows);
  const [shown, setShown] = useState(true);
  const [place, setPlace] = useState<ListPlace>();
  return (
    <>
      <Line>
        <Button onClick={() => setShown(!shown)}>{shown ? "Tinggalkan daftar" : "Kembali ke daftar"}</Button>
        <Button onClick={() => setAll([{ ...(rows[0] as Row), id: `new-${all.length}`, name: "Baru" }, ...all])}>
          Baris baru di atas
        </Button>
      </Line>
      <div className="flex h-96 flex-col border">
        {shown && (
          <VirtualList
            restore={place}
            onLeave={setPlace}
            label="Percakapan"
            rows={all}
            rowKey={keyOf}
            renderRow={(row, focus) => (
              <ListRow row={row} focus={focus} onGone={() => setAll(all.filter((one) => one !== row))} />
            )}
          />
        )}
      </div>
    </>
  );
}

function ListRow({ row, focus, onGone }: { row: Row; focus: RowFocus; onGone: () => void }) {
  return (
    <a
      {...focus}
      href="#content"
      onKeyDown={(event) => event.key === "Delete" && onGone()}
      className="flex h-18 items-center gap-3 border-b px-4 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar id={row.id} name={row.name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{row.name}</span>
          <TimeText at={row.at} className="shrink-0 text-12 text-muted" />
        </span>
        <span className="flex items-center justify-between gap-2">
          <span className="truncate text-muted">{row.text}</span>
          <Count count={row.unread} label={`${row.unread} belum dibaca`} />
        </span>
      </span>
    </a>
  );
}

interface Said {
  id: string;
  text: string;
  mine: boolean;
}

const made = (at: number): Said => ({
  id: `m${at}`,
  text: `${at}: ${`${sample(said, at)}. `.repeat((Math.abs(at) % 4) + 1)}`,
  mine: at % 3 === 0,
});

export function LogParts() {
  const [first, setFirst] = useState(0);
  const [last, setLast] = useState(50);
  const messages = Array.from({ length: last - first }, (_, at) => made(first + at));
  return (
    <>
      <Line>
        <Button onClick={() => setFirst(first - 50)}>Muat 50 lama</Button>
        <Button onClick={() => setLast(last + 1)}>Tambah pesan</Button>
      </Line>
      <div className="flex h-96 flex-col border">
        <VirtualLog
          label="Pesan"
          rows={messages}
          rowKey={(message) => message.id}
          unseen={2}
          header={<p className="p-4 text-center text-13 text-muted">Awal percakapan</p>}
          renderRow={(message) => (
            <div className={`flex px-4 py-1 ${message.mine ? "justify-end" : ""}`}>
              <p className={`w-fit max-w-[75%] rounded-card px-3 py-2 ${message.mine ? "bg-out" : "bg-in"}`}>
                {message.text}
              </p>
            </div>
          )}
        />
      </div>
    </>
  );
}
